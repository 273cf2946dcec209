/** One roster on its way in: read by the server, looked at here, and stored only when the organiser says so. */
import type { RosterPreview, RouteOutput } from '@leitai/contract';
import { api } from '#lib/api.ts';

export class Importer {
  /** The chosen file's name while and after it is read. */
  fileName: string | null = $state(null);
  reading = $state(false);
  preview: RosterPreview | null = $state.raw(null);
  done: RouteOutput<'POST /api/events/:eventId/roster/:importId/confirm'> | null = $state.raw(null);
  failure: unknown = $state.raw(null);

  /** Of the reading under way. */
  #stop = new AbortController();
  readonly #eventId: string;
  constructor(eventId: string) {
    this.#eventId = eventId;
  }

  async read(file: File): Promise<void> {
    this.clear();
    this.fileName = file.name;
    this.reading = true;
    const stop = (this.#stop = new AbortController());
    const form = new FormData();
    form.set('file', file);
    await this.#try(async () => {
      this.preview = await api('POST /api/events/:eventId/roster', { params: { eventId: this.#eventId }, form, signal: stop.signal });
    });
    // Given up: the page is as before, whatever was read.
    if (stop.signal.aborted) this.clear();
    this.reading = false;
  }

  /** The server gives up reading, and keeps nothing. */
  cancel(): void {
    this.#stop.abort();
  }

  async confirm(skipFaulty: boolean): Promise<void> {
    const importId = this.preview?.importId;
    if (importId === undefined) return;
    await this.#try(async () => {
      this.done = await api('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId: this.#eventId, importId }, body: { skipFaulty } });
    });
  }

  clear(): void {
    this.fileName = null;
    this.preview = null;
    this.done = null;
    this.failure = null;
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
