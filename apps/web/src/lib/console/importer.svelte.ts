/** One file of rows on its way in: read by the server, looked at here, and stored only when the organiser says so. */

type Steps<Preview, Done> = {
  /** @param form with the file. */
  readonly read: (form: FormData, signal: AbortSignal) => Promise<Preview>;
  /** @param reason null where none is asked for. */
  readonly confirm: (importId: string, skipFaulty: boolean, reason: string | null) => Promise<Done>;
};

export class Importer<Preview extends { readonly importId: string }, Done> {
  /** The chosen file's name while and after it is read. */
  fileName: string | null = $state(null);
  reading = $state(false);
  preview: Preview | null = $state.raw(null);
  done: Done | null = $state.raw(null);
  failure: unknown = $state.raw(null);

  /** Of the reading under way. */
  #stop = new AbortController();
  readonly #steps: Steps<Preview, Done>;
  constructor(steps: Steps<Preview, Done>) {
    this.#steps = steps;
  }

  async read(file: File): Promise<void> {
    this.clear();
    this.fileName = file.name;
    this.reading = true;
    const stop = (this.#stop = new AbortController());
    const form = new FormData();
    form.set('file', file);
    await this.#try(async () => {
      this.preview = await this.#steps.read(form, stop.signal);
    });
    // Given up: the page is as before, whatever was read.
    if (stop.signal.aborted) this.clear();
    this.reading = false;
  }

  /** The server gives up reading, and keeps nothing. */
  cancel(): void {
    this.#stop.abort();
  }

  async confirm(skipFaulty: boolean, reason: string | null = null): Promise<void> {
    const importId = this.preview?.importId;
    if (importId === undefined) return;
    await this.#try(async () => {
      this.done = await this.#steps.confirm(importId, skipFaulty, reason);
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
