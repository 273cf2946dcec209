/** HAProxy (Debian's) with the settings of docker/haproxy.cfg, before nodes of this machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../apps/launcher/src/workplace.mjs';
import { freePort } from '../../apps/launcher/src/port.ts';

export type Proxy = { readonly url: string; stop(): Promise<void> };

/** The addresses of a compose network give way to those of this machine; everything else is as it is used. */
function configFor(text: string, port: number, nodes: readonly number[]): string {
  return text
    .replace(/^resolvers [^]*?\n\n/m, '')
    .replace(/^ {2}bind :80$/m, `  bind 127.0.0.1:${port}`)
    .replace(/^ {2}server-template .*$/m, nodes.map((node, index) => `  server app${index + 1} 127.0.0.1:${node}`).join('\n'));
}

/** @throws when HAProxy is not installed or does not take its settings. */
export async function startProxy(folder: string, nodes: readonly number[]): Promise<Proxy> {
  const port = await freePort();
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, configFor(readFileSync(join(root, 'docker/haproxy.cfg'), 'utf8'), port, nodes));
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit').catch((error: unknown) => {
    throw new Error('此基准需要 HAProxy:apt-get install haproxy / this benchmark needs HAProxy', { cause: error });
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = async (): Promise<void> => {
    while ((await fetch(`${url}/readyz`).then(({ status }) => status, () => 0)) !== 200);
  };
  await Promise.race([answers(), ended.then(([code]: unknown[]) => { throw new Error(`HAProxy ended with ${String(code)}`); })]);
  ended.catch(() => {});
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
