/** A ranking carried on result by result is the ranking made anew: ranks, ties, gaps, what told who apart, and the ranks of before. */
import { scoreEntrant, type Rules } from '@leitai/scoring';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { criterion, pointsScale, rules, scheme } from '../../scoring/src/test-support.ts';
import type { ContestFacts } from './contest-facts.ts';
import { factsAfter, type WrittenResult } from './facts-after.ts';
import { standingsBefore, standingsOf } from './standings.ts';

const SCHEME = scheme('20', { a: [criterion('a', '10', pointsScale('10'))], b: [criterion('b', '10', pointsScale('10'))] },
  [{ id: 'cheat', name: { zh: '舞弊', en: 'cheating' }, effect: { type: 'disqualify' } }]);

function contestOf(count: number, own: Rules): ContestFacts {
  const name = { zh: '赛', en: 'contest' };
  return {
    eventId: 'E', contestId: 'C', revision: 0, eventName: name, postCode: 'TEST', letter: 'A', name, state: 'running', boardNames: 'name', publicNames: 'full',
    practice: false, sealed: false, frozen: null, scheme: SCHEME, rules: own, onStageId: null, timer: null, publishedAt: null, objectionsUntil: null,
    seats: new Map([['J', 1]]), points: [], derived: {}, results: [],
    entrants: Array.from({ length: count }, (_, index) => ({
      id: `e${index}`, code: `A-${index}`, position: index + 1, name: 'x', organisationId: 'O', organisation: name, personId: `p${index}`, state: index % 7 === 6 ? 'withdrawn' : 'waiting',
    })),
  };
}

function written(entrantId: string, before: number, [a, b, cheated]: readonly [number, number, boolean], own: Rules): WrittenResult {
  const sheets = [{ judgeId: 'J', marks: { a: { type: 'points' as const, points: String(a) }, b: { type: 'points' as const, points: String(b) }, ...(cheated && { cheat: { type: 'veto' as const, reason: 'seen' } }) } }];
  return { entrantId, before, seq: before + 1, confirmedAt: new Date(0), sheets, score: scoreEntrant(SCHEME, own, sheets, { confirmedVetoes: cheated ? ['cheat'] : [] }) };
}

it('[RANK-3] equals a ranking made anew after every result, whether somebody looked between them or not', () => {
  const mark = fc.tuple(fc.nat(3), fc.nat(3), fc.boolean(), fc.boolean());
  fc.assert(fc.property(fc.array(mark, { minLength: 1, maxLength: 16 }), fc.constantFrom('1224', '1223', '1234'), (marks, style) => {
    const own = rules({ combine: { type: 'mean' }, quorum: 1 }, { ranking: { style, tieBreaks: [{ type: 'module', moduleId: 'b', better: 'more' }] } });
    let facts = contestOf(marks.length, own);
    for (const [index, [a, b, cheated, looked]] of marks.entries()) {
      facts = factsAfter(facts, written(`e${index}`, index, [a, b, cheated && index % 3 === 0], own))!;
      if (!looked) continue;
      // A copy is known to nobody: its ranking is made anew.
      const anew = { ...facts };
      expect(standingsOf(facts)).toEqual(standingsOf(anew));
      expect(standingsBefore(facts)).toEqual(standingsBefore(anew));
      expect(standingsOf(facts)).toBe(standingsOf(facts));
    }
  }), { numRuns: 200 });
});
