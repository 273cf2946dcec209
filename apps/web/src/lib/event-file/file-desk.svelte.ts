/** The event files that lie at the server, and the one piece of work on them this page has begun. */
import type { EventFile, FileList, Job } from '@leitai/contract';
import { api } from '#lib/api.ts';
import { OfflineError, RefusalError } from '#lib/errors.ts';

/** How often work under way is asked after, in milliseconds. */
const ASK = 400;

export class FileDesk {
  list: FileList | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  job: Job | null = $state.raw(null);
  /** What the file is called that is on its way here. */
  uploading: string | null = $state(null);
  readonly busy = $derived(this.uploading !== null || this.job?.state === 'working');

  /** Of one event, or all of them; the newest first. */
  files(eventId?: string): readonly EventFile[] {
    return (this.list?.files ?? []).filter(({ event }) => eventId === undefined || event.id === eventId);
  }

  async load(): Promise<void> {
    await this.#try(async () => {
      this.list = await api('GET /api/files');
    });
  }

  /** Begins work and follows it to its end. @returns how it ended; null when it could not begin. */
  async run(begin: () => Promise<Job>): Promise<Job | null> {
    this.job = null;
    await this.#try(async () => {
      this.job = await begin();
      while (this.job.state === 'working') {
        await new Promise((resolve) => setTimeout(resolve, ASK));
        await this.#ask(this.job.id);
      }
      if (this.job.error) throw new RefusalError(this.job.error);
    });
    if (!this.failure) await this.load();
    return this.failure ? null : this.job;
  }

  async cancel(): Promise<void> {
    const jobId = this.job?.id;
    if (jobId) await this.#try(() => api('DELETE /api/jobs/:jobId', { params: { jobId } }));
  }

  /** @returns the id of the file as it lies there now. */
  async upload(file: File): Promise<string | null> {
    const form = new FormData();
    form.set('file', file);
    let fileId: string | null = null;
    this.uploading = file.name;
    await this.#try(async () => {
      ({ fileId } = await api('POST /api/files', { form }));
    });
    this.uploading = null;
    return fileId;
  }

  async remove(fileId: string): Promise<void> {
    await this.#try(() => api('DELETE /api/files/:fileId', { params: { fileId } }));
    if (!this.failure) await this.load();
  }

  async empty(eventId: string): Promise<void> {
    await this.#try(() => api('POST /api/events/:eventId/emptying', { params: { eventId } }));
  }

  /** Without an answer the work goes on all the same, and is asked after again. */
  async #ask(jobId: string): Promise<void> {
    try {
      this.job = await api('GET /api/jobs/:jobId', { params: { jobId } });
      this.failure = null;
    } catch (error) {
      if (!(error instanceof OfflineError)) throw error;
      this.failure = error;
    }
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }
}
