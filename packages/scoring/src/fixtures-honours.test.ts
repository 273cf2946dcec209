/** Plays fixtures/honours.yaml: awards, organisations, grades, standard scores and pass marks that a chief judge can check by hand. */
import { describe, expect, test } from 'vitest';
import { assignAwards } from './awards.ts';
import { format, parse, round } from './exact.ts';
import { gradeOf } from './grades.ts';
import { medalTable } from './medals.ts';
import { organisationStandings } from './organisations.ts';
import { angoff, borderlineGroup, borderlineRegression, fixedPassMark, type PassMark } from './pass-marks.ts';
import type { EntrantScore, Standing } from './result.ts';
import type { AwardRule, GradeRule, OrganisationRule } from './rules.ts';
import type { RoundingMode } from './scheme.ts';
import { standardScores } from './standard-scores.ts';
import { fixture, named, rules } from './test-support.ts';

type Told = { readonly rule: string; readonly says: string };
type By<T> = Readonly<Record<string, T>>;
type Member = readonly [organisation: string, contest: string, total: string, rank: number, seconds?: string];
type Honours = {
  readonly awards: readonly (Told & {
    readonly quotas: By<string | number>; readonly ranks: readonly number[]; readonly totals?: readonly string[]; readonly organisations?: readonly string[];
    readonly boundary?: 'exclude' | 'keep-to-quota'; readonly overrides?: By<number>; readonly atLeast?: By<string>; readonly mostPerOrganisation?: By<number>; readonly most?: number;
    readonly expect: By<readonly number[]>;
  })[];
  readonly organisations: readonly (Told & { readonly organisations: OrganisationRule; readonly members: readonly Member[]; readonly expect: readonly [string, number, string, number][] })[];
  readonly medals: readonly (Told & { readonly awards: readonly [string, string][]; readonly expect: readonly [string, number, number][] })[];
  readonly grades: readonly (Told & { readonly veto?: true; readonly cases: By<string> })[];
  readonly floors: readonly (Told & { readonly cases: By<string> })[];
  readonly standard: readonly (Told & { readonly totals: readonly string[]; readonly expect: readonly string[] })[];
  readonly pass: readonly (Told & PassCase & { readonly expect: Partial<PassMark> })[];
  readonly rounding: readonly { readonly rule: string; readonly mode: RoundingMode; readonly digits: number; readonly cases: By<string> }[];
};
type PassCase =
  | { readonly method: 'fixed'; readonly cut: string }
  | { readonly method: 'angoff'; readonly maxes: readonly string[]; readonly estimates: readonly (readonly string[])[] }
  | { readonly method: 'borderline-group'; readonly scores: readonly string[] }
  | { readonly method: 'borderline-regression'; readonly rated: readonly [string, string][]; readonly borderline: string };
const honours = fixture<Honours>('honours');

describe('awards', () => {
  test.each(honours.awards)('[$rule] $says', (one) => {
    const most = one.most === undefined ? {} : { mostAwardsPerOrganisation: one.most };
    const standings = one.ranks.map((rank, index): Standing => ({ entrantId: String(index + 1), rank, total: one.totals?.[index] ?? '0', gap: '0', tied: false }));
    const organisations = Object.fromEntries((one.organisations ?? []).map((id, index) => [String(index + 1), id]));
    const given = Object.entries(one.expect).flatMap(([awardId, places]) => places.map((place) => ({ entrantId: String(place), awardId })));
    const awards = Object.entries(one.quotas).map(([id, quota]) => awardRule(one, id, quota));
    expect(assignAwards(rules({}, { awards, ...most }), standings, { organisations })).toEqual(given.sort((a, b) => Number(a.entrantId) - Number(b.entrantId)));
  });
});

function awardRule({ boundary, overrides, atLeast, mostPerOrganisation }: Honours['awards'][number], id: string, quota: string | number): AwardRule {
  return {
    id, name: named(id),
    quota: typeof quota === 'number' ? { type: 'fixed', count: quota } : { type: 'share', percent: quota.replace('%', '') },
    ...(boundary && { boundary }),
    ...(overrides?.[id] !== undefined && { override: overrides[id] }),
    ...(atLeast?.[id] !== undefined && { atLeast: atLeast[id] }),
    ...(mostPerOrganisation?.[id] !== undefined && { mostPerOrganisation: mostPerOrganisation[id] }),
  };
}

