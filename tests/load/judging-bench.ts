/** npm run bench:judging: what a mark costs while 16 full panels tap at once and every chief watches, beside a bare floor in the same run. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startServices, stopServices } from '../../apps/launcher/src/services.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { anotherDatabase, startChild, written, type Child } from './children.ts';
import { machine } from './figures.ts';
import { measure, panels, type Figures } from './judging.ts';

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
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function readable(floor: Figures, product: Figures, frames: number, wal: number): string {
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
    `预写日志 / written ahead by PostgreSQL: ${wal.toFixed(0)} bytes a mark`,
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
  const seated = await panels(product.url, String(product.ready['setupUrl']), judges);
  say('底线 · floor');
  const { figures: floor } = await measure([bare], [{ who: 'floor', url: bare.url, clients: seated.judges, ...stretch }]);
  say('产品 · product');
  const { ahead } = await written(services.postgres.url);
  const { figures, frames } = await measure([product], [
    { who: 'judges', url: product.url, clients: seated.judges, ...stretch }, { who: 'chiefs', url: product.url, clients: seated.chiefs, ...stretch },
  ]);
  // What was tapped in the warm-up was written, too.
  const wal = ((await written(services.postgres.url)).ahead - ahead) / (figures.marks * (1 + warmSeconds / seconds));
  say(readable(floor, figures, frames, wal));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), floor, product: figures, frames, wal }, null, 2)}\n`);
} finally {
  for (const child of children) await child.stop();
  await stopServices(services);
  folder.remove();
}
