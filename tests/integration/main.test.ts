// The server as a process: what it tells who started it, how it stops, and what it says when it cannot start.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { migrate, migrationNames, openDatabase } from '@leitai/database';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../support/services.ts';

const main = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url));

/** @param output where its log goes. */
function start(env: Record<string, string>, output: 'ignore' | number = 'ignore'): { child: ChildProcess; errors: () => string } {
  const child = fork(main, [], { env: { PATH: process.env['PATH'], HOST: '127.0.0.1', LOG_LEVEL: 'silent', ...env }, stdio: ['ignore', output, 'pipe', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr?.on('data', (part: Buffer) => (errors += part.toString()));
  return { child, errors: () => errors };
}

async function ready(child: ChildProcess): Promise<Record<string, unknown>> {
  const [message] = (await once(child, 'message')) as [Record<string, unknown>];
  return message;
}

test('tells the port, the one-time link, the event and the big screen; stops cleanly; starts again with a new link, though the disk its log goes to is full', async () => {
  const DATABASE_URL = await createDatabase();
  const links = new Set<unknown>();
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  for (const [signal, output] of [['SIGTERM', 'ignore'], ['SIGINT', full]] as const) {
    const { child } = start({ DATABASE_URL, PORT: '0', LOG_LEVEL: 'info' }, output);
    const message = await ready(child);
    expect(message).toMatchObject({
      type: 'ready', port: expect.any(Number), setupUrl: expect.stringMatching(/^\/setup\/[\w-]{43}$/), boardPath: '/board',
      eventName: { zh: '第六届全市机关事务标准化技能竞赛' },
    });
    links.add(message['setupUrl']);
    const health = await fetch(`http://127.0.0.1:${String(message['port'])}/api/health`);
    expect(await health.json()).toMatchObject({ ok: true, data: { database: true, live: 'memory' } });
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  }
  expect(links.size).toBe(2);
});

test.each([
  ['a port that is taken', /^端口 \d+ 已被占用.*taken.*\n$/, async () => ({ DATABASE_URL: await createDatabase(), PORT: await takenPort() })],
  ['no database named', /DATABASE_URL/, async () => ({})],
  ['a database that does not exist', /^数据库拒绝连接.*does not exist\n$/, async () => ({ DATABASE_URL: await missingDatabase() })],
  ['a database of a later version', /^数据库来自更新的版本.*later version \(99990101000000_later\).*\n$/, async () => ({ DATABASE_URL: await laterDatabase() })],
  ['no database server there', /^连不上数据库.*DATABASE_URL\n$/, async () => ({ DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/x' })],
])('%s is one clear line and the exit code 1', async (_what, says, env) => {
  const { child, errors } = start(await env());
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(errors()).toMatch(says);
  expect(errors()).not.toContain('    at ');
});

async function missingDatabase(): Promise<string> {
  const url = new URL(await createDatabase());
  url.pathname += '_missing';
  return url.href;
}

async function laterDatabase(): Promise<string> {
  const url = await createDatabase();
  await migrate(url, migrationNames()[0]);
  const db = openDatabase(url, 1);
  await db.$executeRaw`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('later', '', now(), '99990101000000_later')`;
  await db.$disconnect();
  return url;
}

async function takenPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return String((server.address() as AddressInfo).port);
}
