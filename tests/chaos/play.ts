// A competition played to its end by clients that meet every fault, while parts of the hall are killed.

import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@leitai/database';
import { Redis } from 'ioredis';
import type { BoardState, ControlContest } from '@leitai/contract';
import { boardKey } from '../../apps/server/src/projection/keys.ts';
import type { Client } from '../../apps/simulator/src/client.ts';
import { randomFor, type Random } from '../../apps/simulator/src/random.ts';
import { Organiser } from '../../apps/simulator/src/organiser.ts';
import { readOptions } from '../../apps/simulator/src/options.ts';
import { makeSupervisor } from '../../apps/simulator/src/publish.ts';
import { Chief } from './chief.ts';
import { Corrector } from './corrector.ts';
import { BoardsBehind } from './behind.ts';
import { CALM, Line, type Fault, type Faults, type Sent } from './line.ts';
import { OwnLog } from './log.ts';
import { Tablet, type Habits } from './tablet.ts';
import { Screens } from './screens.ts';
import { auditWrong, besideWrong, boardWrong, recordWrong } from './truth.ts';
import { Uploads } from './uploads.ts';

export type Plan = {
  readonly seed: number;
  readonly contests: number;
  /** Least number per contest; as many more are judged as it takes until `meanwhile` is over. */
  readonly entrants: number;
  readonly faults: Faults;
  /** Clocks of tablets are wrong by up to this many milliseconds, either way. */
  readonly clockOff: number;
  readonly reloads: number;
  /** Of every panel; absent: as many as the demonstration has, and no fewer than that. */
  readonly judges?: number;
  /** Screens on the boards, dealt round; they too lose their server and come back. */
  readonly viewers?: number;
  /** Runs beside the judging. */
  readonly meanwhile?: () => Promise<void>;
  /** The last blow, after the last result: boards are timed from its end. */
  readonly afterwards?: () => Promise<void>;
  /** Looks at something of its own once all is played. @returns what is wrong. */
  readonly finally?: (organiser: Organiser) => Promise<readonly string[]>;
};
export type Hosting = { readonly base: string; readonly setupPath: string; readonly databaseUrl: string; readonly redisUrl: () => string };
type Panel = {
  readonly contestId: string; readonly chief: Chief; readonly corrector: Corrector; readonly tablets: readonly Tablet[];
  readonly lines: readonly Line[]; readonly uploads: readonly Uploads[];
};
export type Played = { readonly wrong: readonly string[]; readonly marks: number; readonly results: number; /** Kinds of events in the record. */ readonly kinds: readonly string[]; /** Milliseconds until every board stood. */ readonly boards: number;
  /** How often each fault of the lines was met, and the longest time a board in the store was behind the truth, in milliseconds. */
  readonly faults: Readonly<Record<Fault, number>>; readonly behind: number; readonly viewers: number; readonly judges: number;
  /** Marks put down on a tablet whose disk was full; events recorded before the one before them, as the clock was put back between. */
  readonly unkept: number; readonly backwards: number };

/** Milliseconds a board may take before it counts as wrong; the figure itself is returned. */
const BOARD_PATIENCE = 20_000;

export async function play(hosting: Hosting, plan: Plan): Promise<Played> {
  const { organiser } = await Organiser.enter(readOptions(['--setup', hosting.base + hosting.setupPath], {})!);
  const eventId = await organiser.chooseEvent(null);
  const { contests } = await organiser.control(eventId);
  const supervisor = await makeSupervisor(organiser.client);
  const panels: Panel[] = [];
  for (const contest of contests.slice(0, plan.contests)) {
    if (plan.judges !== undefined) await fill(organiser, eventId, contest, plan.judges);
    await organiser.setState(eventId, contest.id, 'running');
    panels.push(await seat(hosting.base, plan, organiser, supervisor, eventId, contest));
  }
  const screens = await Screens.join(hosting.base, panels.map(({ contestId }) => contestId), plan.viewers ?? 0);
  const behind = new BoardsBehind(hosting, eventId);
  let busy = plan.meanwhile !== undefined;
  const meanwhile = plan.meanwhile?.().finally(() => { busy = false; });
  await Promise.all([meanwhile, ...panels.map((panel) => judging(panel, (judged) => judged < plan.entrants || busy))]);
  await plan.afterwards?.();
  try {
    const checked = await check(hosting, eventId, panels);
    const besides = (await plan.finally?.(organiser)) ?? [];
    const tablets = panels.flatMap((panel) => panel.tablets);
    const lines = panels.flatMap((panel) => panel.lines);
    const met = (fault: Fault): number => lines.reduce((sum, line) => sum + line.met[fault], 0);
    return {
      ...checked, wrong: [...checked.wrong, ...(await screens.wrong()), ...besides], viewers: screens.count, judges: tablets.length,
      unkept: tablets.reduce((sum, { log }) => sum + (log instanceof OwnLog ? log.unkept : 0), 0), behind: await behind.end(),
      faults: { breaks: met('breaks'), doubles: met('doubles'), late: met('late'), slow: met('slow') },
    };
  } finally {
    screens.close();
    await behind.end();
  }
}

