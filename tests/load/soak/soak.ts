/** npm run soak: whole competitions at ten times the event's speed with everything that goes on beside them; ends with 1 where memory, handles or waits grow. What is called growing is said in docs/performance.md. */
import { loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Play } from '@leitai/simulator/play';
import { makeSupervisor } from '@leitai/simulator/publish';
import { Tally } from '@leitai/simulator/tally';
import sharp from 'sharp';
import { startServices, stopServices } from '../../../apps/launcher/src/services.ts';
import { makeOrganiser } from '../../support/factory.ts';
import { temporaryFolder } from '../../support/services-folder.ts';
import { startChild, written, type Child } from '../children.ts';
import { machine } from '../figures.ts';
import { ENTRANTS, judge, makeCompetition, seat } from './competition.ts';
import { crowd, removeEvent, type Hall } from './crowd.ts';
import { report, WINDOWS } from './report.ts';
import { Samples } from './samples.ts';

const { values } = parseArgs({
  options: {
    /** Of the clock on the wall: six are an hour of the event. */
    minutes: { type: 'string', default: '6' },
    /** Of every panel. */
    judges: { type: 'string', default: '7' },
    viewers: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
/** Minutes an hour of the event takes at ten times its speed. */
const HOUR = 6;
/** Milliseconds after which a server that everybody has left is at rest. */
const REST = 10_000;
const minutes = Number(values.minutes);
// In less, a window would be without a look.
if (!(minutes >= 2)) throw new RangeError('--minutes: 至少 2 / at least 2');
const competitions = Math.max(1, Math.round(minutes / HOUR));
/** From one entrant of a post to the next, in milliseconds. */
const each = (minutes * 60_000) / competitions / ENTRANTS;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** As a tablet makes them: some 300 kB. */
const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 14 } } }).jpeg({ quality: 60 }).toBuffer();

const folder = temporaryFolder();
const services = await startServices({ dataDir: folder.path, databaseUrl: undefined, redisUrl: undefined });
const children: Child[] = [];
let samples: Samples | null = null;
try {
  const { postgres, redis } = services;
  if (!redis) throw new Error('此测试需要 Redis / this needs Redis');
  const server = await startChild('../../apps/server/src/main.ts', {
    DATABASE_URL: postgres.url, REDIS_URL: redis.url, LEITAI_DATA: folder.path, LEITAI_BACKUP_MINUTES: '2', HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'production',
  });
  children.push(server);
  const organiser = await makeOrganiser(server.url, String(server.ready['setupUrl']));
  const stop = new AbortController();
  const tally = new Tally();
  const pictures = { often: 0.1, of: await Promise.all(Array.from({ length: 8 }, picture)) };
  const play: Play = { seed: Number(values.seed), tapsPerSecond: Infinity, signal: new AbortController().signal, tally, pictures };
  samples = await Samples.open(server.url, postgres.url, redis.url, tally);
  say(`准备:${competitions} 场 · preparing: ${competitions} × 16 posts × ${values.judges} judges; ${machine()}, Node ${process.versions.node}, seed ${values.seed}, load ${loadavg()[0]!.toFixed(1)}`);
  // Made and seated beforehand: what is looked at is the same work from begin to end.
  const planned = [];
  for (let index = 0; index < competitions; index += 1) planned.push(await makeCompetition(organiser, Number(values.judges)));
  const hall: Hall = { organiser, supervisor: await makeSupervisor(organiser), play: { ...play, signal: stop.signal }, event: named(planned[0]!), lines: new Set(), under: new Set(), deeds: new Map(), sizes: new Map() };
  await pause(REST);
  const [before, first] = [await samples.look(), await written(postgres.url)];
  const beside: { all: Promise<void> | null } = { all: null };
  for (const [index, made] of planned.entries()) {
    const tables = await seat(organiser, made, play, each);
    hall.event = named(made);
    const over = planned[index - 1];
    if (over) {
      // Whoever still reads of it may read to the end.
      await Promise.all(hall.under);
      await removeEvent(organiser, over.eventId, over.summary.name.zh);
    }
    for (const { connections } of tables) for (const connection of connections) hall.lines.add(connection);
    if (beside.all === null) {
      beside.all = crowd(hall, Number(values.viewers));
      beside.all.catch(() => {});
      samples.begin();
      say(`开始 · it begins: ${minutes} min, an entrant of every post each ${(each / 1000).toFixed(1)} s`);
    }
    await Promise.race([Promise.all(tables.map((table, index) => judge(hall, table, each, index / tables.length))), beside.all.then(() => Promise.reject(new Error('the hall was left early')))]);
    for (const { connections } of tables) {
      for (const connection of connections) {
        hall.lines.delete(connection);
        connection.close();
      }
    }
  }
  await samples.end();
  stop.abort();
  await beside.all;
  await pause(REST);
  const [after, last] = [await samples.look(), await written(postgres.url)];
  const disk = { ahead: last.ahead - first.ahead, grown: last.size - first.size };
  const { text, growing, windows, trends } = report({ samples: samples.all, before, after, hall, tally, disk });
  say(text);
  if (values.json !== undefined) {
    const deeds = Object.fromEntries(hall.deeds);
    writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), node: process.versions.node, minutes, competitions, load: loadavg()[0], marks: tally.acknowledged, overBreak: tally.overBreak, results: tally.confirmed.length, deeds, sizes: Object.fromEntries(hall.sizes), disk, refusals: Object.fromEntries(tally.refusals), windowSeconds: (minutes * 60) / WINDOWS, windows, trends, before, after, growing }, null, 2)}\n`);
  }
  process.exitCode = growing.length > 0 ? 1 : 0;
} finally {
  await samples?.close();
  for (const child of children) await child.stop();
  await stopServices(services);
  folder.remove();
}

function named({ eventId, contests }: Awaited<ReturnType<typeof makeCompetition>>): Hall['event'] {
  return { id: eventId, contestIds: contests.map(({ contestId }) => contestId) };
}
