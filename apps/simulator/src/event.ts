/** The play: seats the panels, lets every contest be judged at the same time, and holds every board against the recomputation. */
import type { ControlContest, DeskEntrant } from '@leitai/contract';
import type { RankInput } from '@leitai/scoring';
import { earlierResults, firstDifference, playedResult } from './check.ts';
import { Chief } from './chief.ts';
import type { Client, Connection } from './client.ts';
import { Judge } from './judge.ts';
import { BadOptions, type Options } from './options.ts';
import { Organiser } from './organiser.ts';
import type { Play } from './play.ts';
import { makeSupervisor, publish } from './publish.ts';
import { joinViewers, type Viewer } from './viewer.ts';
import { allDone } from './watch.ts';

/** How long the boards may take to come up to the last result, in milliseconds. */
const SETTLE = 15_000;

type ContestOutcome = {
  readonly contest: ControlContest;
  readonly played: number;
  /** Null: the board equals the recomputation, and every viewer shows that board. */
  readonly difference: string | null;
  /** Why the contest was not played to its end, when it was not. */
  readonly problem: Error | null;
};
export type Outcome = { readonly contests: readonly ContestOutcome[]; readonly viewers: readonly Viewer[]; readonly skipped: readonly string[] };
export type Stage = 'seating' | 'judging' | 'checking' | 'closing';
export type Told = { stage(stage: Stage): void; account(name: string, password: string): void };

type Table = {
  readonly contest: ControlContest;
  readonly chief: Chief;
  readonly judges: readonly Judge[];
  readonly results: RankInput[];
  readonly devices: readonly Client[];
  readonly connections: readonly Connection[];
};

export async function playEvent(options: Options, play: Play, told: Told): Promise<Outcome> {
  told.stage('seating');
  const { organiser, madeUp } = await Organiser.enter(options);
  if (madeUp !== null) told.account(options.name, madeUp);
  const eventId = await organiser.chooseEvent(options.event);
  const { wanted, skipped } = choose(await organiser.control(eventId), options);
  const tables: Table[] = [];
  // One panel after the other: the brake on pairing counts what is under way.
  for (const contest of wanted) {
    play.signal.throwIfAborted();
    if (contest.state === 'setup') await organiser.setState(eventId, contest.id, 'running');
    tables.push(await seat(organiser, eventId, contest, play));
  }
  const viewers = await joinViewers(options.url, wanted.map(({ id }) => id), options.viewers);

  told.stage('judging');
  const problems = await Promise.all(tables.map((table) => playContest(table, options.entrants, play).then(() => null, (error: Error) => error)));

  told.stage('checking');
  const contests = await Promise.all(tables.map(async (table, index): Promise<ContestOutcome> => ({
    contest: table.contest,
    played: play.tally.confirmed.filter(({ contestId }) => contestId === table.contest.id).length,
    difference: await check(organiser, eventId, table, viewers, play),
    problem: problems[index] ?? null,
  })));

  told.stage('closing');
  if (!options.keepOpen) await finish(organiser, eventId, tables, options.publish);
  await leave(organiser, tables, viewers);
  return { contests, viewers, skipped };
}

/** @throws BadOptions when a letter names no contest, or none can be judged. */
function choose({ contests }: { contests: readonly ControlContest[] }, { contests: letters }: Options) {
  const unknown = letters?.filter((letter) => !contests.some((contest) => contest.letter === letter)) ?? [];
  if (unknown.length > 0) throw new BadOptions(`没有赛项 ${unknown.join('、')}。`, `There is no contest ${unknown.join(', ')}.`);
  const named = contests.filter(({ letter }) => letters?.includes(letter) ?? true);
  const wanted = named.filter(({ state }) => state === 'setup' || state === 'running');
  if (wanted.length === 0) throw new BadOptions('所选赛项都已结束。', 'All the chosen contests are over.');
  return { wanted, skipped: named.filter((contest) => !wanted.includes(contest)).map(({ letter }) => letter) };
}

async function seat(organiser: Organiser, eventId: string, contest: ControlContest, play: Play): Promise<Table> {
  const panel = await organiser.seat(eventId, contest);
  const devices = [panel.chief, ...panel.judges];
  const connections = await Promise.all(devices.map(async (device) => play.tally.watch(await device.connect())));
  const [first, ...rest] = connections;
  const chief = await Chief.join(first!, contest.id, play);
  const judges = await Promise.all(rest.map((connection, index) => Judge.join(connection, panel.judges[index]!, play)));
  return { contest, chief, judges, results: earlierResults(chief.desk), devices, connections };
}

async function playContest({ chief, judges, results }: Table, most: number | null, play: Play): Promise<void> {
  const entrants: readonly DeskEntrant[] = chief.waiting();
  for (const entrant of entrants.slice(0, most ?? entrants.length)) {
    play.signal.throwIfAborted();
    await chief.call(entrant);
    await allDone([chief.judge(entrant), ...judges.map((one) => one.score(entrant.id))]);
    const counted = new Set(chief.sheetsOf(entrant.id).map(({ judgeId }) => judgeId));
    const sheets = judges.filter(({ id }) => counted.has(id)).map((one) => ({ judgeId: one.id, marks: one.marksFor(entrant.id) }));
    results.push(playedResult(chief.desk, entrant, sheets));
  }
}

async function check(organiser: Organiser, eventId: string, { contest, chief, results }: Table, viewers: readonly Viewer[], { tally }: Play): Promise<string | null> {
  const last = tally.confirmed.findLast(({ contestId }) => contestId === contest.id)?.revision ?? 0;
  const screens = viewers.filter(({ contestId }) => contestId === contest.id);
  const late = AbortSignal.timeout(SETTLE);
  const settled = await Promise.all(screens.map((screen) => screen.watch.until(() => screen.state.revision >= last, () => screen.refresh(), late).then(() => true, () => false)));
  if (settled.includes(false)) return `revision < ${last}`;
  const board = await organiser.client.api('GET /api/events/:eventId/contests/:contestId/board', { eventId, contestId: contest.id });
  const shown = [board, ...screens.map(({ state }) => state)];
  return shown.map((state) => firstDifference(chief.desk, results, state)).find((difference) => difference !== null) ?? null;
}

/** Closes, and if wanted publishes, the contests in which nobody waits any more. */
async function finish(organiser: Organiser, eventId: string, tables: readonly Table[], publishing: boolean): Promise<void> {
  const { contests } = await organiser.control(eventId);
  const supervisor = publishing ? await makeSupervisor(organiser.client) : null;
  for (const { contest, devices } of tables) {
    const now = contests.find(({ id }) => id === contest.id);
    if (!now || now.confirmed < now.entrants) continue;
    await organiser.setState(eventId, contest.id, 'closed');
    if (supervisor) await publish(supervisor, devices[0]!, { eventId, contestId: contest.id });
  }
  await supervisor?.api('DELETE /api/session', {});
}

/** Signs every device out: nobody holds them. */
async function leave(organiser: Organiser, tables: readonly Table[], viewers: readonly Viewer[]): Promise<void> {
  for (const { connection } of viewers) connection.close();
  for (const { connections } of tables) for (const connection of connections) connection.close();
  await Promise.all([organiser.client, ...tables.flatMap(({ devices }) => devices)].map((client) => client.api('DELETE /api/session', {})));
}
