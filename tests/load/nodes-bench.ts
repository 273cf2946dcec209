/** npm run bench:nodes: marks a second and what each waits for, with 1, 2 and 4 nodes behind HAProxy, one PostgreSQL and one Redis. */
import { cpus } from 'node:os';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startServices, stopServices } from '../../apps/launcher/src/services.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { anotherDatabase, startChild, type Child } from './children.ts';
import { machine } from './figures.ts';
import { startProxy } from './haproxy.ts';
import { measure, panels, type Figures } from './judging.ts';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '1,2,4' },
    judges: { type: 'string', default: '7' },
    /** Taps of each judge a second; 0: each as soon as the last is acknowledged. */
    rate: { type: 'string', default: '0' },
    seconds: { type: 'string', default: '20' },
    warm: { type: 'string', default: '8' },
    json: { type: 'string' },
  },
});
const perSecond = Number(values.rate) || null;
const stretch = { perSecond, warm: Number(values.warm) * 1000, measured: Number(values.seconds) * 1000 };
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const line = (name: string, { marks, perSecond: rate, p50, p99, cores, cpuPerMark, load }: Figures): string => [
  name.padEnd(26), String(marks).padStart(8), rate.toFixed(0).padStart(9), p50.toFixed(1).padStart(9), p99.toFixed(1).padStart(9),
  (cores?.toFixed(2) ?? '–').padStart(8), (cpuPerMark?.toFixed(0) ?? '–').padStart(13), load.toFixed(1).padStart(7),
].join('');

/** All of it on databases of its own: what one number of nodes leaves behind does not weigh on the next. */
async function measured(count: number | null): Promise<Figures> {
  const folder = temporaryFolder();
  const services = await startServices({ dataDir: folder.path, databaseUrl: undefined, redisUrl: undefined });
  const children: Child[] = [];
  const proxies: { stop(): Promise<void> }[] = [];
  try {
    if (!services.redis) throw new Error('此基准需要 Redis / this benchmark needs Redis');
    const env = { DATABASE_URL: services.postgres.url, REDIS_URL: services.redis.url, HOST: '127.0.0.1', PORT: '0', TRUST_PROXY: '1', LEITAI_DATA: folder.path, LOG_LEVEL: 'warn', NODE_ENV: 'production' };
    for (let index = 0; index < (count ?? 1); index += 1) children.push(await startChild('../../apps/server/src/main.ts', env));
    const [first] = children as [Child, ...Child[]];
    const seated = await panels(first.url, String(first.ready['setupUrl']), Number(values.judges));
    if (count === null) {
      const floor = await startChild('./floor-server.ts', { DATABASE_URL: await anotherDatabase(services.postgres.url) });
      children.push(floor);
      return (await measure([floor], [{ who: 'floor', url: floor.url, clients: seated.judges, ...stretch }])).figures;
    }
    const proxy = await startProxy(folder.path, children.map(({ url }) => Number(new URL(url).port)));
    proxies.push(proxy);
    const orders = [{ who: 'judges' as const, clients: seated.judges }, { who: 'chiefs' as const, clients: seated.chiefs }];
    return (await measure(children, orders.map((order) => ({ ...order, url: proxy.url, ...stretch })))).figures;
  } finally {
    for (const proxy of proxies) await proxy.stop();
    for (const child of children) await child.stop();
    await stopServices(services);
    folder.remove();
  }
}

say(`\n${machine()}, ${cpus().length} cores for everything, Node ${process.versions.node}; ${16 * Number(values.judges)} judges, ${perSecond === null ? 'each tap as soon as the last is acknowledged' : `${perSecond} taps a second each`}, 16 chiefs' rooms\n`);
say(`${''.padEnd(26)}${['marks', 'marks/s', 'p50 ms', 'p99 ms', 'cores', 'CPU µs/mark', 'load'].map((name, index) => name.padStart([8, 9, 9, 9, 8, 13, 7][index]!)).join('')}`);
const floor = await measured(null);
say(line('floor: 1 insert + 1 ack', floor));
const report: { nodes: number; figures: Figures }[] = [];
for (const nodes of values.nodes.split(',').map(Number)) {
  const figures = await measured(nodes);
  report.push({ nodes, figures });
  say(`${line(`product, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`, figures)}   ÷ floor: ${(figures.perSecond / floor.perSecond).toFixed(2)} marks/s, ${(figures.p50 / floor.p50).toFixed(2)} p50`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), floor, report }, null, 2)}\n`);
