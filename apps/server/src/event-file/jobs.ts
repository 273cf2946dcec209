/** Long work on event files: begun by a request, asked after by others, cancelled by any organiser. It lives on the node that began it. */
import { randomUUID } from 'node:crypto';
import type { Job } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Logger } from 'pino';
import { refusalOf } from '../http/answer.ts';

/** How a piece of work hears that nobody wants it any more, and tells how far it is. */
export type Work = { readonly signal: AbortSignal; tell(step: Job['step'], done: number, total: number): void };
export type Outcome = Partial<Pick<Job, 'file' | 'preview' | 'eventId'>>;

/** Work that ended is remembered so long, in milliseconds. */
const KEPT = 60 * 60_000;
/** So many at one time: each holds a connection to the database. */
const MOST = 3;

type Running = { job: Job; readonly stop: AbortController; endedAt: number };

export class Jobs {
  readonly #jobs = new Map<string, Running>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** @param id of the command that asks for it: sent again it is the same work. @throws Refused 'event-file.busy'. */
  begin(step: Job['step'], run: (work: Work) => Promise<Outcome>, id: string = randomUUID()): Job {
    for (const [other, { job, endedAt }] of this.#jobs) if (job.state !== 'working' && performance.now() - endedAt > KEPT) this.#jobs.delete(other);
    const known = this.#jobs.get(id);
    if (known) return known.job;
    if ([...this.#jobs.values()].filter(({ job }) => job.state === 'working').length >= MOST) throw new Refused('event-file.busy');
    const running: Running = {
      job: { id, step, done: 0, total: 0, state: 'working', error: null, file: null, preview: null, eventId: null }, stop: new AbortController(), endedAt: 0,
    };
    const change = (part: Partial<Job>): void => void (running.job = { ...running.job, ...part });
    const end = (part: Partial<Job>): void => {
      change(part);
      running.endedAt = performance.now();
    };
    this.#jobs.set(running.job.id, running);
    const work: Work = { signal: running.stop.signal, tell: (now, done, total) => change({ step: now, done, total }) };
    run(work).then(
      (outcome) => end({ ...outcome, state: 'done' }),
      (error: unknown) => end(running.stop.signal.aborted ? { state: 'cancelled' } : { state: 'refused', error: refusalOf(error, this.#log) }),
    );
    return running.job;
  }

  /** @throws Refused 'job.not-found'. */
  look(id: string): Job {
    return this.#of(id).job;
  }

  /** Null once it is no longer remembered. */
  find(id: string): Job | null {
    return this.#jobs.get(id)?.job ?? null;
  }

  cancel(id: string): void {
    this.#of(id).stop.abort();
  }

  /** When the server stops. */
  close(): void {
    for (const { stop } of this.#jobs.values()) stop.abort();
  }

  #of(id: string): Running {
    const running = this.#jobs.get(id);
    if (!running) throw new Refused('job.not-found');
    return running;
  }
}

/** For work that nobody watches. */
export const unwatched = (): Work => ({ signal: new AbortController().signal, tell: () => {} });
