/** Who comes and goes beside the judging: viewers, screens, lines that break, readers of papers, practice, and small contests from entry to publication and removal. */
import { setTimeout as pause } from 'node:timers/promises';
import { routes, type Job, type Refusal, type RouteKey } from '@leitai/contract';
import { Chief } from '@leitai/simulator/chief';
import { Client, RefusedByServer, type Connection } from '@leitai/simulator/client';
import { Judge } from '@leitai/simulator/judge';
import type { Play } from '@leitai/simulator/play';
import { publish } from '@leitai/simulator/publish';
import { randomFor, type Random } from '@leitai/simulator/random';
import { PASSING } from '@leitai/simulator/refused';
import { joinViewers, Viewer } from '@leitai/simulator/viewer';
import { insist } from '../../chaos/insist.ts';
import { makeEvent, openContest, pairJudge } from '../../support/factory.ts';
import type { Visitor } from '../../support/visitor.ts';

/** What everything beside the judging needs: who organises and who oversees, which event is played now, and the lines of its judges. */
export type Hall = {
  readonly organiser: Visitor; readonly supervisor: Client; readonly play: Play;
  event: { readonly id: string; readonly contestIds: readonly string[] };
  readonly lines: Set<Connection>;
  /** What is being done just now. */
  readonly under: Set<Promise<void>>;
  /** How often each thing was done. */
  readonly deeds: Map<string, number>;
  /** Bytes of what anybody may read, as it was read last. */
  readonly sizes: Map<string, number>;
};

/** Milliseconds between two of each, as in a hall ten times as fast. */
const EVERY = { viewers: 1_000, screens: 2_000, cuts: 1_000, papers: 2_000, practice: 30_000, contest: 20_000 } as const;
const SCREENS = 16;
/** Viewers who leave at once, and come. */
const SWARM = 10;

/** Everything beside the judging, until the play is stopped. @throws the first thing that went wrong. */
export async function crowd(hall: Hall, viewers: number): Promise<void> {
  const random = randomFor(hall.play.seed, 'crowd');
  await Promise.all([
    audience(hall, viewers), screens(hall, random), again(hall, EVERY.cuts, () => breakLine(hall, random)), again(hall, EVERY.papers, () => readPapers(hall, random)),
    again(hall, EVERY.practice, () => practise(hall)), again(hall, EVERY.contest, () => smallContest(hall)),
  ]);
}

/** What the server cannot do just now is counted, and left. */
async function again({ play: { signal, tally }, under }: Hall, every: number, work: () => Promise<void>): Promise<void> {
  while (await pause(every, true, { signal }).catch(() => false)) {
    const run = work().catch((error: unknown) => {
      if (!(error instanceof RefusedByServer) || !PASSING.has(error.code)) throw error;
      tally.refuse(error);
    });
    under.add(run);
    await run.finally(() => under.delete(run));
  }
}

const done = ({ deeds }: Hall, what: string): void => void deeds.set(what, (deeds.get(what) ?? 0) + 1);

/** Those who have been there longest go, others come, and one reads the pages anybody may. */
async function audience(hall: Hall, count: number): Promise<void> {
  const { organiser: { url } } = hall;
  const present: Viewer[] = await joinViewers(url, hall.event.contestIds, count);
  await again(hall, EVERY.viewers, async () => {
    for (const { connection } of present.splice(0, SWARM)) connection.close();
    const { id, contestIds } = hall.event;
    present.push(...(await Promise.all(Array.from({ length: SWARM }, (_, index) => Viewer.join(url, contestIds[index % contestIds.length]!)))));
    const pages = { 'results page': `/results/${id}`, 'overview as JSON': `/api/events/${id}/overview`, 'a board as JSON': `/api/events/${id}/contests/${contestIds[0]}/board` };
    for (const [what, path] of Object.entries(pages)) hall.sizes.set(what, await readWhole(new Client(url), path));
    done(hall, 'viewers came and went');
  });
  for (const { connection } of present) connection.close();
}

async function screens(hall: Hall, random: Random): Promise<void> {
  const { organiser: { url } } = hall;
  const start = async (token: string): Promise<{ token: string; connection: Connection }> => {
    const connection = await new Client(url).connect();
    await connection.send('display:join', { token, width: 1920, height: 1080 });
    return { token, connection };
  };
  const present: { token: string; connection: Connection }[] = [];
  while (present.length < SCREENS) present.push(await start((await insist(() => new Client(url).api('POST /api/displays', {}))).token));
  await again(hall, EVERY.screens, async () => {
    const [{ token, connection }] = present.splice(random.below(present.length), 1) as [{ token: string; connection: Connection }];
    connection.close();
    present.push(await start(token));
    done(hall, 'screens went off and on');
  });
  for (const { connection } of present) connection.close();
}

