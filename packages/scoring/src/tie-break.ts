/** Telling entrants with the same total apart (RANK-4, RANK-5). */
import type { Plan } from './compile.ts';
import { add, compare, div, format, integer, parse, sum, ZERO, type Rational } from './exact.ts';
import { own } from './own.ts';
import type { EntrantScore, SheetInput, Standing } from './result.ts';
import type { TieBreak } from './rules.ts';
import type { MarkValue } from './scheme.ts';

export type Contender = {
  readonly entrantId: string;
  readonly code: string;
  readonly score: Extract<EntrantScore, { status: 'scored' }>;
  readonly marks: readonly SheetInput[];
  readonly total: Rational;
};
/** `order` is negative when the first is better; `tieBreak` tells which rule decided, if the totals did not. */
export type Decision = { readonly order: number; readonly tieBreak?: Omit<NonNullable<Standing['tieBreak']>, 'otherId'> };

/** Compares by total, then by each tie-break in turn; null when nothing tells the two apart. */
export function compareEntrants(plan: Plan, tieBreaks: readonly TieBreak[]): (a: Contender, b: Contender) => Decision | null {
  return (a, b) => {
    const byTotal = compare(b.total, a.total);
    if (byTotal !== 0) return { order: byTotal };
    for (const [index, tieBreak] of tieBreaks.entries()) {
      const mine = valueOf(plan, tieBreak, a);
      const other = valueOf(plan, tieBreak, b);
      const order = moreIsBetter(tieBreak) ? compare(other, mine) : compare(mine, other);
      if (order !== 0) return { order, tieBreak: { index, type: tieBreak.type, own: format(mine), other: format(other) } };
    }
    return null;
  };
}

function moreIsBetter(tieBreak: TieBreak): boolean {
  switch (tieBreak.type) {
    case 'module':
    case 'criterion': return tieBreak.better === 'more';
    case 'least-time':
    case 'fewest-deductions': return false;
    default: return tieBreak satisfies never;
  }
}

function valueOf(plan: Plan, tieBreak: TieBreak, { score, marks }: Contender): Rational {
  switch (tieBreak.type) {
    case 'module': return pointsOf(score.modules, tieBreak.moduleId);
    case 'criterion': return pointsOf(score.criteria, tieBreak.criterionId);
    case 'least-time': return meanOf(marks, (sheet) => secondsOn(plan, sheet, tieBreak.criterionId));
    case 'fewest-deductions': return meanOf(marks, (sheet) => sum(plan.criteria.map((one) => integer(deductions(one.criterion.scale, own(sheet.marks, one.id))))));
    default: return tieBreak satisfies never;
  }
}

function pointsOf(parts: readonly { readonly id: string; readonly points: string }[], id: string): Rational {
  const part = parts.find((one) => one.id === id);
  return part ? parse(part.points) : ZERO;
}

/** A sheet without the reading (its criterion was lost to a veto) counts as the longest time that can be entered. */
function secondsOn(plan: Plan, sheet: SheetInput, criterionId: string): Rational {
  const mark = own(sheet.marks, criterionId);
  if (mark?.type === 'time') return parse(mark.seconds);
  const scale = plan.criteria.find((criterion) => criterion.id === criterionId)?.criterion.scale;
  return scale?.type === 'time' ? parse(scale.max) : ZERO;
}

/** Occurrences that cost points; what an `add` scale counts are merits. */
function deductions(scale: { readonly type: string; readonly direction?: string }, mark: MarkValue | undefined): number {
  switch (mark?.type) {
    case 'count': return scale.direction === 'deduct' ? total(mark.counts) : 0;
    case 'measure':
    case 'time':
    case 'rank-points': return total(mark.faults ?? {});
    case 'pass-fail':
    case 'levels':
    case 'points':
    case 'checklist':
    case 'veto':
    case undefined: return 0;
    default: return mark satisfies never;
  }
}

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, count) => all + count, 0);

const meanOf = (sheets: readonly SheetInput[], value: (sheet: SheetInput) => Rational): Rational =>
  sheets.length === 0 ? ZERO : div(sheets.map(value).reduce(add, ZERO), integer(sheets.length));
