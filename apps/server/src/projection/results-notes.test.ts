import type { ContestState } from '@leitai/contract';
import type { ContestFacts } from '@leitai/database';
import { DEFAULT_RULES, type Standing, type TieBreak } from '@leitai/scoring';
import { describe, expect, it } from 'vitest';
import { notesOf, partedBy } from './results-notes.ts';

const text = (zh: string, en: string) => ({ zh, en });
const tieBreaks: TieBreak[] = [{ type: 'fewest-deductions' }, { type: 'criterion', criterionId: 'greeting', better: 'more' }];
const facts = (state: ContestState): ContestFacts => ({
  state,
  rules: { ...DEFAULT_RULES, ranking: { style: '1224', tieBreaks } },
  scheme: { modules: [{ id: 'service', name: text('服务', 'Service'), criteria: [{ id: 'greeting', name: text('迎宾', 'Greeting') }] }] },
}) as unknown as ContestFacts;
const standing = (entrantId: string, rank: number, index?: number, otherId = ''): Standing =>
  ({ entrantId, rank, total: '90', gap: '0', tied: false, ...(index !== undefined && { tieBreak: { index, type: tieBreaks[index]!.type, own: '1', other: '2', otherId } }) });
const [first, second, third, shares] = [standing('a', 1), standing('b', 2, 0, 'a'), standing('c', 3, 1, 'b'), standing('d', 3, 1, 'b')] as const;

describe('what parted equal totals', () => {
  it('is said of who stands right behind, and of nobody else', () => {
    expect(partedBy(facts('final'), first, undefined)).toBeNull();
    expect(partedBy(facts('final'), second, first)).toEqual(text('扣分较少', 'fewer deductions'));
    expect(partedBy(facts('final'), third, second)).toEqual(text('“迎宾”', '“Greeting”'));
    expect(partedBy(facts('final'), shares, third)).toBeNull();
  });

  it('names no criterion before the results are published: others are still to perform it', () => {
    for (const state of ['running', 'closed', 'signed'] as const) {
      const said = partedBy(facts(state), third, second);
      expect(said).toEqual(text('“服务”中的一项', 'one item of “Service”'));
    }
    expect(partedBy(facts('running'), second, first)).toEqual(text('扣分较少', 'fewer deductions'));
  });

  it('is what the notes of published results say of the places', () => {
    expect(notesOf(facts('final'), [first, second, third]).slice(0, 2)).toEqual([
      text('总分相同时，第 1、2 名按扣分较少排序。', 'Where totals are equal, fewer deductions put places 1, 2 in order.'),
      text('总分相同时，第 2、3 名按“迎宾”排序。', 'Where totals are equal, “Greeting” put places 2, 3 in order.'),
    ]);
  });
});
