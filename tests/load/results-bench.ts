/** npm run bench:results: what confirmed results cost until the last viewer has them — alone, as a stream, as a wave — each beside a bare floor in the same run. */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startServices, stopServices } from '../../apps/launcher/src/services.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { anotherDatabase, postgresCpu, startChild, type Child } from './children.ts';
import { prepare } from './competition.ts';
import { heading, lineOf, machine, type Figures } from './figures.ts';
import { onFloor, onProduct, type Hall } from './halls.ts';
import { run, type Load } from './run.ts';

const { values } = parseArgs({
  options: {
    /** Results confirmed one by one, and who watches them. */
    lone: { type: 'string', default: '60' },
    'lone-viewers': { type: 'string', default: '500' },
    /** Results a second and for how many seconds, once for each number of viewers. */
    stream: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '10' },
    'stream-viewers': { type: 'string', default: '1000,2000' },
    /** Every result of the event at this many a second. */
    wave: { type: 'string', default: '200' },
    'wave-viewers': { type: 'string', default: '1000' },
    /** In the stream and the wave: `one` board each, every fifth viewer the overview; or `every` board on each. A lone result is watched by all. */
    watch: { type: 'string', default: 'one' },
    /** Entrants of each contest that are made ready: fewer are ready sooner. */
    entrants: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    /** A folder for the product servers' CPU profiles. */
    profile: { type: 'string' },
  },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const watch = values.watch === 'every' ? 'every' : 'one';
const streams = values['stream-viewers'].split(',').filter((count) => count !== '').map(Number);
const planned: readonly Load[] = [
  { name: 'lone result', viewers: Number(values['lone-viewers']), perSecond: null, results: Number(values.lone), watch: 'every' },
  ...streams.map((viewers): Load => ({ name: `${values.stream}/s`, viewers, perSecond: Number(values.stream), results: Number(values.stream) * Number(values.seconds), watch })),
  { name: `${values.wave}/s`, viewers: Number(values['wave-viewers']), perSecond: Number(values.wave), results: Infinity, watch },
];
const loads = planned.filter(({ viewers, results }) => viewers > 0 && results > 0);

const folder = temporaryFolder();
const services = await startServices({ dataDir: folder.path, databaseUrl: undefined, redisUrl: undefined });
const children: Child[] = [];
try {
  const { postgres, redis } = services;
  if (!redis) throw new Error('此基准需要 Redis / this benchmark needs Redis');
  const env = { REDIS_URL: redis.url, HOST: '127.0.0.1', LOG_LEVEL: 'warn', NODE_ENV: 'production' };
  const first = await startChild('../../apps/server/src/main.ts', { ...env, DATABASE_URL: postgres.url, PORT: '0' });
  children.push(first);
  say('准备:评分表经协议提交 · preparing: every sheet is handed in through the protocol');
  const competition = await prepare(first.url, String(first.ready['setupUrl']), Number(values.seed), Number(values.entrants));
  await first.stop();
  const floor = await startChild('./floor-server.ts', { DATABASE_URL: await anotherDatabase(postgres.url) });
  children.push(floor);

  say(`${machine()}, Node ${process.versions.node}, seed ${values.seed}, load ${loadavg()[0]!.toFixed(1)}\n\n${heading}`);
  const database = await postgresCpu(postgres.url);
  const report: { load: Load; system: number; floor: Figures; product: Figures }[] = [];
  for (const [index, load] of loads.entries()) {
    const halls: Hall[] = [];
    try {
      halls.push(await onProduct(load, competition, { ...env, PORT: new URL(first.url).port }, postgres.url, redis.url, index, values.profile));
      halls.push(await onFloor(load, competition, floor));
      const [product, bare] = await run(load, halls, database) as [Figures, Figures];
      say(lineOf(`product: ${load.name}, ${load.viewers} viewers`, load, product));
      say(lineOf(`floor: ${load.name}, ${load.viewers} viewers`, load, bare));
      const ratio = `p50 ${(product.seen.p50 / bare.seen.p50).toFixed(2)}, CPU ${product.cpuMs === null || bare.cpuMs === null ? '–' : (product.cpuMs / bare.cpuMs).toFixed(2)}`;
      say(`    产品 ÷ 底线 · product ÷ floor: ${ratio}; load ${loadavg()[0]!.toFixed(1)}\n`);
      report.push({ load, system: loadavg()[0]!, floor: bare, product });
    } finally {
      for (const hall of halls) await hall.close();
    }
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), node: process.versions.node, machine: machine(), seed: values.seed, report }, null, 2)}\n`);
} finally {
  for (const child of children) await child.stop();
  await stopServices(services);
  folder.remove();
}
