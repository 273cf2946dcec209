import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoardState } from './board.ts';
import { changeOf, stateAfter } from './change.ts';

const text = fc.record({ zh: fc.constantFrom('甲公司', '乙公司'), en: fc.constantFrom('A', 'B') });
const row = fc.record(
  { rank: fc.nat(20), tied: fc.boolean(), code: fc.constantFrom(...'ABCDEFGHIJKL'), name: fc.constantFrom('王', '李'), organisation: text, score: fc.constantFrom('80.00', '81.25'), gap: fc.constantFrom('0.00', '1.25'), change: fc.option(fc.integer({ min: -3, max: 3 })) },
  { requiredKeys: ['rank', 'tied', 'code', 'score', 'gap', 'change'] },
);
const board = fc.record({
  eventId: fc.constant('e'), contestId: fc.constant('c'), revision: fc.nat(1000), at: fc.constantFrom('1', '2'), eventName: text, letter: fc.constant('A'), name: text,
  state: fc.constantFrom('running', 'closed'), confirmed: fc.nat(9), entrants: fc.nat(20), rows: fc.uniqueArray(row, { selector: ({ code }) => code, maxLength: 12 }),
  out: fc.array(fc.record({ code: fc.constantFrom('M', 'N') }), { maxLength: 2 }), onStage: fc.option(fc.record({ code: fc.constant('B') })), latest: fc.constant(null),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<BoardState>;
const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('a change', () => {
  it('leads from any state to any other', () => {
    fc.assert(fc.property(board, board, (from, to) => {
      const change = changeOf('board:changed', from, to);
      expect(stateAfter('board:changed', from, wire(change!))).toEqual(to);
    }));
  });

  it('names the page and tells of a new row only where it stands and who moved', () => {
    const [first, second] = [
      { code: 'A', rank: 1, score: '90.00', gap: '0.00' }, { code: 'B', rank: 2, score: '80.00', gap: '10.00' },
    ] as unknown as BoardState['rows'];
    const from = { contestId: 'c', revision: 1, name: { zh: '保洁', en: 'Cleaning' }, rows: [first, second] } as BoardState;
    const between = { code: 'C', rank: 2, score: '85.00', gap: '5.00' } as unknown as BoardState['rows'][number];
    const to = { ...from, revision: 4, rows: [first!, between, { ...second!, rank: 3 }] };
    expect(changeOf('board:changed', from, to)).toEqual({
      id: 'c', from: 1, revision: 4, set: {}, lists: { rows: { items: { C: between, B: { rank: 3 } }, at: { C: 1 } } },
    });
  });

  it('is not made where a field of the page is gone', () => {
    const from = { contestId: 'c', revision: 1, rows: [], latest: null } as unknown as BoardState;
    const to = { contestId: 'c', revision: 2, rows: [] } as unknown as BoardState;
    expect(changeOf('board:changed', from, to)).toBeNull();
  });
});
