/** Turns the pages of a table by itself, by the server's clock: all screens that show it are on the same page. */
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { pageAt, pageCount, pageOf, pageRows } from './paging.ts';

const TURN_EVERY_MS = 12_000;
const TICK_MS = 250;

export class Pager<T> {
  readonly #rows: () => readonly T[];
  readonly #size: () => number;
  #now = $state(getConnection().serverNow());
  /** A page that stays until a moment of the server's clock, whatever the clock says meanwhile. */
  #held: { readonly page: number; readonly until: number } | null = $state.raw(null);
  readonly pages: number = $derived.by(() => pageCount(this.#rows().length, this.#size()));
  readonly page: number = $derived.by(() => {
    const held = this.#held !== null && this.#now < this.#held.until ? this.#held.page : pageAt(this.#now, this.pages, TURN_EVERY_MS);
    return Math.min(held, this.pages - 1);
  });
  readonly rows: readonly T[] = $derived.by(() => pageRows(this.#rows(), this.page, this.#size()));

  constructor(rows: () => readonly T[], size: () => number) {
    this.#rows = rows;
    this.#size = size;
  }

  /** Starts turning; with the index of a row, its page stays for a full turn first. Returns what stops it. */
  start(row: number | null = null): () => void {
    const now = getConnection().serverNow();
    this.#held = row === null ? null : { page: pageOf(row, this.#size()), until: now + TURN_EVERY_MS };
    this.#now = now;
    const timer = setInterval(() => (this.#now = getConnection().serverNow()), TICK_MS);
    return () => clearInterval(timer);
  }
}
