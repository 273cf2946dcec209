// One running product per data folder: a socket that answers as long as the launcher lives, so no stale lock can remain.

import { once } from 'node:events';
import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { answers } from './port.ts';
import { socketPath } from './places.ts';
import { LaunchError } from './workplace.mjs';

/**
 * Makes the data folder and takes it until this process ends.
 * @throws LaunchError when another launcher has it, or this user may not write there
 */
export async function takeFolder(dataDir: string): Promise<void> {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch {
    throw new LaunchError(
      `无法写入数据目录 ${dataDir}。请以其所有者的身份启动，或用 LEITAI_DATA 另选目录。`,
      `The data folder ${dataDir} cannot be written. Start as its owner, or choose another with LEITAI_DATA.`,
    );
  }
  const path = lockOf(dataDir);
  if (await isRunning(dataDir)) {
    throw new LaunchError(
      `擂台已在此目录运行（${dataDir}）。请在原终端按 Ctrl-C 停止，或用 LEITAI_DATA 和 PORT 另起一个。`,
      `Leitai is already running on ${dataDir}. Stop it with Ctrl-C in its terminal, or start another with LEITAI_DATA and PORT.`,
    );
  }
  rmSync(path, { force: true });
  const server = createServer((connection) => connection.destroy());
  server.listen(path);
  await once(server, 'listening');
  server.unref();
}

/** Whether a launcher has taken this data folder. */
export const isRunning = (dataDir: string): Promise<boolean> => answers(lockOf(dataDir));

const lockOf = (dataDir: string): string => socketPath(dataDir, 'running.sock');
