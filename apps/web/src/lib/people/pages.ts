/** A long list a page at a time, so that twenty thousand rows weigh no more than two hundred. */
export const PAGE = 200;

export type PageOf<T> = { readonly rows: readonly T[]; readonly page: number; readonly pages: number; readonly first: number; readonly last: number };

/** @param asked from 0; a page past the end is the last. `first` and `last` count from 1; both are 0 of an empty list. */
export function pageOf<T>(all: readonly T[], asked: number): PageOf<T> {
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const page = Math.min(Math.max(0, asked), pages - 1);
  const rows = all.slice(page * PAGE, (page + 1) * PAGE);
  return { rows, page, pages, first: rows.length === 0 ? 0 : page * PAGE + 1, last: page * PAGE + rows.length };
}
