/** Faulty rules: each fault is found, named and placed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRules } from './check-rules.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import type { Rules } from './rules.ts';
import { named, ONE_SCORE, rules } from './test-support.ts';

const codes = (value: unknown): string[] => checkRules(value, ONE_SCORE).map((one) => `${one.code} ${one.path}`);
const ranking = (...tieBreaks: Rules['ranking']['tieBreaks']): Rules => rules({}, { ranking: { style: '1224', tieBreaks } });
const share = (id: string, percent: string): Rules['awards'][number] => ({ id, name: named(id), quota: { type: 'share', percent } });

describe('rules', () => {
  test('the default rules have no issues', () => expect(checkRules(DEFAULT_RULES, ONE_SCORE)).toEqual([]));

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => checkRules(value).length > 0));
    fc.assert(fc.property(fc.constantFrom(...Object.keys(DEFAULT_RULES)), fc.anything(), (key, value) => Array.isArray(checkRules({ ...DEFAULT_RULES, [key]: value }))));
  });

  test.each<[string, unknown, string[]]>([
    ['an unknown way to combine', rules({ combine: { type: 'best' } as never }), ['unknown-type panel.combine.type']],
    ['a quorum of none', rules({ quorum: 0 }), ['out-of-range panel.quorum']],
    ['too many digits', rules({}, { rounding: { total: { digits: 7, mode: 'half-up' } } }), ['out-of-range rounding.total.digits']],
    ['an unknown style', rules({}, { ranking: { style: '1111' as never, tieBreaks: [] } }), ['not-one-of ranking.style']],
    ['[PANEL-5] a single judge with a quorum', rules({ combine: { type: 'single' } }), ['single-quorum panel.quorum']],
    ['[PANEL-6] a quorum that drops everyone', rules({ quorum: 2, whenTooFew: 'no-result' }), ['quorum-too-small panel.quorum']],
    ['[RANK-4] an unknown module', ranking({ type: 'module', moduleId: 'gone', better: 'more' }), ['unknown-reference ranking.tieBreaks.0.moduleId']],
    ['[RANK-4] an unknown criterion', ranking({ type: 'criterion', criterionId: 'gone', better: 'more' }), ['unknown-reference ranking.tieBreaks.0.criterionId']],
    ['[RANK-4] least time of what is not timed', ranking({ type: 'least-time', criterionId: 'score' }), ['unknown-reference ranking.tieBreaks.0.criterionId']],
    ['[AWARD-1] the same award twice', rules({}, { awards: [share('a', '10'), share('a', '10')] }), ['duplicate-id awards.1.id']],
    ['[AWARD-1] more than everyone', rules({}, { awards: [share('a', '60'), share('b', '50')] }), ['shares-over-100 awards']],
  ])('%s', (_name, value, wanted) => expect(codes(value)).toEqual(wanted));

  test('references are judged only beside a scheme', () => {
    expect(checkRules(ranking({ type: 'module', moduleId: 'gone', better: 'more' }))).toEqual([]);
  });
});
