/** Reads an uploaded file in a thread of its own, so that no file can stall a running event. */
import { Worker } from 'node:worker_threads';
import { Refused } from '@leitai/database';
import type { Answer } from './read.worker.ts';
import type { Line } from './table.ts';
import type { Reason } from './unreadable.ts';

const MOST_MS = 20_000;
const MEMORY = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 } as const;

/** @throws Refused 'import.unreadable' (details.reason) or 'import.too-many-rows'. */
export async function readTable(bytes: Uint8Array): Promise<readonly Line[]> {
  const answer = await inWorker(bytes);
  if ('lines' in answer) return answer.lines;
  throw answer.reason === 'too-many-rows' ? new Refused('import.too-many-rows') : new Refused('import.unreadable', { reason: answer.reason });
}

async function inWorker(bytes: Uint8Array): Promise<Answer> {
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { workerData: bytes, resourceLimits: MEMORY });
  const fail = (reason: Reason): Answer => ({ reason });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      timer = setTimeout(() => resolve(fail('too-slow')), MOST_MS);
      worker.once('message', resolve);
      worker.once('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(fail('too-big-inside'));
        else reject(error);
      });
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
