// Ports: whether the wanted one is free, and a free one where any will do.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { LaunchError } from './workplace.mjs';

/** Ends well if the product may listen there; else throws a LaunchError that says which variable to set. */
export async function checkPort(port: number, host: string): Promise<void> {
  try {
    await listenOnce(port, host);
  } catch (error) {
    throw portProblem((error as NodeJS.ErrnoException).code ?? 'unknown', port, host);
  }
}

/** A port of this machine's loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  return listenOnce(0, '127.0.0.1');
}

/** Whether something accepts connections on a TCP port of the loopback, or on a socket file. */
export async function answers(where: number | string): Promise<boolean> {
  const socket = typeof where === 'number' ? connect(where, '127.0.0.1') : connect(where);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** What to tell the user when the system refuses a port, by the system's error code. */
export function portProblem(code: string, port: number, host: string): LaunchError {
  switch (code) {
    case 'EADDRINUSE':
      return new LaunchError(
        `端口 ${port} 已被占用。请停止占用它的程序，或用 PORT 换一个端口，例如：PORT=${port + 1} npm start`,
        `Port ${port} is taken. Stop the program that uses it, or choose another with PORT, for example: PORT=${port + 1} npm start`,
      );
    case 'EACCES':
      return new LaunchError(
        `没有权限使用端口 ${port}。请用 PORT 选择 1024 以上的端口。`,
        `Port ${port} is not permitted. Choose one above 1024 with PORT.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new LaunchError(`本机没有地址 ${host}，请检查 HOST。`, `This machine has no address ${host}: check HOST.`);
    default:
      return new LaunchError(
        `无法在 ${host}:${port} 上监听（${code}），请检查 PORT 和 HOST。`,
        `Cannot listen on ${host}:${port} (${code}): check PORT and HOST.`,
      );
  }
}

async function listenOnce(port: number, host: string): Promise<number> {
  const server = createServer();
  server.listen(port, host);
  await once(server, 'listening');
  const chosen = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
  return chosen;
}