describe('organisations', () => {
  test.each(honours.organisations)('[$rule] $says', ({ organisations, members, expect: expected }) => {
    const given = members.map(([organisationId, contestId, total, rank, seconds]) => ({ organisationId, contestId, total, rank, ...(seconds !== undefined && { seconds }) }));
    const wanted = expected.map(([organisationId, rank, value, count]) => ({ organisationId, rank, value, members: count }));
    const standings = organisationStandings(rules({}, { organisations }), given);
    expect(standings).toHaveLength(wanted.length);
    expect(standings).toMatchObject(wanted);
  });

  test.each(honours.medals)('[$rule] $says', ({ awards, expect: expected }) => {
    const organisations = Object.fromEntries(awards.map(([organisationId], index) => [`E${index}`, organisationId]));
    const table = medalTable(['gold', 'silver', 'bronze'], awards.map(([, awardId], index) => ({ entrantId: `E${index}`, awardId })), organisations);
    expect(table.map(({ organisationId, rank, total }) => [organisationId, rank, total])).toEqual(expected);
  });
});

describe('grades', () => {
  const rule: GradeRule = {
    of: 'percent', vetoes: [{ vetoId: 'unsafe', atMost: 'pass' }],
    bands: [{ id: 'excellent', name: named('优秀'), from: '90' }, { id: 'good', name: named('良好'), from: '80' }, { id: 'pass', name: named('及格'), from: '60' }, { id: 'fail', name: named('不及格') }],
  };
  const scored = (total: string, vetoes: readonly string[]): EntrantScore =>
    ({ status: 'scored', total, max: '50', modules: [], criteria: [], judges: { values: [], rule: 'mean', exact: '0', value: '0' }, vetoes, working: [] });
  test.each(honours.grades)('[$rule] $says', ({ veto, cases }) => {
    for (const [total, grade] of Object.entries(cases)) expect(gradeOf(rule, scored(total, veto ? ['unsafe'] : []))?.gradeId, total).toBe(grade);
  });
  test.each(honours.floors)('[$rule] $says', ({ cases }) => {
    const floored: GradeRule = { of: 'points', vetoes: [], bands: [{ id: 'named', name: named('命名'), from: '45', eachModule: '80' }, { id: 'excellent', name: named('优秀'), from: '45' }, { id: 'rest', name: named('其余') }] };
    for (const [points, grade] of Object.entries(cases)) {
      const modules = points.split(' ').map((own, index) => ({ id: `m${index}`, points: own, max: '25', judges: { values: [], rule: 'mean' as const, exact: own, value: own } }));
      const total = `${modules.reduce((sum, one) => sum + Number(one.points), 0)}`;
      expect(gradeOf(floored, { ...scored(total, []), modules } as EntrantScore)?.gradeId, points).toBe(grade);
    }
  });
  test('without a total there is no grade', () => expect(gradeOf(rule, { status: 'disqualified', vetoes: [], working: [] })).toBeNull());
});

describe('standard scores', () => {
  test.each(honours.standard)('[$rule] $says', ({ totals, expect: expected }) => expect(standardScores(totals).scores).toEqual(expected));
  test('one result stands at 700, and none at nothing', () => {
    expect(standardScores(['12']).scores).toEqual(['700']);
    expect(standardScores([])).toEqual({ n: 0, median: null, deviation: null, scores: [] });
  });
});

describe('pass marks', () => {
  test.each(honours.pass)('[$rule] $says', ({ expect: expected, ...one }) => expect(passMark(one)).toMatchObject(expected));
  test('what cannot be computed is not made up', () => {
    expect(angoff(['10'], []).cut).toBeNull();
    expect(borderlineGroup([]).caution).toEqual(['no-borderline']);
    expect(borderlineGroup(['1', '5', '9'], 'median').cut).toBe('5');
    expect(borderlineRegression([{ rating: '1', score: '5' }], '1').caution).toEqual(['too-few']);
    expect(borderlineRegression(['5', '6', '7'].map((score) => ({ rating: '1', score })), '1').caution).toEqual(['no-spread']);
    expect(borderlineRegression([['0', '9'], ['1', '8'], ['2', '7']].map(([rating = '', score = '']) => ({ rating, score })), '1').caution).toContain('not-rising');
  });
});

function passMark(one: PassCase): PassMark {
  switch (one.method) {
    case 'fixed': return fixedPassMark(one.cut);
    case 'angoff': return angoff(one.maxes, one.estimates);
    case 'borderline-group': return borderlineGroup(one.scores);
    case 'borderline-regression': return borderlineRegression(one.rated.map(([rating, score]) => ({ rating, score })), one.borderline);
    default: return one satisfies never;
  }
}

describe('rounding', () => {
  test.each(honours.rounding)('[$rule] $mode to $digits places', ({ mode, digits, cases }) => {
    for (const [from, to] of Object.entries(cases)) expect(format(round(parse(from), { digits, mode })), from).toBe(to);
  });
});
