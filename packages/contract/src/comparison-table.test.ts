import { expect, test } from 'vitest';
import { columnsOf, comparedRows } from './comparison-table.ts';
import type { Comparison, ComparedTeam } from './demonstration-comparison.ts';

const text = (zh: string) => ({ zh, en: zh });
const round = (id: string, year: number, ...indicators: [id: string, max: string][]): Comparison['rounds'][number] => ({
  id, name: text(`${year}`), from: `${year}-01-01`, until: `${year}-12-31`, draft: true, max: '10', teams: 2, mean: { total: '8', aspects: { a: '8' }, indicators: { x: '4' } },
  aspects: [{ id: 'a', name: text('方面'), max: '10', indicators: indicators.map(([one, max]) => ({ id: one, no: one, name: text(one), max })) }],
});
const team = (id: string, roundId: string, name: string, postCode: string, points: Record<string, string>, unit = '甲'): ComparedTeam =>
  ({ id, roundId, team: name, unit: text(unit), post: text(postCode), postCode, rank: 1, score: { total: '9', aspects: { a: '9' }, indicators: points } });
const comparison: Comparison = {
  rounds: [round('new', 2026, ['x', '5'], ['y', '5']), round('old', 2025, ['x', '5'], ['y', '4'], ['z', '1'])],
  teams: [
    team('a26', 'new', '一班', 'CONF', { x: '4.5', y: '4' }), team('b26', 'new', '门岗', 'GATE', { x: '3', y: '5' }, '乙'),
    team('a25', 'old', '一班', 'CONF', { x: '5', y: '4', z: '1' }), team('a25b', 'old', '二班', 'CONF', { x: '2', y: '1', z: '0' }), team('b25', 'old', '老门岗', 'GATE', { x: '2.25', y: '3' }, '乙'),
  ],
};
const row = (ids: string[], id: string) => comparedRows(columnsOf(comparison, ids)).find((one) => one.id === id)!.cells;

test('the change is from the same unit and post in the round before, by team where there are several, and only on the same full points', () => {
  expect(row(['a25', 'a25b', 'a26', 'b25', 'b26'], 'x').map(({ change }) => change)).toEqual([null, null, '-0.5', null, '0.75']);
  expect(row(['a25', 'a26'], 'y').map(({ change, max }) => [change, max])).toEqual([[null, '4'], [null, '5']]);
  expect(row(['old', 'new'], 'x').map(({ change }) => change)).toEqual([null, '0']);
});

test('best and weakest go by the share of what could be had, means apart, and nobody is either where all are the same', () => {
  // 4 of 4 is better than 4 of 5, and as good as 5 of 5.
  expect(row(['a25', 'a26', 'b26'], 'y').map(({ mark }) => mark)).toEqual(['best', 'weakest', 'best']);
  expect(row(['a26', 'b26', 'new'], 'x').map(({ mark }) => mark)).toEqual(['best', 'weakest', null]);
  expect(row(['a26', 'b26'], 'total').map(({ mark }) => mark)).toEqual([null, null]);
});

test('of edited schemes every indicator has its line, in the newest order, empty where a round had none', () => {
  const rows = comparedRows(columnsOf(comparison, ['a25', 'a26', 'nobody']));
  expect(rows.map(({ kind, id, max }) => [kind, id, max])).toEqual([['total', 'total', '10'], ['aspect', 'a', '10'], ['indicator', 'x', '5'], ['indicator', 'y', '5'], ['indicator', 'z', '1']]);
  expect(rows.at(-1)!.cells).toEqual([{ points: '1', max: '1', change: null, mark: null }, { points: null, max: null, change: null, mark: null }]);
});
