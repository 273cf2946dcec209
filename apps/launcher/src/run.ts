// The product on one machine: PostgreSQL, Redis and the server, started in this order and stopped in the opposite one.

import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { shownAddress } from './address.ts';
import { type Ready, banner, isReady } from './banner.ts';
import { type Child, startChild } from './child.ts';
import { type Config, readConfig } from './config.ts';
import { takeFolder } from './lock.ts';
import { checkPort } from './port.ts';
import { type Services, startServices, stopServices } from './services.ts';
import { LaunchError, fail, root, say } from './workplace.mjs';

/** One Ctrl-C arrives up to three times: from the terminal, through npm and through the first Node. */
const sameKeystroke = 1_000;

let services: Services | undefined;
let server: Child | undefined;
let stopping: { since: number } | undefined;

async function run(config: Config): Promise<void> {
  await takeFolder(config.dataDir);
  await checkPort(config.port, config.host);
  say('启动 PostgreSQL 与 Redis', 'starting PostgreSQL and Redis');
  services = await startServices(config);
  if (stopping) return stop(0);
  void services.postgres.ended.then(() => endedUnasked('PostgreSQL', ''));
  void services.redis?.ended.then(() => endedUnasked('Redis', ''));
  say('启动服务', 'starting the server');
  server = startServer(config, services);
  void server.ended.then((how) => endedUnasked('server', ` (${how})`));
  server.process.on('message', (message) => {
    if (isReady(message)) announce(message, config);
  });
}

function startServer(config: Config, { postgres, redis }: Services): Child {
  const { REDIS_URL: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    NODE_ENV: 'production',
    HOST: config.host,
    PORT: String(config.port),
    DATABASE_URL: postgres.url,
    LEITAI_DATA: config.dataDir,
    ...(redis && { REDIS_URL: redis.url }),
  };
  return startChild(
    process.execPath,
    [join(root, 'apps/server/src/main.ts')],
    { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    { orderly: 'SIGTERM', last: 'SIGKILL' },
  );
}

/** Shows the banner, and tells a parent that listens, such as the browser tests, where everything is. */
function announce(ready: Ready, config: Config): void {
  if (!services) return;
  const base = `http://${shownAddress(config.host, networkInterfaces())}:${ready.port}`;
  process.stdout.write(`${banner(ready, base, services)}\n`);
  process.send?.(ready);
}

function endedUnasked(what: string, how: string): void {
  if (stopping) return;
  process.stderr.write(`\n${what} 意外退出${how}，全部停止。\n${what} ended unexpectedly${how}: stopping everything.\n`);
  void stop(1);
}

async function stop(code: number): Promise<void> {
  stopping ??= { since: Date.now() };
  await server?.stop();
  if (services) await stopServices(services);
  process.exit(code);
}

function onSignal(): void {
  if (!stopping) {
    stopping = { since: Date.now() };
    say('正在停止……再按一次 Ctrl-C 强制结束', 'stopping… Ctrl-C once more forces it');
    if (services) void stop(0);
  } else if (Date.now() - stopping.since > sameKeystroke) {
    server?.force();
    services?.redis?.force();
    services?.postgres.force();
    process.exit(1);
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
process.on('disconnect', onSignal);
process.stdout.on('error', () => {}); // the terminal may close before everything has stopped

try {
  await run(readConfig(process.env));
} catch (error) {
  fail(error instanceof LaunchError && stopping ? new LaunchError('已停止。', 'Stopped.') : error);
}
