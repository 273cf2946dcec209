/** Paging without a screen. */
import { expect, it } from 'vitest';
import { PAGE, pageOf } from './pages.ts';

it('shows every row exactly once, the last page without blanks', () => {
  for (const count of [0, 1, PAGE, PAGE + 1, 3 * PAGE]) {
    const all = Array.from({ length: count }, (_, index) => index);
    const { pages } = pageOf(all, 0);
    expect(Array.from({ length: pages }, (_, page) => pageOf(all, page).rows).flat()).toEqual(all);
    expect(pageOf(all, 99)).toMatchObject({ page: pages - 1, last: count });
  }
});
