/** Has a whole event read or written by a process of its own: done here, it would take the turns that marks wait for. */
import { fileURLToPath } from 'node:url';
import { Refused } from '@leitai/database';
import { askBeside } from '../beside.ts';
import type { Done, Told } from './apart-main.ts';
import type { Work } from './jobs.ts';
import type { Given, Made, Task } from './tasks.ts';

const program = fileURLToPath(new URL('./apart-main.ts', import.meta.url));
/** Compiled once, it starts in half the time; where nothing can be written it does without. Nothing else of the server's environment is its business. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../../node_modules/.leitai/compiled', import.meta.url)) };

/** @throws Refused as the task; the signal's reason once it is cancelled and nothing is left of it. */
export type Apart = <T extends Task>(task: T, given: Given<T>, work: Work) => Promise<Made<T>>;

export const makeApart = (databaseUrl: string): Apart =>
  async <T extends Task>(task: T, given: Given<T>, { signal, tell }: Work): Promise<Made<T>> => {
    const done = await askBeside<Done, Told>(program, { task, given, databaseUrl }, { env, unwanted: signal, farewell: 'stop', tell: (told) => tell(...told) });
    if ('made' in done) return done.made as Made<T>;
    signal.throwIfAborted();
    throw done.code === null ? new Error(`${task}: ${done.failure}`) : new Refused(done.code, done.details);
  };
