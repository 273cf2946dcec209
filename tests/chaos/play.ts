// A competition played to its end by clients that meet every fault, while parts of the hall are killed.

import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@leitai/database';
import { Redis } from 'ioredis';
import type { BoardState } from '@leitai/contract';
import { boardKey } from '../../apps/server/src/projection/keys.ts';
import { randomFor, type Random } from '../../apps/simulator/src/random.ts';
import { Organiser } from '../../apps/simulator/src/organiser.ts';
import { readOptions } from '../../apps/simulator/src/options.ts';
import { Chief } from './chief.ts';
import { CALM, Line, type Faults } from './line.ts';
import { Tablet, type Habits } from './tablet.ts';
import { auditWrong, boardWrong, marksWrong } from './truth.ts';

export type Plan = {
  readonly seed: number;
  readonly contests: number;
  /** Least number per contest; as many more are judged as it takes until `meanwhile` is over. */
  readonly entrants: number;
  readonly faults: Faults;
  /** Clocks of tablets are wrong by up to this many milliseconds, either way. */
  readonly clockOff: number;
  readonly reloads: number;
  /** Runs beside the judging. */
  readonly meanwhile?: () => Promise<void>;
  /** The last blow, after the last result: boards are timed from its end. */
  readonly afterwards?: () => Promise<void>;
};
export type Hosting = { readonly base: string; readonly setupPath: string; readonly databaseUrl: string; readonly redisUrl: () => string };
type Panel = { readonly contestId: string; readonly chief: Chief; readonly tablets: readonly Tablet[]; readonly lines: readonly Line[] };
export type Played = { readonly wrong: readonly string[]; readonly marks: number; readonly results: number; /** Milliseconds until every board stood. */ readonly boards: number };

/** Milliseconds a board may take before it counts as wrong; the figure itself is returned. */
const BOARD_PATIENCE = 20_000;

export async function play(hosting: Hosting, plan: Plan): Promise<Played> {
  const { organiser } = await Organiser.enter(readOptions(['--setup', hosting.base + hosting.setupPath], {})!);
  const eventId = await organiser.chooseEvent(null);
  const { contests } = await organiser.control(eventId);
  const panels: Panel[] = [];
  for (const contest of contests.slice(0, plan.contests)) {
    await organiser.setState(eventId, contest.id, 'running');
    const { chief, judges } = await organiser.seat(eventId, contest);
    const line = (cookie: string, faults: Faults, ...names: (string | number)[]): [Line, Random] => {
      const random = randomFor(plan.seed, contest.letter, ...names);
      return [new Line(hosting.base, cookie, random, faults), random];
    };
    const [chiefLine, chiefRandom] = line(chief.cookieHeader(), CALM, 'chief');
    const tablets = judges.map((device, seat) => {
      const [own, random] = line(device.cookieHeader(), plan.faults, seat);
      const habits: Habits = { changes: 0.15, clears: 0.1, withdraws: 0.15, swaps: 0.3, reloads: plan.reloads, clockOff: Math.round((random.next() * 2 - 1) * plan.clockOff) };
      return { own, tablet: new Tablet(own, random, habits) };
    });
    panels.push({ contestId: contest.id, chief: new Chief(chiefLine, contest.id, chiefRandom), tablets: tablets.map(({ tablet }) => tablet), lines: [chiefLine, ...tablets.map(({ own }) => own)] });
  }
  let busy = plan.meanwhile !== undefined;
  const meanwhile = plan.meanwhile?.().finally(() => { busy = false; });
  await Promise.all([meanwhile, ...panels.map((panel) => judging(panel, (judged) => judged < plan.entrants || busy))]);
  await plan.afterwards?.();
  return check(hosting, eventId, panels);
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

async function check(hosting: Hosting, eventId: string, panels: readonly Panel[]): Promise<Played> {
  const db = openDatabase(hosting.databaseUrl, 4);
  const redis = new Redis(hosting.redisUrl());
  try {
    const wrong: string[] = panels.flatMap(({ lines }) => lines.flatMap(({ contradictions }) => contradictions));
    const started = performance.now();
    for (const { contestId, chief, tablets } of panels) {
      let differs: string | null = 'no board';
      while (differs !== null && performance.now() - started < BOARD_PATIENCE) {
        const body = await redis.hget(boardKey(eventId, contestId), 'body');
        differs = body === null ? 'no board' : boardWrong(chief, tablets, JSON.parse(body) as BoardState);
        if (differs !== null) await pause(20);
      }
      if (differs !== null) wrong.push(`board: ${differs}`);
    }
    const boards = performance.now() - started;
    for (const { contestId, tablets } of panels) {
      wrong.push(...(await marksWrong(db, eventId, contestId, tablets)), ...(await auditWrong(db, eventId, contestId)));
    }
    const marks = panels.flatMap(({ tablets }) => tablets.map(({ acked }) => acked.length)).reduce((sum, one) => sum + one, 0);
    return { wrong, marks, results: panels.reduce((sum, { chief }) => sum + chief.confirmed.length, 0), boards };
  } finally {
    for (const { lines } of panels) for (const line of lines) line.close();
    await redis.quit();
    await db.$disconnect();
  }
}
