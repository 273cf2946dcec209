/** Waiting for something the server tells, and asking for it when it has been quiet for long. */
import { EventEmitter, once } from 'node:events';

/** Milliseconds of silence after which the snapshot is asked for. */
const PATIENCE = 5_000;

export class Watch {
  private readonly changes = new EventEmitter();

  changed(): void {
    this.changes.emit('change');
  }

  /** Resolves once `holds` is true. @throws AbortError when the play is stopped. */
  async until(holds: () => boolean, refresh: () => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!holds()) {
      signal.throwIfAborted();
      const quiet = AbortSignal.timeout(PATIENCE);
      await once(this.changes, 'change', { signal: AbortSignal.any([signal, quiet]) }).catch(() => {});
      signal.throwIfAborted();
      if (quiet.aborted) await refresh();
    }
  }
}

/** Waits for all, also when one fails, so that nothing is left in flight; then throws the first failure. */
export async function allDone<T extends readonly Promise<unknown>[]>(works: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
