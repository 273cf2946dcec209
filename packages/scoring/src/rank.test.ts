/** Who has no place and why; and a ranking brought up to date equals one made anew. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreEntrant } from './entrant.ts';
import { ranking, rankEntrants, reRank, unranked } from './rank.ts';
import type { RankInput } from './result.ts';
import type { Rules } from './rules.ts';
import { criterion, pointsScale, rules, scheme } from './test-support.ts';

const SCHEME = scheme('20', { a: [criterion('a', '10', pointsScale('10'))], b: [criterion('b', '10', pointsScale('10'))] },
  [{ id: 'cheat', name: { zh: '舞弊', en: 'cheating' }, effect: { type: 'disqualify' } }]);
const ruled = (style: Rules['ranking']['style'], tieBreaks: Rules['ranking']['tieBreaks'] = [{ type: 'module', moduleId: 'b', better: 'more' }]) =>
  rules({ combine: { type: 'mean' }, quorum: 1 }, { ranking: { style, tieBreaks } });
const entrant = (entrantId: string, a: number, b: number, own: Rules, more: Partial<RankInput> = {}): RankInput => {
  const marks = [{ judgeId: 'J', marks: { a: { type: 'points' as const, points: String(a) }, b: { type: 'points' as const, points: String(b) } } }];
  return { entrantId, score: scoreEntrant(SCHEME, own, marks), marks, ...more };
};

describe('without a place', () => {
  test('[RANK-8] each says why', () => {
    const own = ruled('1224');
    const cheat = [{ judgeId: 'J', marks: { cheat: { type: 'veto' as const, reason: 'seen' } } }];
    const entrants: RankInput[] = [
      entrant('A', 1, 1, own, { out: { state: 'withdrawn', reason: '身体不适' } }),
      { entrantId: 'B', score: scoreEntrant(SCHEME, own, cheat), marks: cheat },
      { entrantId: 'C', score: scoreEntrant(SCHEME, own, []), marks: [] },
      entrant('D', 1, 1, own),
      entrant('E', 9, 9, own, { out: { state: 'absent' } }),
    ];
    expect(unranked(entrants)).toEqual([
      { entrantId: 'A', why: 'withdrawn', reason: '身体不适' }, { entrantId: 'B', why: 'disqualified', reason: 'cheat' },
      { entrantId: 'C', why: 'quorum' }, { entrantId: 'E', why: 'absent' },
    ]);
    expect(rankEntrants(SCHEME, own, entrants).map((one) => one.entrantId)).toEqual(['D']);
  });

  test('[RANK-8] all absent: nobody is ranked, everyone is named', () => {
    const own = ruled('1224');
    const entrants = ['A', 'B'].map((id) => entrant(id, 1, 1, own, { out: { state: 'absent' } }));
    expect([rankEntrants(SCHEME, own, entrants), unranked(entrants).length]).toEqual([[], 2]);
  });
});

describe('the head judge', () => {
  test('[RANK-4] the head judge\'s own total breaks a tie', () => {
    const own = ruled('1224', [{ type: 'head-judge' }]);
    const panel = (id: string, head: number, other: number): RankInput => {
      const marks = ([['H', head, true], ['J', other, false]] as const).map(([judgeId, a, isHead]) =>
        ({ judgeId, head: isHead, marks: { a: { type: 'points' as const, points: String(a) }, b: { type: 'points' as const, points: '0' } } }));
      return { entrantId: id, score: scoreEntrant(SCHEME, own, marks), marks };
    };
    const standings = rankEntrants(SCHEME, own, [panel('A', 4, 6), panel('B', 6, 4)]);
    expect(standings.map(({ entrantId, rank }) => [entrantId, rank])).toEqual([['B', 1], ['A', 2]]);
    expect(standings[1]?.tieBreak).toEqual({ index: 0, type: 'head-judge', own: '4', other: '6', otherId: 'B' });
  });
});

describe('exact ties at scale', () => {
  test('[RANK-2] equal totals reached through different thirds tie, all 600 of them, and a hundred-thousandth more does not', () => {
    const own = rules({ combine: { type: 'mean' }, quorum: 1, level: 'criterion' }, { rounding: {} });
    const field = (index: number, extra = ''): RankInput => {
      const [a, b] = [(index % 10) + 0.1, 9.9 - (index % 10)];
      const marks = [0, 1, 2].map((judge) => ({ judgeId: `J${judge}`, marks: {
        a: { type: 'points' as const, points: judge === index % 3 ? a.toFixed(1) + extra : '0.1' }, b: { type: 'points' as const, points: judge === (index + 1) % 3 ? b.toFixed(1) : '0.1' },
      } }));
      return { entrantId: `E${index}`, score: scoreEntrant(SCHEME, own, marks), marks };
    };
    const standings = rankEntrants(SCHEME, own, [...Array.from({ length: 600 }, (_, index) => field(index)), field(600, '0001')]);
    expect(standings.map(({ rank }) => rank)).toEqual([1, ...Array<number>(600).fill(2)]);
    expect(standings[0]).toMatchObject({ entrantId: 'E600', tied: false });
    expect(standings[1]).toMatchObject({ tied: true, gap: '1/300000' });
  });
});

describe('a changed entrant', () => {
  const points = fc.integer({ min: 0, max: 3 });
  const style = fc.constantFrom<Rules['ranking']['style'][]>('1224', '1223', '1234');
  test('[RANK-3] re-ranking equals ranking anew, whoever changes, comes or goes', () => {
    fc.assert(fc.property(style, fc.array(fc.tuple(points, points), { maxLength: 12 }), fc.array(fc.tuple(fc.nat(14), points, points, fc.boolean()), { minLength: 1, maxLength: 5 }), (chosen, field, changes) => {
      const own = ruled(chosen);
      let entrants = field.map(([a, b], index) => entrant(`E${index}`, a, b, own));
      let current = ranking(SCHEME, own, entrants);
      for (const [who, a, b, leaves] of changes) {
        const changed = entrant(`E${who}`, a, b, own, leaves ? { out: { state: 'withdrawn' } } : {});
        entrants = [...entrants.filter((one) => one.entrantId !== changed.entrantId), changed];
        current = reRank(current, changed);
        expect(current.standings).toEqual(rankEntrants(SCHEME, own, entrants));
      }
    }));
  });
});
