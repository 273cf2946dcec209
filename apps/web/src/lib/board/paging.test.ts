import { describe, expect, it } from 'vitest';
import { pageAt, pageCount, pageOf, pageRows } from './paging.ts';

const rows = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('pages of a board', () => {
  it('has one page for none to ten rows', () => {
    expect([0, 1, 10].map((n) => pageCount(n, 10))).toEqual([1, 1, 1]);
    expect(pageRows([], 0, 10)).toEqual([]);
    expect(pageRows(rows(3), 0, 10)).toEqual([1, 2, 3]);
  });

  it('has no blank page when rows divide evenly', () => {
    expect(pageCount(20, 10)).toBe(2);
    expect(pageRows(rows(20), 1, 10)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });

  it('fills the last page with the rows before it', () => {
    expect(pageCount(22, 10)).toBe(3);
    expect(pageRows(rows(22), 2, 10)).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21, 22]);
  });

  it('finds the page of every row, and that page shows the row', () => {
    for (const n of [1, 9, 10, 11, 20, 22, 31]) {
      for (let index = 0; index < n; index++) expect(pageRows(rows(n), pageOf(index, 10), 10)).toContain(index + 1);
    }
  });

  it('shows the last page when rows went away', () => {
    expect(pageRows(rows(12), 5, 10)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('turns by the clock, and never to a page that is blank', () => {
    expect([0, 11_999, 12_000, 24_000, 36_000].map((now) => pageAt(now, 3, 12_000))).toEqual([0, 0, 1, 2, 0]);
    for (let count = 0; count <= 60; count++) {
      const pages = pageCount(count, 10);
      for (let now = 0; now < 8 * 12_000; now += 12_000) {
        expect(pageRows(rows(count), pageAt(now, pages, 12_000), 10)).toHaveLength(Math.min(count, 10));
      }
    }
  });
});
