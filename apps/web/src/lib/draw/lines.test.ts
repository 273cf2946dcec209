// What of a draw a screen shows: strips, the own register, or everything once it is unsealed.

import type { ContestDraw } from '@leitai/contract';
import { expect, test } from 'vitest';
import { linesOf } from './lines.ts';
import { mayPrepare, stageOf } from './stage.ts';

const done = { name: '许芳', at: '2026-05-18T07:00:00.000Z' };
const sealed = { seedHash: 'a', listHash: 'b', prepared: done, first: done, second: done, opened: null, witnessed: null, seed: null, list: null };
const contest: ContestDraw = {
  contestId: 'c', letter: 'A', name: { zh: '保洁', en: 'Cleaning' }, state: 'running', entrants: 2, draw: sealed, voided: [], mine: 'first',
};
const zh = (text: { zh: string }): string => text.zh;
const organisation = { zh: '恒信物业', en: 'Hengxin' };

test('a sealed draw is strips, one for each contestant', () => {
  const nothing = { name: null, organisation: null, number: null, station: null, code: null };
  expect(linesOf(contest, null, zh)).toEqual([nothing, nothing]);
  expect(linesOf(contest, { contestId: 'another', step: 'first', rows: [{ number: 1, name: '王芳', organisation }] }, zh)).toEqual([nothing, nothing]);
});

test('a register shows its own half and keeps the other covered', () => {
  expect(linesOf(contest, { contestId: 'c', step: 'first', rows: [{ number: 1, name: '王芳', organisation }] }, zh))
    .toEqual([{ name: '王芳', organisation: '恒信物业', number: 1, station: null, code: null }]);
  expect(linesOf(contest, { contestId: 'c', step: 'second', rows: [{ number: 7, station: 1, code: 'A-01' }] }, zh))
    .toEqual([{ name: null, organisation: null, number: 7, station: 1, code: 'A-01' }]);
});

test('unsealed, the list stands whatever register is open', () => {
  const list = [{ place: 1, name: '王芳', organisation, number: 2, station: 1, code: 'A-01' }];
  expect(linesOf({ ...contest, draw: { ...sealed, list } }, null, zh)).toEqual([{ name: '王芳', organisation: '恒信物业', number: 2, station: 1, code: 'A-01' }]);
});

test('the stage is the last thing done; only a contest in set-up with two contestants may begin', () => {
  expect(stageOf({ ...contest, draw: null })).toBe('none');
  expect(stageOf({ ...contest, draw: { ...sealed, first: null, second: null } })).toBe('prepared');
  expect(stageOf({ ...contest, draw: { ...sealed, second: null } })).toBe('first');
  expect(stageOf(contest)).toBe('second');
  expect(stageOf({ ...contest, draw: { ...sealed, opened: done } })).toBe('opened');
  expect(stageOf({ ...contest, draw: { ...sealed, opened: done, witnessed: done } })).toBe('unsealed');
  expect(mayPrepare('none', 'setup', 2)).toBe(true);
  expect(mayPrepare('none', 'running', 2)).toBe(false);
  expect(mayPrepare('none', 'setup', 1)).toBe(false);
  expect(mayPrepare('second', 'setup', 2)).toBe(false);
});
