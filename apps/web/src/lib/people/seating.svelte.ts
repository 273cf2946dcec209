/** One automatic seating: asked, looked at with its reasons, and carried out as it was looked at. */
import type { RouteOutput, SeatingInput, SeatingPlan } from '@leitai/contract';
import { api } from '#lib/api.ts';
import { Working } from '#lib/working.svelte.ts';

export class Seating extends Working {
  plan: SeatingPlan | null = $state.raw(null);
  done: RouteOutput<'POST /api/events/:eventId/seating'> | null = $state.raw(null);
  /** What the shown plan was asked with. */
  #asked: SeatingInput | null = null;
  readonly #eventId: string;
  constructor(eventId: string) {
    super();
    this.#eventId = eventId;
  }

  preview(input: SeatingInput): Promise<unknown> {
    return this.attempt(async () => {
      this.plan = await api('POST /api/events/:eventId/seating/preview', { params: { eventId: this.#eventId }, body: input });
      this.#asked = input;
    });
  }

  apply(): Promise<unknown> {
    return this.attempt(async () => {
      if (!this.plan || !this.#asked) return;
      const { seed, hash } = this.plan;
      this.done = await api('POST /api/events/:eventId/seating', { params: { eventId: this.#eventId }, body: { ...this.#asked, seed, hash } });
    });
  }
}
