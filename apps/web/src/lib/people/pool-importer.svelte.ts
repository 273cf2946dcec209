/** One file of judges on its way into the pool: read by the server, looked at, and stored only when the organiser says so. */
import type { PoolPreview, RouteOutput } from '@leitai/contract';
import { api } from '#lib/api.ts';

export class PoolImporter {
  reading = $state(false);
  preview: PoolPreview | null = $state.raw(null);
  done: RouteOutput<'POST /api/events/:eventId/pool-import/:importId/confirm'> | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  #stop = new AbortController();
  readonly #eventId: string;
  constructor(eventId: string) {
    this.#eventId = eventId;
  }

  async read(file: File): Promise<void> {
    this.preview = null;
    this.reading = true;
    const stop = (this.#stop = new AbortController());
    const form = new FormData();
    form.set('file', file);
    await this.#try(async () => {
      this.preview = await api('POST /api/events/:eventId/pool-import', { params: { eventId: this.#eventId }, form, signal: stop.signal });
    });
    if (stop.signal.aborted) this.failure = null;
    this.reading = false;
  }

  /** The server gives up reading, and keeps nothing. */
  cancel(): void {
    this.#stop.abort();
  }

  confirm(skipFaulty: boolean): Promise<void> {
    return this.#try(async () => {
      const importId = this.preview?.importId;
      if (importId === undefined) return;
      this.done = await api('POST /api/events/:eventId/pool-import/:importId/confirm', { params: { eventId: this.#eventId, importId }, body: { skipFaulty } });
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }
}
