// An answer is shown unless a later question was answered before it.

import { expect, it } from 'vitest';
import { Newest } from './newest.ts';

it('shows answers in the order of their questions, also while a later one is under way', () => {
  const newest = new Newest();
  const [first, second] = [newest.ask(), newest.ask()];
  expect([first(), second()]).toEqual([true, true]);
});

it('does not show one that was overtaken', () => {
  const newest = new Newest();
  const [first, second, third] = [newest.ask(), newest.ask(), newest.ask()];
  expect([second(), first(), third()]).toEqual([true, false, true]);
});