/** Further judges, until the panel has as many. */
async function fill(organiser: Organiser, eventId: string, { id: contestId }: ControlContest, judges: number): Promise<void> {
  const cards = await organiser.client.api('POST /api/events/:eventId/contests/:contestId/codes', { eventId, contestId });
  const taken = cards.filter(({ role }) => role === 'judge').map(({ seat }) => seat);
  for (let seat = Math.max(...taken) + 1, more = judges - taken.length; more > 0; seat += 1, more -= 1) {
    await organiser.client.api('POST /api/events/:eventId/contests/:contestId/judges', { eventId, contestId }, { seat, role: 'judge', name: `裁判${contestId.slice(0, 4)}-${seat}`, organisation: '市评价中心' });
  }
}

async function seat(base: string, plan: Plan, organiser: Organiser, supervisor: Client, eventId: string, contest: ControlContest): Promise<Panel> {
  const { chief, judges } = await organiser.seat(eventId, contest);
  const { judges: seconds } = await organiser.seat(eventId, contest);
  const random = (...names: (string | number)[]): Random => randomFor(plan.seed, contest.letter, ...names);
  const chiefLine = new Line(base, chief.cookieHeader(), random('chief line'), CALM);
  const corrector = new Corrector(organiser.client, supervisor, random('corrector'));
  const lines = [chiefLine];
  const uploads: Uploads[] = [];
  const tablets: Tablet[] = [];
  for (const [index, first] of judges.entries()) {
    const own = random(index);
    const answered: Sent[] = [];
    const devices = [first, seconds[index]!].map((device) => ({ cookie: device.cookieHeader(), line: new Line(base, device.cookieHeader(), own, plan.faults, answered) }));
    const habits: Habits = {
      changes: 0.15, clears: 0.1, withdraws: 0.15, swaps: 0.3, changesDevice: 0.1, ownLog: index % 2 === 1, reloads: plan.reloads, clockOff: Math.round((own.next() * 2 - 1) * plan.clockOff),
    };
    const sending = new Uploads(base, own, plan.faults);
    tablets.push(new Tablet(devices, sending, own, habits));
    uploads.push(sending);
    lines.push(...devices.map(({ line }) => line));
  }
  return { contestId: contest.id, chief: new Chief(chiefLine, contest.id, random('chief'), corrector), corrector, tablets, lines, uploads };
}

async function judging({ chief, tablets }: Panel, goOn: (judged: number) => boolean): Promise<void> {
  await chief.join();
  for (const [judged, { id }] of chief.desk.entrants.entries()) {
    if (!goOn(judged)) return;
    const called = chief.judge(id);
    await Promise.all([called, ...tablets.map((tablet) => untilDone(tablet, id))]);
  }
}

async function untilDone(tablet: Tablet, entrantId: string): Promise<void> {
  while (!(await tablet.judge(entrantId))) await pause(100);
}

async function check(hosting: Hosting, eventId: string, panels: readonly Panel[]): Promise<Omit<Played, 'faults' | 'behind' | 'viewers' | 'judges' | 'unkept'>> {
  const db = openDatabase(hosting.databaseUrl, 4);
  const redis = new Redis(hosting.redisUrl());
  try {
    const wrong: string[] = panels.flatMap(({ lines, uploads }) => [...lines, ...uploads].flatMap(({ contradictions }) => contradictions));
    const started = performance.now();
    for (const { contestId, chief, corrector, tablets } of panels) {
      let differs: string | null = 'no board';
      while (differs !== null && performance.now() - started < BOARD_PATIENCE) {
        const body = await redis.hget(boardKey(eventId, contestId), 'body');
        differs = body === null ? 'no board' : boardWrong(chief, corrector, tablets, JSON.parse(body) as BoardState);
        if (differs !== null) await pause(20);
      }
      if (differs !== null) wrong.push(`board: ${differs}`);
    }
    const boards = performance.now() - started;
    for (const { contestId, chief, corrector, tablets } of panels) {
      wrong.push(...(await recordWrong(db, eventId, chief, corrector, tablets)), ...(await besideWrong(db, eventId, tablets)), ...(await auditWrong(db, eventId, contestId)));
    }
    const marks = panels.flatMap(({ tablets }) => tablets.map(({ acked }) => acked.length)).reduce((sum, one) => sum + one, 0);
    const kinds = await db.$queryRaw<{ kind: string }[]>`SELECT DISTINCT body::jsonb->>'type' AS kind FROM contest_event WHERE event_id = ${eventId}::uuid`;
    const [{ backwards } = { backwards: 0 }] = await db.$queryRaw<{ backwards: number }[]>`
      SELECT count(*)::int AS backwards FROM (SELECT recorded_at < lag(recorded_at) OVER (PARTITION BY contest_id ORDER BY seq) AS back FROM contest_event WHERE event_id = ${eventId}::uuid) e WHERE back`;
    return { backwards, wrong, marks, kinds: kinds.map(({ kind }) => kind), results: panels.reduce((sum, { chief }) => sum + chief.confirmed.length, 0), boards };
  } finally {
    for (const { lines } of panels) for (const line of lines) line.close();
    await redis.quit();
    await db.$disconnect();
  }
}
