/** npm run bench:start: how long a start takes, cold and warm, and what a node needs at rest and for each connection, beside a bare server. */
import { setTimeout as pause } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Client } from '@leitai/simulator/client';
import { startServices, stopServices } from '../../apps/launcher/src/services.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { startChild, type Child } from './children.ts';
import { Crowd } from './crowd.ts';
import { machine } from './figures.ts';
import type { Group } from './viewers.ts';

const { values } = parseArgs({ options: { viewers: { type: 'string', default: '1000' }, json: { type: 'string' } } });
const viewers = Number(values.viewers);
/** Milliseconds after which a process that just started, or was joined, is at rest. */
const REST = 5_000;

type Seen = { readonly seconds: number; readonly restMb: number | null; readonly perSocketKb: number | null };

/** @param groups what the viewers follow on this server. */
async function atRest(server: Child, groups: readonly Group[]): Promise<Omit<Seen, 'seconds'>> {
  await pause(REST);
  const restMb = server.memoryMb();
  const crowd = await Crowd.gather(server.url, groups);
  await pause(REST);
  const joined = server.memoryMb();
  crowd.close();
  return { restMb, perSocketKb: restMb === null || joined === null ? null : ((joined - restMb) * 1024) / viewers };
}

async function boards(url: string): Promise<Group[]> {
  const { contests: [contest] } = await new Client(url).api('GET /api/current', {});
  const contestId = contest!.id;
  return [{ count: viewers, pages: [contestId], joins: [JSON.stringify(['board:join', { contestId }])] }];
}

/** Starts database, Redis and the product in a folder, and stops them again. */
async function product(dataDir: string, look: boolean): Promise<Seen> {
  const from = performance.now();
  const services = await startServices({ dataDir, databaseUrl: undefined, redisUrl: undefined });
  const server = await startChild('../../apps/server/src/main.ts', { DATABASE_URL: services.postgres.url, ...(services.redis && { REDIS_URL: services.redis.url }), LEITAI_DATA: dataDir, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'production' });
  const seconds = (performance.now() - from) / 1000;
  try {
    return { seconds, ...(look ? await atRest(server, await boards(server.url)) : { restMb: null, perSocketKb: null }) };
  } finally {
    await server.stop();
    await stopServices(services);
  }
}

async function floor(dataDir: string, look: boolean): Promise<Seen> {
  const from = performance.now();
  const services = await startServices({ dataDir, databaseUrl: undefined, redisUrl: undefined });
  const server = await startChild('./floor-server.ts', { DATABASE_URL: services.postgres.url });
  const seconds = (performance.now() - from) / 1000;
  try {
    return { seconds, ...(look ? await atRest(server, [{ count: viewers, pages: ['none'], joins: [] }]) : { restMb: null, perSocketKb: null }) };
  } finally {
    await server.stop();
    await stopServices(services);
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const line = (name: string, { seconds, restMb, perSocketKb }: Seen): string =>
  [name.padEnd(34), seconds.toFixed(2).padStart(10), (restMb?.toFixed(0) ?? '–').padStart(10), (perSocketKb?.toFixed(1) ?? '–').padStart(14)].join('');

const [own, bare] = [temporaryFolder(), temporaryFolder()];
try {
  say(`\n${machine()}, Node ${process.versions.node}; PostgreSQL and Redis are started too; ${viewers} viewers of one board\n`);
  say(`${''.padEnd(34)}${'seconds'.padStart(10)}${'MB rest'.padStart(10)}${'KB per socket'.padStart(14)}`);
  const report: { name: string; product: Seen; floor: Seen }[] = [];
  for (const [name, look] of [['cold', false], ['warm', true]] as const) {
    const one = { name, product: await product(own.path, look), floor: await floor(bare.path, look) };
    report.push(one);
    say(`${line(`product: ${name}`, one.product)}   ÷ floor: ${(one.product.seconds / one.floor.seconds).toFixed(2)}`);
    say(line(`floor: ${name}`, one.floor));
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), viewers, report }, null, 2)}\n`);
} finally {
  own.remove();
  bare.remove();
}
