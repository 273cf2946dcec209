/** One automatic seating: asked, looked at with its reasons, and carried out as it was looked at. */
import type { RouteOutput, SeatingInput, SeatingPlan } from '@leitai/contract';
import { api } from '#lib/api.ts';

export class Seating {
  plan: SeatingPlan | null = $state.raw(null);
  done: RouteOutput<'POST /api/events/:eventId/seating'> | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  busy = $state(false);
  /** What the shown plan was asked with. */
  #asked: SeatingInput | null = null;
  readonly #eventId: string;
  constructor(eventId: string) {
    this.#eventId = eventId;
  }

  preview(input: SeatingInput): Promise<void> {
    return this.#try(async () => {
      this.plan = await api('POST /api/events/:eventId/seating/preview', { params: { eventId: this.#eventId }, body: input });
      this.#asked = input;
    });
  }

  apply(): Promise<void> {
    return this.#try(async () => {
      if (!this.plan || !this.#asked) return;
      const { seed, hash } = this.plan;
      this.done = await api('POST /api/events/:eventId/seating', { params: { eventId: this.#eventId }, body: { ...this.#asked, seed, hash } });
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await work();
      this.failure = null;
    } catch (error) {
      this.failure = error;
    } finally {
      this.busy = false;
    }
  }
}
