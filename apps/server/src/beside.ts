/** Programs of ours in processes of their own: what they do can neither stall nor fell the server, and judges' marks come first. */
import { fork, type ForkOptions, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { basename } from 'node:path';

/** A word of such a program: how far it is, or its answer, which is its last. */
export type News<Answer, Told = never> = { readonly told: Told } | { readonly answer: Answer };

/** It ended by this signal or with this code, or was still for too long, and had not answered. */
export class Unanswered extends Error {
  readonly by: NodeJS.Signals | number | 'standstill';

  constructor(program: string, by: Unanswered['by']) {
    super(`${basename(program)} ended by ${by}`);
    this.by = by;
  }
}

type Ways<Told> = ForkOptions & {
  readonly tell?: (told: Told) => void;
  /** Nobody wants it any more: it is ended at once or, where it has to put something away, by itself after this farewell. */
  readonly unwanted?: AbortSignal | undefined;
  readonly farewell?: Serializable;
  /** Milliseconds it may go without a word. */
  readonly patience?: number;
};

/** Nothing of the program is left by then. @returns its answer. @throws the signal's reason once it is unwanted; Unanswered; what keeps it from starting. */
export async function askBeside<Answer, Told = never>(program: string, order: Serializable, { tell, unwanted, farewell, patience, ...options }: Ways<Told>): Promise<Answer> {
  unwanted?.throwIfAborted();
  const child = fork(program, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], ...options });
  await once(child, 'spawn');
  setPriority(child.pid!, constants.priority.PRIORITY_BELOW_NORMAL);
  const over = new AbortController();
  let standstill: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      if (patience !== undefined) standstill = setTimeout(() => reject(new Unanswered(program, 'standstill')), patience);
      child.on('message', (message) => {
        const news = message as News<Answer, Told>;
        standstill?.refresh();
        if ('answer' in news) resolve(news.answer);
        else tell?.(news.told);
      });
      child.on('error', reject).once('exit', (code, by) => reject(new Unanswered(program, by ?? code!)));
      const stop = (): void => void (farewell === undefined ? reject(unwanted?.reason as Error) : child.connected && child.send(farewell));
      unwanted?.addEventListener('abort', stop, { signal: over.signal });
      // All orders: what is unwanted by now is stopped after it.
      child.send(order);
      if (unwanted?.aborted) stop();
    });
  } catch (error) {
    unwanted?.throwIfAborted();
    throw error;
  } finally {
    over.abort();
    clearTimeout(standstill);
    if (child.exitCode === null && child.signalCode === null) await Promise.all([once(child, 'exit'), child.kill('SIGKILL')]);
  }
}
