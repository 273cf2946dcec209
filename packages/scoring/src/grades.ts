/** Grades by bands, with veto (GRADE-1, GRADE-2). */
import { compare, div, format, integer, mul, parse, ZERO } from './exact.ts';
import type { EntrantScore, Exact } from './result.ts';
import type { GradeRule } from './rules.ts';

export type Grade = { readonly gradeId: string; readonly working: readonly GradeStep[] };
export type GradeStep =
  | { readonly rule: 'GRADE-1'; readonly type: 'graded'; readonly value: Exact; readonly of: GradeRule['of']; readonly gradeId: string; readonly from: Exact | null }
  | { readonly rule: 'GRADE-2'; readonly type: 'lowered'; readonly vetoId: string; readonly from: string; readonly to: string };

/** The grade of a scored entrant; null without a total, since there is nothing to grade. */
export function gradeOf(rule: GradeRule, score: EntrantScore): Grade | null {
  if (score.status !== 'scored') return null;
  const total = parse(score.total);
  const max = parse(score.max);
  const value = rule.of === 'points' ? total : max.n === 0n ? ZERO : div(mul(total, integer(100)), max);
  let place = rule.bands.findIndex(({ from }) => from === undefined || compare(value, parse(from)) >= 0);
  const band = rule.bands[place];
  if (!band) return null;
  const working: GradeStep[] = [{ rule: 'GRADE-1', type: 'graded', value: format(value), of: rule.of, gradeId: band.id, from: band.from ?? null }];
  for (const { vetoId, atMost } of rule.vetoes) {
    const limit = rule.bands.findIndex(({ id }) => id === atMost);
    if (!score.vetoes.includes(vetoId) || limit <= place) continue;
    working.push({ rule: 'GRADE-2', type: 'lowered', vetoId, from: rule.bands[place]?.id ?? '', to: atMost });
    place = limit;
  }
  return { gradeId: rule.bands[place]?.id ?? band.id, working };
}
