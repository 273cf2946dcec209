/** The simulator's verdict: an equal board passes; a wrong score, rank, order, or a missing row is found. */
import type { BoardState, ChiefDesk, DeskEntrant } from '@leitai/contract';
import { DEFAULT_RULES, type Scheme } from '@leitai/scoring';
import { expect, it } from 'vitest';
import { earlierResults, firstDifference, playedResult } from './check.ts';

const text = { zh: '项', en: 'item' };
const scheme: Scheme = {
  format: 'leitai-scheme/1', code: 'TEST', name: text, max: '10', vetoes: [{ id: 'stop', name: text, effect: { type: 'zero-total' } }],
  modules: [{ id: 'm', name: text, criteria: [{
    id: 'c', no: '1', name: text, rule: text, kind: 'judged', max: '10', clauses: [], scale: { type: 'points', min: '0', max: '10', step: '1' },
  }] }],
};
const entrant = (id: string, code: string, position: number): DeskEntrant => ({ id, code, position, state: 'confirmed', attempt: 1, timer: null });
const entrants = [entrant('x', 'T-01', 1), entrant('y', 'T-02', 2)];
const desk = { scheme, rules: DEFAULT_RULES, entrants: entrants.map((one) => ({ ...one, total: null })), sheets: [] } as unknown as ChiefDesk;
const sheets = (points: string) => ['1', '2', '3', '4', '5'].map((judgeId) => ({ judgeId, marks: { c: { type: 'points' as const, points } } }));
const results = [playedResult(desk, entrants[0]!, sheets('7')), playedResult(desk, entrants[1]!, sheets('9'))];

const board = (...rows: { rank: number; code: string; score: string }[]): BoardState => ({ rows }) as unknown as BoardState;
const first = { rank: 1, code: 'T-02', score: '9.00' };
const second = { rank: 2, code: 'T-01', score: '7.00' };

it('finds no difference in the board that the marks make', () => expect(firstDifference(desk, results, board(first, second))).toBeNull());

it.each([
  ['a wrong score', [first, { ...second, score: '7.01' }]],
  ['a wrong rank', [first, { ...second, rank: 1 }]],
  ['another order', [second, first]],
  ['a missing row', [first]],
  ['a row too many', [first, second, { rank: 3, code: 'T-03', score: '1.00' }]],
])('finds %s', (_, rows) => expect(firstDifference(desk, results, board(...rows))).toContain('≠'));

it('takes an earlier veto as the shown total says', () => {
  const marks = [{ criterionId: 'c', value: { type: 'points', points: '7' } }, { criterionId: 'stop', value: { type: 'veto', reason: 'r' } }];
  const earlier = (total: string): string[] => {
    const confirmed = ['1', '2', '3'].map((judgeId) => ({ entrantId: 'x', judgeId, state: 'confirmed', marks }));
    const shown = { ...desk, entrants: [{ ...entrants[0]!, total }], sheets: confirmed } as unknown as ChiefDesk;
    return earlierResults(shown).map(({ score }) => (score.status === 'scored' ? score.total : score.status));
  };
  expect(earlier('7.00')).toEqual(['7']);
  expect(earlier('0.00')).toEqual(['0']);
});
