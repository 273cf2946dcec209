/** npm run bench: what a confirmed result costs until the last viewer has it, beside a bare floor measured in the same run. */
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from '@leitai/simulator/client';
import type { BoardState } from '@leitai/contract';
import { io } from 'socket.io-client';
import { startServices, stopServices } from '../../apps/launcher/src/services.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { anotherDatabase, startChild, type Child } from './children.ts';
import { prepare, type Competition, type Waiting } from './competition.ts';
import { Crowds } from './crowd.ts';
import { emptySeries, figuresOf, machine, readable, type Report, type Series } from './figures.ts';

/** Milliseconds between the starts of two lone results. */
const APART = 150;
const BURST_PER_SECOND = 20;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    results: { type: 'string', default: '40' },
    burst: { type: 'string', default: '60' },
    viewers: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    /** A folder for the product server's CPU profile. */
    profile: { type: 'string' },
  },
});
const [rounds, perRound, burstSize, viewers, seed] = [values.rounds, values.results, values.burst, values.viewers, values.seed].map(Number) as [number, number, number, number, number];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const folder = temporaryFolder();
const services = await startServices({ dataDir: folder.path, databaseUrl: undefined, redisUrl: undefined });
const children: Child[] = [];
const crowds = new Crowds();
try {
  if (!services.redis) throw new Error('此基准需要 Redis / this benchmark needs Redis');
  const product = await startChild('../../apps/server/src/main.ts', {
    DATABASE_URL: services.postgres.url, REDIS_URL: services.redis.url, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'production',
  }, values.profile);
  children.push(product);
  const floor = await startChild('./floor-server.ts', { DATABASE_URL: await anotherDatabase(services.postgres.url) });
  children.push(floor);

  say('准备:评分表经协议提交 · preparing: every sheet is handed in through the protocol');
  const competition = await prepare(product.url, String(product.ready['setupUrl']), seed, rounds * perRound + burstSize);
  const joins = competition.contestIds.map((contestId) => JSON.stringify(['board:join', { contestId }]));
  await crowds.gather({ crowd: 'product', url: product.url, count: viewers, joins });
  await crowds.gather({ crowd: 'floor', url: floor.url, count: viewers, joins: [] });

  const results = [...competition.waiting];
  const [floorSeries, productSeries, burstSeries] = [emptySeries(), emptySeries(), emptySeries()];
  for (let round = 1; round <= rounds; round += 1) {
    say(`第 ${round}/${rounds} 轮 · round ${round} of ${rounds}`);
    const frames = await counted(product, 'product', productSeries, () => lone(product.url, competition, results.splice(0, perRound), productSeries));
    await counted(floor, 'floor', floorSeries, () => bare(floor.url, frames, floorSeries));
  }
  say(`连续确认 · burst: ${BURST_PER_SECOND} results a second`);
  await counted(product, 'product', burstSeries, () => burst(results, burstSeries));
  competition.close();

  const [floorFigures, productFigures] = [figuresOf(floorSeries), figuresOf(productSeries)];
  const report: Report = {
    at: new Date().toISOString(), node: process.versions.node, machine: machine(), viewers, seed, floor: floorFigures, product: productFigures,
    ratio: productFigures.p50 / floorFigures.p50, burst: { ...figuresOf(burstSeries), perSecond: BURST_PER_SECOND },
  };
  say(readable(report));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  crowds.close();
  for (const child of children) await child.stop();
  await stopServices(services);
  folder.remove();
}

/** Lone results: each is confirmed when the hall has been quiet. @returns the boards that were shown, for the floor to send the same bytes. */
async function lone(url: string, { eventId }: Competition, results: readonly Waiting[], { latencies }: Series): Promise<BoardState[]> {
  const viewer = new Client(url);
  const shown: BoardState[] = [];
  for (const { chief, entrant } of results) {
    const rest = pause(APART);
    const contestId = chief.desk.contest.id;
    const sentAt = process.hrtime.bigint();
    const revision = await chief.confirm(entrant);
    latencies.push(milliseconds(sentAt, (await crowds.untilSeen('product', contestId, revision)).at));
    await rest;
    shown.push(await viewer.api('GET /api/events/:eventId/contests/:contestId/board', { eventId, contestId }));
  }
  return shown;
}

/** The same frames from the bare server, asked for by one socket message as the product is. */
async function bare(url: string, frames: readonly BoardState[], { latencies }: Series): Promise<void> {
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  for (const frame of frames) {
    const rest = pause(APART);
    const sentAt = process.hrtime.bigint();
    await socket.emitWithAck('floor', frame);
    latencies.push(milliseconds(sentAt, (await crowds.untilSeen('floor', frame.contestId, frame.revision)).at));
    await rest;
  }
  socket.disconnect();
}

async function burst(results: readonly Waiting[], { latencies }: Series): Promise<void> {
  const works: Promise<number>[] = [];
  for (const { chief, entrant } of results) {
    const sentAt = process.hrtime.bigint();
    works.push(chief.confirm(entrant)
      .then((revision) => crowds.untilSeen('product', chief.desk.contest.id, revision))
      .then(({ at }) => milliseconds(sentAt, at)));
    await pause(1000 / BURST_PER_SECOND);
  }
  latencies.push(...(await Promise.all(works)));
}

/** Adds what a stretch of work cost the server and one viewer. */
async function counted<T>(server: Child, crowd: string, series: Series, work: () => Promise<T>): Promise<T> {
  const [cpu, seen] = [server.cpuMs(), crowds.frames(crowd).length];
  const done = await work();
  const now = server.cpuMs();
  series.cpuMs = cpu === null || now === null || series.cpuMs === null ? null : series.cpuMs + now - cpu;
  const frames = crowds.frames(crowd).slice(seen);
  series.frames += frames.length;
  series.bytes += frames.reduce((sum, { bytes }) => sum + bytes, 0);
  return done;
}

function milliseconds(from: bigint, to: bigint): number {
  return Number(to - from) / 1e6;
}
