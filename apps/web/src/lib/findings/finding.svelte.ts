/** One finding as its reader sees it: read at the start and whenever the record says that something happened to it; its steps and photographs. */
import type { Finding, FindingStep, PhotoStage } from '@leitai/contract';
import { api } from '#lib/api.ts';
import { newCommand } from '#lib/command.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

type Own<S> = S extends unknown ? Omit<S, 'commandId' | 'at'> : never;
/** A step but for its command. */
export type StepInput = Own<FindingStep>;

export class FindingDesk {
  finding: Finding | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  busy = $state(false);
  readonly params: { readonly eventId: string; readonly findingId: string };

  constructor(eventId: string, findingId: string) {
    this.params = { eventId, findingId };
  }

  /** Until the returned function is called. */
  follow(): () => void {
    const { eventId, findingId } = this.params;
    const connection = getConnection();
    const off = connection.on('programme:changed', (told) => told.eventId === eventId && told.subject === findingId && void this.load());
    const leave = connection.join('programme:join', { eventId }, () => void this.load(), (error) => (this.failure = error));
    void this.load();
    return () => {
      off();
      leave();
    };
  }

  async load(): Promise<void> {
    try {
      const finding = await api('GET /api/events/:eventId/findings/:findingId', { params: this.params });
      if (!this.finding || finding.revision >= this.finding.revision) this.finding = finding;
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  /** @returns whether it was taken; else `failure` says why not. */
  step(input: StepInput): Promise<boolean> {
    return this.#do(() => api('POST /api/events/:eventId/findings/:findingId/steps', { params: this.params, body: { ...newCommand(), ...input } as FindingStep }));
  }

  photo(stage: PhotoStage, { bytes, sha256 }: { readonly bytes: Blob; readonly sha256: string }, measureId = '', caption = ''): Promise<boolean> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...newCommand(), stage, measureId, caption, sha256, type: bytes.type })) form.append(name, value);
    form.append('file', bytes, 'photo.jpg');
    return this.#do(() => api('POST /api/events/:eventId/findings/:findingId/photos', { params: this.params, form }));
  }

  async #do(act: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    try {
      await act();
      await this.load();
      return true;
    } catch (error) {
      this.failure = error;
      return false;
    } finally {
      this.busy = false;
    }
  }

  readonly photoAddress = (photoId: string): string => `/api/events/${this.params.eventId}/findings/${this.params.findingId}/photos/${photoId}`;
}