async function breakLine(hall: Hall, random: Random): Promise<void> {
  const lines = [...hall.lines];
  if (lines.length === 0) return;
  if (random.pick(lines).cut()) done(hall, 'judges’ lines broken');
}

/** One of the papers that can be made now, and its workbook where there is one. */
async function readPapers(hall: Hall, random: Random): Promise<void> {
  const { organiser, event: { id: eventId } } = hall;
  const { papers } = await organiser.api('GET /api/events/:eventId/papers', { eventId });
  const ready = papers.filter(({ need }) => need === null);
  if (ready.length === 0) return;
  const { kind, contestId } = random.pick(ready);
  for (const ending of ['', '.xlsx']) {
    const key = `GET /api/events/:eventId${contestId === null ? '' : '/contests/:contestId'}/papers/${kind}${ending}`;
    if (!(key in routes) || !routes[key as RouteKey].allow.includes('organiser')) continue;
    await readWhole(organiser, key.slice(4).replace(':eventId', eventId).replace(':contestId', contestId ?? ''));
    done(hall, ending === '' ? 'papers read' : 'workbooks downloaded');
  }
}

/** @returns its bytes. @throws RefusedByServer. */
async function readWhole(client: Client, path: string): Promise<number> {
  const response = await client.fetch(path);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.ok) return bytes.byteLength;
  throw new RefusedByServer(path, response.status === 500 ? { code: 'server.failed', message: '' } : (JSON.parse(bytes.toString()) as { error: Refusal }).error);
}

/** A practice copy of the whole event, and its end. */
async function practise(hall: Hall): Promise<void> {
  const { organiser, event: { id: eventId } } = hall;
  const { eventId: copy } = await ended(organiser, await organiser.api('POST /api/events/:eventId/practice', { eventId }, { names: 'invent' }));
  await removeEvent(organiser, copy!, '');
  done(hall, 'practice events made and removed');
}

export async function removeEvent(organiser: Client, eventId: string, name: string): Promise<void> {
  await ended(organiser, await organiser.api('POST /api/events/:eventId/removal', { eventId }, { name }));
}

async function ended(organiser: Client, { id: jobId }: Job): Promise<Job> {
  for (;; await pause(100)) {
    const job = await organiser.api('GET /api/jobs/:jobId', { jobId });
    if (job.state === 'done') return job;
    if (job.state !== 'working') throw new Error(`${job.step}: ${JSON.stringify(job.error)}`);
  }
}

/** One post, two entrants, three judges as fast as they are answered: entered, judged, published, read, removed. */
async function smallContest(hall: Hall): Promise<void> {
  const { organiser, supervisor } = hall;
  const { eventId, summary, contests: [made] } = await makeEvent(organiser, { posts: ['CLEAN_INDOOR'], entrants: 2, judges: 3 });
  const { contestId, judgeIds, chiefId } = made!;
  await openContest(organiser, made!);
  const play: Play = { ...hall.play, tapsPerSecond: Infinity, signal: new AbortController().signal };
  const devices = await Promise.all([chiefId, ...judgeIds].map((id) => pairJudge(organiser, eventId, id)));
  const connections = await Promise.all(devices.map(async (device) => play.tally.watch(await device.connect())));
  const chief = await Chief.join(connections[0]!, contestId, play);
  const judges = await Promise.all(connections.slice(1).map((connection, index) => Judge.join(connection, devices[index + 1]!, play)));
  for (const entrant of chief.waiting()) {
    await chief.call(entrant);
    await Promise.all([chief.judge(entrant), ...judges.map((judge) => judge.score(entrant.id))]);
  }
  for (const connection of connections) connection.close();
  await organiser.api('POST /api/events/:eventId/contests/:contestId/state', { eventId, contestId }, { state: 'closed' });
  await publish(supervisor, devices[0]!, { eventId, contestId });
  for (const ending of ['', '.json', '.csv']) hall.sizes.set(`a contest's results${ending} (2 entrants)`, await readWhole(organiser, `/results/${eventId}/${made!.letter}${ending}`));
  await readWhole(organiser, `/api/events/${eventId}/contests/${contestId}/papers/standings.xlsx`);
  await removeEvent(organiser, eventId, summary.name.zh);
  done(hall, 'small contests judged, published, removed');
}
