/** Has a whole event read or written by a process of its own: done here, it would take the turns that marks wait for. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Refused } from '@leitai/database';
import { startBeside } from '../beside.ts';
import type { News } from './apart-main.ts';
import type { Work } from './jobs.ts';
import type { Given, Made, Task } from './tasks.ts';

const program = fileURLToPath(new URL('./apart-main.ts', import.meta.url));
/** Compiled once, it starts in half the time; where nothing can be written it does without. Nothing else of the server's environment is its business. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../../node_modules/.leitai/compiled', import.meta.url)) };

/** @throws Refused as the task; the signal's reason once it is cancelled and nothing is left of it. */
export type Apart = <T extends Task>(task: T, given: Given<T>, work: Work) => Promise<Made<T>>;

export const makeApart = (databaseUrl: string): Apart =>
  async <T extends Task>(task: T, given: Given<T>, { signal, tell }: Work): Promise<Made<T>> => {
    signal.throwIfAborted();
    const child = await startBeside(program, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const stop = (): void => void (child.connected && child.send('stop'));
    signal.addEventListener('abort', stop, { once: true });
    try {
      const made = new Promise<Made<T>>((resolve, reject) => {
        child.on('message', (message) => {
          const news = message as News;
          if ('told' in news) tell(...news.told);
          else if ('made' in news) resolve(news.made as Made<T>);
          else reject(news.code === null ? new Error(`${task}: ${news.failure}`) : new Refused(news.code, news.details));
        });
        child.once('error', reject).once('exit', (code, by) => reject(new Error(`${task}: its process ended with ${by ?? code}`)));
      });
      // All orders: one that is cancelled by now is stopped after it.
      child.send({ task, given, databaseUrl });
      if (signal.aborted) stop();
      return await made;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      if (child.exitCode === null && child.signalCode === null) await Promise.all([once(child, 'exit'), child.kill('SIGKILL')]);
    }
  };
