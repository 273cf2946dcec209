/** Reads an uploaded file in a process of its own, so that no file can stall or fell a running event. */
import { fileURLToPath } from 'node:url';
import { Refused } from '@leitai/database';
import { startBeside } from '../beside.ts';
import type { Answer } from './reader.ts';
import type { Line } from './table.ts';

const MOST_MS = 20_000;
/** A thread would not do: a heap that runs full there takes the whole server with it. */
const MOST_HEAP_MB = 256;
const reader = fileURLToPath(new URL('./reader.ts', import.meta.url));

/** @param stop nobody waits for it any more. @throws Refused 'import.unreadable' (details.reason) or 'import.too-many-rows'. */
export async function readTable(bytes: Uint8Array, stop?: AbortSignal): Promise<readonly Line[]> {
  const answer = await readApart(bytes, stop);
  if ('lines' in answer) return answer.lines;
  throw answer.reason === 'too-many-rows' ? new Refused('import.too-many-rows') : new Refused('import.unreadable', { reason: answer.reason });
}

async function readApart(bytes: Uint8Array, stop?: AbortSignal): Promise<Answer> {
  const child = await startBeside(reader, {
    serialization: 'advanced', env: {}, execArgv: [`--max-old-space-size=${MOST_HEAP_MB}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    if (stop?.aborted) return { reason: 'stopped' };
    return await new Promise<Answer>((resolve, reject) => {
      timer = setTimeout(() => resolve({ reason: 'too-slow' }), MOST_MS);
      stop?.addEventListener('abort', () => resolve({ reason: 'stopped' }), { once: true });
      child.once('message', (answer) => resolve(answer as Answer));
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        // A full heap ends in an abort; anything else is our mistake.
        if (signal === 'SIGABRT' || code === 134) resolve({ reason: 'too-big-inside' });
        else reject(new Error(`the roster reader ended with ${signal ?? code}`));
      });
      child.send(bytes, (error) => { if (error) reject(error); });
    });
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}
