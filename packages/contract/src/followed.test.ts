import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BoardState } from './board.ts';
import { changeOf } from './change.ts';
import { FollowedPages } from './followed.ts';

const board = (revision: number): BoardState => ({ contestId: 'c', revision, confirmed: revision, rows: [] }) as unknown as BoardState;
const change = (from: number, to: number) => changeOf('board:changed', board(from), board(to))!;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function follow() {
  const asked: string[] = [];
  return { asked, pages: new FollowedPages((name, id) => asked.push(`${name} ${id}`)) };
}

it('follows changes from a snapshot, and takes a whole state as it is', () => {
  const { pages } = follow();
  pages.snapshot('board:changed', board(3));
  expect(pages.frame('board:changed', change(3, 5))).toEqual(board(5));
  expect(pages.frame('board:changed', board(9))).toEqual(board(9));
});

it('takes nothing that is not newer', () => {
  const { pages, asked } = follow();
  pages.snapshot('board:changed', board(5));
  expect(pages.frame('board:changed', change(3, 5))).toBeNull();
  expect(pages.frame('board:changed', board(4))).toBeNull();
  expect(pages.snapshot('board:changed', board(2))).toEqual(board(5));
  vi.runAllTimers();
  expect(asked).toEqual([]);
});

it('asks once for the whole when a change starts from another state, and goes on from it', () => {
  const { pages, asked } = follow();
  pages.snapshot('board:changed', board(3));
  expect(pages.frame('board:changed', change(4, 6))).toBeNull();
  expect(pages.frame('board:changed', change(6, 7))).toBeNull();
  vi.runAllTimers();
  expect(asked).toEqual(['board:changed c']);
  expect(pages.snapshot('board:changed', board(7))).toEqual(board(7));
  expect(pages.frame('board:changed', change(7, 8))).toEqual(board(8));
});

it('asks again when a change overtook the snapshot', () => {
  const { pages, asked } = follow();
  expect(pages.frame('board:changed', change(3, 4))).toBeNull();
  vi.runAllTimers();
  expect(asked).toEqual([]);
  pages.snapshot('board:changed', board(3));
  vi.runAllTimers();
  expect(asked).toEqual(['board:changed c']);
});

it('starts afresh after it has forgotten', () => {
  const { pages, asked } = follow();
  pages.snapshot('board:changed', board(9));
  pages.forget();
  expect(pages.snapshot('board:changed', board(3))).toEqual(board(3));
  vi.runAllTimers();
  expect(asked).toEqual([]);
});
