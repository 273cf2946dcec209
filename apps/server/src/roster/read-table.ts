/** Reads an uploaded file in a process of its own, so that no file can stall or fell a running event. */
import { fileURLToPath } from 'node:url';
import { Refused } from '@leitai/database';
import { askBeside, Unanswered } from '../beside.ts';
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

async function readApart(bytes: Uint8Array, unwanted?: AbortSignal): Promise<Answer> {
  try {
    return await askBeside<Answer>(reader, bytes, {
      serialization: 'advanced', env: {}, execArgv: [`--max-old-space-size=${MOST_HEAP_MB}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], patience: MOST_MS, unwanted,
    });
  } catch (error) {
    if (unwanted?.aborted) return { reason: 'stopped' };
    if (!(error instanceof Unanswered)) throw error;
    if (error.by === 'standstill') return { reason: 'too-slow' };
    // A full heap ends in an abort; anything else is our mistake.
    if (error.by === 'SIGABRT' || error.by === 134) return { reason: 'too-big-inside' };
    throw error;
  }
}
