/** Full panels that tap: seated, put to work in processes of their own, and measured. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '@leitai/simulator/tally';
import { loadDemo } from '../../prisma/demo/index.ts';
import { makeEvent, makeOrganiser, openContest, pairJudge } from '../support/factory.ts';
import type { Child } from './children.ts';
import type { Client, TapNews, TapOrder } from './taps.ts';

const ENTRANTS = 4;

export type Figures = {
  readonly marks: number; readonly perSecond: number; readonly p50: number; readonly p99: number;
  /** Of all servers together; null where the system does not say. */
  readonly cores: number | null; readonly cpuPerMark: number | null; readonly load: number;
};

/** A process of clients. */
class Crowd {
  private readonly child: ChildProcess = fork(new URL('./taps.ts', import.meta.url));
  private readonly order: TapOrder;

  constructor(order: TapOrder) {
    this.order = order;
  }

  async ready(): Promise<void> {
    this.child.send(this.order);
    await once(this.child, 'message', { signal: AbortSignal.timeout(60_000) });
  }

  async run(): Promise<Extract<TapNews, { type: 'done' }>> {
    this.child.send('go');
    const [news] = (await once(this.child, 'message', { signal: AbortSignal.timeout(this.order.warm + this.order.measured + 60_000) })) as [Extract<TapNews, { type: 'done' }>];
    this.child.disconnect();
    return news;
  }
}

/** Lets the crowds tap, and reads the servers' CPU over the measured stretch alone. */
export async function measure(servers: readonly Child[], orders: readonly TapOrder[]): Promise<{ figures: Figures; frames: number }> {
  const { warm, measured } = orders[0]!;
  const cpuOf = (): number | null => servers.reduce<number | null>((sum, server) => sumOf(sum, server.cpuMs()), 0);
  const crowds = orders.map((order) => new Crowd(order));
  await Promise.all(crowds.map((crowd) => crowd.ready()));
  const done = Promise.all(crowds.map((crowd) => crowd.run()));
  await pause(warm);
  const [before, startedAt] = [cpuOf(), performance.now()];
  await pause(measured);
  const [after, took] = [cpuOf(), performance.now() - startedAt];
  const load = loadavg()[0]!;
  const news = await done;
  const latencies = news.flatMap((one) => one.latencies);
  const cpu = before === null || after === null ? null : after - before;
  return {
    figures: {
      marks: latencies.length, perSecond: latencies.length / (measured / 1000), p50: percentile(latencies, 0.5) ?? NaN, p99: percentile(latencies, 0.99) ?? NaN,
      cores: cpu === null ? null : cpu / took, cpuPerMark: cpu === null ? null : (cpu * 1000) / latencies.length, load,
    },
    frames: news.reduce((sum, one) => sum + one.frames, 0),
  };
}

const sumOf = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : one + other);

/** Sixteen contests of a competition of its own, open, with every seat paired. */
export async function panels(url: string, setupPath: string, judges: number): Promise<{ judges: Client[]; chiefs: Client[] }> {
  const organiser = await makeOrganiser(url, setupPath);
  const posts = loadDemo().event.contests.map(({ postCode }) => postCode);
  const { contests } = await makeEvent(organiser, { posts, entrants: ENTRANTS, judges });
  const seated = { judges: [] as Client[], chiefs: [] as Client[] };
  for (const contest of contests) {
    await openContest(organiser, contest);
    const client = async (judgeId: string): Promise<Client> => ({ cookie: (await pairJudge(organiser, contest.eventId, judgeId)).cookie, contestId: contest.contestId });
    for (const judgeId of contest.judgeIds) seated.judges.push(await client(judgeId));
    seated.chiefs.push(await client(contest.chiefId));
  }
  return seated;
}
