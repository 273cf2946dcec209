/** The worked example says what the engine says, and follows each change of the rules. */
import { checkBundle, DEFAULT_RULES, recompute, RULE_PRESETS, type Rules } from '@leitai/scoring';
import { describe, expect, it } from 'vitest';
import { moved, put } from './edit.ts';
import { workedExample } from './example.ts';

const totals = (rules: Rules): (string | null)[] => workedExample(rules, null, 5, null)!.outcome.standings.map(({ total }) => total);

describe('the stated panel', () => {
  // First entrant, two criteria of 50: 47.5, 49, 46.5, 48.5, 43.5 each, doubled 95, 98, 93, 97, 87; without 98 and 87: (95 + 93 + 97) ÷ 3 = 95.
  it('by hand: a trimmed mean', () => expect(totals(DEFAULT_RULES)[0]).toBe('95'));
  // (95 + 98 + 93 + 97 + 87) ÷ 5 = 94.
  it('by hand: a mean', () => expect(totals({ ...DEFAULT_RULES, panel: { ...DEFAULT_RULES.panel, combine: { type: 'mean' } } })[0]).toBe('94'));
  // 95 × 70 % + 92 × 30 % = 94.1.
  it('by hand: theory and practical', () => expect(totals(RULE_PRESETS.find(({ id }) => id === 'theory-30')!.rules)[0]).toBe('94.1'));

  it.each(RULE_PRESETS.map((preset) => [preset.id, preset.rules] as const))('%s is what the engine makes of its bundle', (_id, rules) => {
    const { bundle, outcome } = workedExample(rules, null, 3, null)!;
    expect(checkBundle(bundle)).toEqual([]);
    expect(outcome).toEqual(recompute(bundle));
    expect(outcome.standings).toHaveLength(6);
  });

  it('has equal totals, for tie-breaks to tell apart', () => {
    const tied = workedExample(DEFAULT_RULES, null, 5, null)!.outcome.standings.filter((one) => one.tied);
    expect(tied.map(({ entrantId }) => entrantId)).toEqual(['X-02', 'X-03']);
    const apart = workedExample({ ...DEFAULT_RULES, ranking: { style: '1224', tieBreaks: [{ type: 'module', moduleId: 'b', better: 'more' }] } }, null, 5, null)!;
    expect(apart.outcome.standings.map(({ entrantId, tied: still }) => [entrantId, still]).slice(1, 3)).toEqual([['X-03', false], ['X-02', false]]);
  });

  it('is not shown for rules that cannot be carried out', () => {
    expect(workedExample({ ...DEFAULT_RULES, awards: [{ ...DEFAULT_RULES.awards[0]!, quota: { type: 'threshold' } }] }, null, 5, null)).toBeNull();
  });
});

describe('small changes', () => {
  it('leave a field out instead of emptying it', () => expect(put({ a: 1, b: 2 } as { a: number; b?: number }, 'b', null)).toEqual({ a: 1 }));
  it('move one of a list, and not beyond its ends', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c']);
  });
});
