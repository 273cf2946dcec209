/** Plays the fixtures of ../fixtures: worked examples that a chief judge can check by hand. */
import { describe, expect, test } from 'vitest';
import { checkMark } from './check-mark.ts';
import { checkScheme } from './check-scheme.ts';
import { scoreEntrant } from './entrant.ts';
import { format, mul, parse } from './exact.ts';
import { rankEntrants } from './rank.ts';
import type { Marks, RankInput, SheetInput, Standing } from './result.ts';
import type { PanelRule, Rules, TieBreak } from './rules.ts';
import type { MarkValue, Scale, VetoEffect } from './scheme.ts';
import { scoreSheet } from './sheet.ts';
import { criterion, fixture, named, pointsScale, rules, scheme, withNames } from './test-support.ts';

type Told = { readonly rule: string; readonly says: string };

type MarkFixture = Told & {
  readonly criterion: { readonly max: string; readonly difficulty?: string; readonly scale: Scale };
  readonly cases: readonly { readonly mark: MarkValue; readonly points: string }[];
};
describe('marks', () => {
  for (const { rule, says, criterion: given, cases } of fixture<MarkFixture[]>('marks')) {
    const own = criterion('c', given.max, withNames(given.scale), given.difficulty);
    const max = given.difficulty === undefined ? given.max : format(mul(parse(given.max), parse(given.difficulty)));
    const one = scheme(max, { m: [own] });
    test.each(cases)(`[${rule}] ${says} → $points`, ({ mark, points }) => {
      expect(checkScheme(one)).toEqual([]);
      expect(checkMark(one, 'c', mark)).toEqual([]);
      expect(scoreSheet(one, { c: mark }).criteria).toEqual({ c: points });
    });
  }
});

type EntrantFixture = Told & {
  readonly modules?: Readonly<Record<string, readonly string[]>>;
  readonly panel?: Partial<PanelRule>;
  readonly rounding?: Rules['rounding'];
  readonly vetoes?: Readonly<Record<string, VetoEffect>>;
  readonly raised?: Readonly<Record<string, string>>;
  readonly confirmed?: readonly string[];
  readonly judges: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly expect: Readonly<Record<string, unknown>>;
};
describe('entrants', () => {
  for (const one of fixture<EntrantFixture[]>('entrants')) {
    test(`[${one.rule}] ${one.says}`, () => {
      const { high, low, ...expected } = one.expect;
      const score = scoreEntrant(schemeOf(one), rules(one.panel, one.rounding ? { rounding: one.rounding } : {}), sheetsOf(one), one.confirmed ? { confirmedVetoes: one.confirmed } : {});
      expect(score).toMatchObject(expected);
      if (!high && !low) return;
      const dropped = score.status === 'scored' ? score.judges.values : [];
      expect(dropped.filter((value) => value.use === 'high').map((value) => value.judgeId)).toEqual(high);
      expect(dropped.filter((value) => value.use === 'low').map((value) => value.judgeId)).toEqual(low);
    });
  }
});

function schemeOf({ modules = { work: ['score'] }, vetoes = {} }: EntrantFixture) {
  const built = Object.fromEntries(Object.entries(modules).map(([id, ids]) => [id, ids.map((one) => criterion(one, '100', pointsScale()))]));
  const max = Object.values(modules).flat().length * 100;
  return scheme(String(max), built, Object.entries(vetoes).map(([id, effect]) => ({ id, name: named(id), effect })));
}

function sheetsOf({ judges, raised = {} }: EntrantFixture): SheetInput[] {
  return Object.entries(judges).map(([judgeId, given]) => {
    const points = typeof given === 'string' ? { score: given } : given;
    const marks: Record<string, MarkValue> = Object.fromEntries(Object.entries(points).map(([id, value]) => [id, { type: 'points', points: value }]));
    const veto = raised[judgeId];
    if (veto !== undefined) marks[veto] = { type: 'veto', reason: 'seen' };
    return { judgeId, marks };
  });
}

type RankedMarks = { readonly theory?: string; readonly practice?: string; readonly clock?: string; readonly faults?: number; readonly cheat?: true; readonly stopped?: true; readonly code?: string; readonly out?: 'withdrawn' };
type StandingFixture = Told & {
  readonly style?: '1224' | '1223' | '1234';
  readonly tieBreaks?: readonly TieBreak[];
  readonly entrants: Readonly<Record<string, RankedMarks>>;
  readonly expect: readonly { readonly id: string; readonly by?: Standing['tieBreak'] }[];
};
const RANKED = scheme('220', {
  theory: [criterion('theory', '100', pointsScale())],
  practical: [
    criterion('practice', '100', pointsScale()),
    criterion('clock', '10', { type: 'time', max: '3600', step: '1', convert: { type: 'per-unit', full: '10', upTo: '600', unit: '60', penalty: '1', started: true } }),
    criterion('faults', '10', { type: 'count', direction: 'deduct', kinds: [{ id: 'f', name: named('f'), amount: '1' }] }),
  ],
}, [
  { id: 'cheat', name: named('cheat'), effect: { type: 'disqualify' } },
  { id: 'stop', name: named('stop'), effect: { type: 'zero-criterion', criterionId: 'clock' } },
]);
describe('standings', () => {
  for (const { rule, says, style = '1224', tieBreaks = [], entrants, expect: expected } of fixture<StandingFixture[]>('standings')) {
    test(`[${rule}] ${says}`, () => {
      const own = rules({ combine: { type: 'single' }, quorum: 1 }, { ranking: { style, tieBreaks } });
      const inputs = Object.entries(entrants).map(([entrantId, given]) => rankInput(entrantId, given, own));
      const wanted = expected.map(({ id, by, ...rest }) => ({ entrantId: id, ...rest, ...(by && { tieBreak: by }) }));
      for (const order of [inputs, inputs.toReversed()]) {
        const standings = rankEntrants(RANKED, own, order);
        expect(standings).toHaveLength(wanted.length);
        expect(standings).toMatchObject(wanted);
      }
    });
  }
});

function rankInput(entrantId: string, { theory = '20', practice = '50', clock = '600', faults = 0, cheat, stopped, code, out }: RankedMarks, own: Rules): RankInput {
  const marks: Marks = {
    theory: { type: 'points', points: theory },
    practice: { type: 'points', points: practice },
    ...(stopped ? { stop: { type: 'veto', reason: 'stopped' } as const } : { clock: { type: 'time', seconds: clock } as const }),
    faults: { type: 'count', counts: { f: faults } },
    ...(cheat && { cheat: { type: 'veto', reason: 'seen' } as const }),
  };
  const sheet = { judgeId: 'J', marks, head: true };
  return { entrantId, score: scoreEntrant(RANKED, own, [sheet]), marks: [sheet], ...(code !== undefined && { blindCode: code }), ...(out && { out: { state: out } }) };
}
