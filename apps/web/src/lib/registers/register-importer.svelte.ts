/** One file of lines on its way into a register: read by the server, looked at, and stored only when the organiser says so. */
import type { RegisterPreview, RouteOutput } from '@leitai/contract';
import type { RegisterKind } from '@leitai/contract/register-kinds';
import { api } from '#lib/api.ts';

export class RegisterImporter {
  reading = $state(false);
  preview: RegisterPreview | null = $state.raw(null);
  done: RouteOutput<'POST /api/events/:eventId/registers/:register/import/:importId/confirm'> | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  #stop = new AbortController();
  readonly #place: { readonly eventId: string; readonly register: RegisterKind };
  constructor(eventId: string, register: RegisterKind) {
    this.#place = { eventId, register };
  }

  async read(file: File): Promise<void> {
    this.preview = null;
    this.reading = true;
    const stop = (this.#stop = new AbortController());
    const form = new FormData();
    form.set('file', file);
    await this.#try(async () => {
      this.preview = await api('POST /api/events/:eventId/registers/:register/import', { params: this.#place, form, signal: stop.signal });
    });
    if (stop.signal.aborted) this.failure = null;
    this.reading = false;
  }

  /** The server gives up reading, and keeps nothing. */
  cancel(): void {
    this.#stop.abort();
  }

  /** @param reason null where nothing that is there changes. */
  confirm(skipFaulty: boolean, reason: string | null): Promise<void> {
    return this.#try(async () => {
      const importId = this.preview?.importId;
      if (importId === undefined) return;
      this.done = await api('POST /api/events/:eventId/registers/:register/import/:importId/confirm', { params: { ...this.#place, importId }, body: { skipFaulty, reason } });
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
