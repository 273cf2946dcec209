/** Pages of a table on a screen nobody scrolls. */

/** How many pages `count` rows need; at least one, so that an empty table still has its page. */
export const pageCount = (count: number, size: number): number => Math.max(1, Math.ceil(count / size));

/**
 * The rows of a page, counted from 0. The last page is filled up with the rows before it: no page is ever blank or
 * nearly so. A page that no longer exists shows the last.
 */
export function pageRows<T>(rows: readonly T[], page: number, size: number): readonly T[] {
  const start = Math.max(0, Math.min(page * size, rows.length - size));
  return rows.slice(start, start + size);
}

/** The page that shows the row at `index`. */
export const pageOf = (index: number, size: number): number => Math.max(0, Math.floor(index / size));

/** The page whose turn it is at `now`, each having `every`; both in milliseconds, `now` of the server's clock. */
export const pageAt = (now: number, pages: number, every: number): number => Math.floor(now / every) % pages;
