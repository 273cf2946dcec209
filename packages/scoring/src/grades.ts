/** Grades by bands, with veto (GRADE-1, GRADE-2) and with a floor under every module (GRADE-3). */
import { compare, div, format, integer, mul, parse, ZERO, type Rational } from './exact.ts';
import type { EntrantScore, Exact } from './result.ts';
import type { GradeBand, GradeRule } from './rules.ts';

export type Grade = { readonly gradeId: string; readonly working: readonly GradeStep[] };
export type GradeStep =
  | { readonly rule: 'GRADE-1'; readonly type: 'graded'; readonly value: Exact; readonly of: GradeRule['of']; readonly gradeId: string; readonly from: Exact | null }
  | { readonly rule: 'GRADE-2'; readonly type: 'lowered'; readonly vetoId: string; readonly from: string; readonly to: string }
  /** A grade the points reach and a module does not: `value` and `least` are percent of the module's max. */
  | { readonly rule: 'GRADE-3'; readonly type: 'below-floor'; readonly gradeId: string; readonly moduleId: string; readonly value: Exact; readonly least: Exact };
type Scored = Extract<EntrantScore, { status: 'scored' }>;

/** The grade of a scored entrant; null without a total, since there is nothing to grade. */
export function gradeOf(rule: GradeRule, score: EntrantScore): Grade | null {
  if (score.status !== 'scored') return null;
  const value = rule.of === 'points' ? parse(score.total) : percentOf(score.total, score.max);
  const working: GradeStep[] = [];
  let place = rule.bands.findIndex((band) => (band.from === undefined || compare(value, parse(band.from)) >= 0) && overFloor(band, score, working));
  const band = rule.bands[place];
  if (!band) return null;
  working.push({ rule: 'GRADE-1', type: 'graded', value: format(value), of: rule.of, gradeId: band.id, from: band.from ?? null });
  for (const { vetoId, atMost } of rule.vetoes) {
    const limit = rule.bands.findIndex(({ id }) => id === atMost);
    if (!score.vetoes.includes(vetoId) || limit <= place) continue;
    working.push({ rule: 'GRADE-2', type: 'lowered', vetoId, from: rule.bands[place]?.id ?? '', to: atMost });
    place = limit;
  }
  return { gradeId: rule.bands[place]?.id ?? band.id, working };
}

/** GRADE-3: whether every module reaches what the band asks of it; each that does not is written down. */
function overFloor({ id: gradeId, eachModule }: GradeBand, { modules }: Scored, working: GradeStep[]): boolean {
  if (eachModule === undefined) return true;
  const below = modules.map(({ id, points, max }) => ({ id, percent: percentOf(points, max) })).filter(({ percent }) => compare(percent, parse(eachModule)) < 0);
  for (const { id, percent } of below) working.push({ rule: 'GRADE-3', type: 'below-floor', gradeId, moduleId: id, value: format(percent), least: eachModule });
  return below.length === 0;
}

/** Nothing of nothing is none of it. */
const percentOf = (points: Exact, max: Exact): Rational => (parse(max).n === 0n ? ZERO : div(mul(parse(points), integer(100)), parse(max)));
