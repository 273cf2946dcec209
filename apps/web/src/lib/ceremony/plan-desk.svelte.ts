/** The ceremony as the organiser prepares it: which posts in which order, which awards, and what is said. */
import type { CeremonyOffer, CeremonyPlan, CeremonyTable } from '@leitai/contract';
import { api } from '#lib/api.ts';

export type PlannedPost = { contestId: string; chosen: boolean; awards: string[]; presenter: string; note: string; notes: Record<string, string> };
export type PlannedTable = { readonly kind: CeremonyTable; chosen: boolean; note: string };
type Words = { zh: string; en: string };

export class PlanDesk {
  /** Null until it is read. */
  offer: CeremonyOffer | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  busy = $state(false);
  saved = $state(false);

  opening: Words = $state({ zh: '', en: '' });
  closing: Words = $state({ zh: '', en: '' });
  openingNote = $state('');
  closingNote = $state('');
  lift = $state(true);
  /** Final contests only, in the order of the ceremony. */
  posts: PlannedPost[] = $state([]);

  tables: PlannedTable[] = $state([]);

  readonly chosen = $derived(this.posts.filter(({ chosen, awards }) => chosen && awards.length > 0));
  readonly final = $derived((this.offer?.contests ?? []).filter(({ state }) => state === 'final'));
  readonly waiting = $derived((this.offer?.contests ?? []).filter(({ state }) => state !== 'final'));
  readonly running = $derived(this.offer?.stage === 'running' || this.offer?.stage === 'paused');
  readonly ready = $derived(this.chosen.length > 0 && this.opening.zh.trim() !== '' && this.closing.zh.trim() !== '' && !this.running);

  readonly eventId: string;
  /** @param words what stands as opening and closing until something was planned. */
  constructor(eventId: string, words: { readonly opening: Words; readonly closing: Words }) {
    this.eventId = eventId;
    [this.opening, this.closing] = [words.opening, words.closing];
  }

  contest(contestId: string): CeremonyOffer['contests'][number] {
    return this.offer!.contests.find((one) => one.contestId === contestId)!;
  }

  /** What was planned before comes back; posts that have become final since stand at the end. */
  async load(): Promise<void> {
    await this.#try(async () => {
      this.offer = await api('GET /api/events/:eventId/ceremony/offer', { params: { eventId: this.eventId } });
      const { plan } = this.offer;
      if (plan) ({ opening: this.opening, closing: this.closing, openingNote: this.openingNote, closingNote: this.closingNote, lift: this.lift } = plan);
      this.tables = (['organisations', 'medals'] as const).map((kind) => {
        const table = plan?.tables.find((one) => one.kind === kind);
        return { kind, chosen: table !== undefined, note: table?.note ?? '' };
      });
      const planned = (plan?.posts ?? []).filter(({ contestId }) => this.final.some((one) => one.contestId === contestId));
      const others = this.final.filter(({ contestId }) => !planned.some((one) => one.contestId === contestId));
      this.posts = [
        ...planned.map((post) => ({ ...post, chosen: true })),
        ...others.map(({ contestId, awards }) => ({ contestId, chosen: plan === null, awards: awards.filter(({ count }) => count > 0).map(({ id }) => id), presenter: '', note: '', notes: {} })),
      ];
    });
  }

  /** One place up (−1) or down (+1). */
  move(index: number, by: -1 | 1): void {
    const [post, other] = [this.posts[index], this.posts[index + by]];
    if (post && other) [this.posts[index], this.posts[index + by]] = [other, post];
  }

  async save(): Promise<void> {
    const { opening, openingNote, closing, closingNote, lift, chosen } = this;
    const posts: CeremonyPlan['posts'] = chosen.map(({ contestId, awards, presenter, note, notes }) => ({
      contestId, awards: [...awards], presenter, note, notes: Object.fromEntries(Object.entries(notes).filter(([id, words]) => awards.includes(id) && words.trim() !== '')),
    }));
    // A table is of the whole event.
    const tables = this.waiting.length > 0 ? [] : this.tables.filter((table) => table.chosen).map(({ kind, note }) => ({ kind, note }));
    await this.#try(async () => {
      await api('POST /api/events/:eventId/ceremony', { params: { eventId: this.eventId }, body: { opening: { ...opening }, openingNote, closing: { ...closing }, closingNote, posts, tables, lift } });
      this.offer = await api('GET /api/events/:eventId/ceremony/offer', { params: { eventId: this.eventId } });
      this.saved = true;
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await work();
      this.failure = null;
    } catch (error) {
      [this.failure, this.saved] = [error, false];
    } finally {
      this.busy = false;
    }
  }
}
