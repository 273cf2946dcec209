/** Turns the pages of a table by itself. */
import { pageCount, pageOf, pageRows } from './paging.ts';

const TURN_EVERY_MS = 12_000;

export class Pager<T> {
  readonly #rows: () => readonly T[];
  readonly #size: () => number;
  #turned = $state(0);
  readonly pages: number = $derived.by(() => pageCount(this.#rows().length, this.#size()));
  readonly page: number = $derived.by(() => Math.min(this.#turned, this.pages - 1));
  readonly rows: readonly T[] = $derived.by(() => pageRows(this.#rows(), this.page, this.#size()));

  constructor(rows: () => readonly T[], size: () => number) {
    this.#rows = rows;
    this.#size = size;
  }

  /** Starts turning from the page with the row at `index`; call again to stay on a row's page for a full turn. Returns what stops it. */
  startAt(index: number): () => void {
    this.#turned = pageOf(index, this.#size());
    const timer = setInterval(() => (this.#turned = (this.page + 1) % this.pages), TURN_EVERY_MS);
    return () => clearInterval(timer);
  }
}
