/** npm run bench:judging: what a mark costs while 16 full panels tap at once and every chief watches, beside a bare floor in the same run. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile } from '@leitai/simulator/tally';
import { startServices, stopServices } from '../../apps/launcher/src/services.ts';
import { loadDemo } from '../../prisma/demo/index.ts';
import { makeEvent, makeOrganiser, openContest, pairJudge } from '../support/factory.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { anotherDatabase, startChild, type Child } from './children.ts';
import { machine } from './figures.ts';
import type { Client, TapNews, TapOrder } from './taps.ts';

const { values } = parseArgs({
  options: {
    judges: { type: 'string', default: '7' },
    rate: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '30' },
    warm: { type: 'string', default: '8' },
    json: { type: 'string' },
    /** A folder for the product server's CPU profile. */
    profile: { type: 'string' },
  },
});
const [judges, perSecond, seconds, warmSeconds] = [values.judges, values.rate, values.seconds, values.warm].map(Number) as [number, number, number, number];
const stretch = { perSecond, warm: warmSeconds * 1000, measured: seconds * 1000 };
const ENTRANTS = 4;

type Figures = { readonly marks: number; readonly p50: number; readonly p99: number; readonly cores: number | null; readonly cpuPerMark: number | null; readonly load: number };
const say = (text: string): void => void process.stdout.write(`${text}\n`);

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
    const [news] = (await once(this.child, 'message', { signal: AbortSignal.timeout(stretch.warm + stretch.measured + 60_000) })) as [Extract<TapNews, { type: 'done' }>];
    this.child.disconnect();
    return news;
  }
}

/** Lets the crowds tap, and reads the server's CPU over the measured stretch alone. */
async function measure(server: Child, orders: readonly TapOrder[]): Promise<{ figures: Figures; frames: number }> {
  const crowds = orders.map((order) => new Crowd(order));
  await Promise.all(crowds.map((crowd) => crowd.ready()));
  const done = Promise.all(crowds.map((crowd) => crowd.run()));
  await pause(stretch.warm);
  const [before, startedAt] = [server.cpuMs(), performance.now()];
  await pause(stretch.measured);
  const [after, took] = [server.cpuMs(), performance.now() - startedAt];
  const load = loadavg()[0]!;
  const news = await done;
  const latencies = news.flatMap((one) => one.latencies);
  const cpu = before === null || after === null ? null : after - before;
  return {
    figures: {
      marks: latencies.length, p50: percentile(latencies, 0.5) ?? NaN, p99: percentile(latencies, 0.99) ?? NaN,
      cores: cpu === null ? null : cpu / took, cpuPerMark: cpu === null ? null : (cpu * 1000) / latencies.length, load,
    },
    frames: news.reduce((sum, one) => sum + one.frames, 0),
  };
}

/** Sixteen contests of a competition of its own, open, with every seat paired. */
async function panels(url: string, setupPath: string): Promise<{ judges: Client[]; chiefs: Client[] }> {
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

function readable(floor: Figures, product: Figures, frames: number): string {
  const line = (name: string, { marks, p50, p99, cores, cpuPerMark, load }: Figures): string => [
    name.padEnd(30), String(marks).padStart(8), p50.toFixed(1).padStart(9), p99.toFixed(1).padStart(9),
    (cores?.toFixed(2) ?? '–').padStart(8), (cpuPerMark?.toFixed(0) ?? '–').padStart(13), load.toFixed(1).padStart(7),
  ].join('');
  return [
    '',
    `给分 → 确认 · a mark, from tap to acknowledgement: ${16 * judges} judges × ${perSecond}/s, 16 chiefs' rooms`,
    `${machine()}, Node ${process.versions.node}`,
    '',
    `${''.padEnd(30)}${'marks'.padStart(8)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'cores'.padStart(8)}${'CPU µs/mark'.padStart(13)}${'load'.padStart(7)}`,
    line('floor: 1 insert + 1 ack', floor),
    line('product', product),
    '',
    `裁判长收到 / frames at the chiefs: ${frames}`,
    `比值 / ratio p50 ÷ p50: ${(product.p50 / floor.p50).toFixed(2)}, p99 ÷ p99: ${(product.p99 / floor.p99).toFixed(2)}, CPU: ${((product.cpuPerMark ?? NaN) / (floor.cpuPerMark ?? NaN)).toFixed(2)}`,
    '',
  ].join('\n');
}

const folder = temporaryFolder();
const services = await startServices({ dataDir: folder.path, databaseUrl: undefined, redisUrl: undefined });
const children: Child[] = [];
try {
  if (!services.redis) throw new Error('此基准需要 Redis / this benchmark needs Redis');
  const product = await startChild('../../apps/server/src/main.ts', {
    DATABASE_URL: services.postgres.url, REDIS_URL: services.redis.url, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'production',
  }, values.profile);
  children.push(product);
  const bare = await startChild('./floor-server.ts', { DATABASE_URL: await anotherDatabase(services.postgres.url) });
  children.push(bare);
  say('准备:16 个赛项、每组裁判配对平板 · preparing: 16 contests, every seat paired');
  const seated = await panels(product.url, String(product.ready['setupUrl']));
  say('底线 · floor');
  const { figures: floor } = await measure(bare, [{ who: 'floor', url: bare.url, clients: seated.judges, ...stretch }]);
  say('产品 · product');
  const { figures, frames } = await measure(product, [
    { who: 'judges', url: product.url, clients: seated.judges, ...stretch }, { who: 'chiefs', url: product.url, clients: seated.chiefs, ...stretch },
  ]);
  say(readable(floor, figures, frames));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), floor, product: figures, frames }, null, 2)}\n`);
} finally {
  for (const child of children) await child.stop();
  await stopServices(services);
  folder.remove();
}
