/** Starts the server: configuration, truth, boards, sockets, pages; and stops it in the opposite order. */
import { setFlagsFromString } from 'node:v8';
import { collectDefaultMetrics } from 'prom-client';
import { LaterDatabase } from '@leitai/database';
import { BadConfig, readConfig } from './config.ts';
import { makeLog } from './log.ts';
import { startServer } from './server.ts';

/** Percent by which the heap may outgrow what is in use before it is collected. V8 alone, on a machine with much memory, waits for up to four times that, and keeps what it took. */
const HEAP_GROWTH = 50;
setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);

try {
  const config = readConfig(process.env, process.argv.slice(2));
  const log = makeLog(config.logLevel);
  collectDefaultMetrics();
  const running = await startServer(config, log);
  // The start script shows the addresses; without one, somebody at the machine still has to see the link.
  if (process.send) process.send({ type: 'ready', ...running.ready });
  else if (running.ready.setupUrl) process.stdout.write(`一次性链接 / One-time link: http://localhost:${running.ready.port}${running.ready.setupUrl}\n`);
  else if (running.ready.setupElsewhere) process.stdout.write('一次性链接由另一个正在运行的节点给出；用 LEITAI_NEW_LINK=1 启动则换成新的 / Another node that is running has printed the one-time link; LEITAI_NEW_LINK=1 makes another in its place\n');

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await running.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
}

/** One clear line for what the starter can mend; the whole error for what is ours. */
function startFailure(error: unknown): string {
  const { code, port } = error as { code?: unknown; port?: unknown };
  if (error instanceof BadConfig || error instanceof LaterDatabase) return error.message;
  if (code === 'EADDRINUSE') return `端口 ${String(port)} 已被占用,请用 PORT 指定别的端口 / Port ${String(port)} is taken: set PORT to another one`;
  if (code === 'EACCES') return `无权使用端口 ${String(port)} / Not allowed to listen on port ${String(port)}`;
  if (code === 'ECONNREFUSED') return '连不上数据库,请检查 DATABASE_URL / The database does not answer: check DATABASE_URL';
  // PostgreSQL's own refusals (SQLSTATE class 28: who; 3D: which database) say enough in one line.
  if (error instanceof Error && typeof code === 'string' && /^(28|3D)...$/.test(code)) return `数据库拒绝连接 / The database refuses: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
