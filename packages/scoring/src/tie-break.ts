/** Telling entrants with the same total apart (RANK-4, RANK-5). */
import type { Plan } from './compile.ts';
import { compare, format, integer, parse, sum, ZERO, type Rational } from './exact.ts';
import { own } from './own.ts';
import type { Combination, EntrantScore, SheetInput, StageScore, Standing } from './result.ts';
import type { TieBreak } from './rules.ts';
import type { MarkValue } from './scheme.ts';
import { seatsOf } from './seats.ts';
import { meanOf } from './statistics.ts';

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
  // Most entrants never meet an equal total, so a tie-break's value is computed when first asked for.
  const known = new WeakMap<Contender, Rational[]>();
  const value = (entrant: Contender, index: number, tieBreak: TieBreak): Rational => {
    const values = known.get(entrant) ?? [];
    known.set(entrant, values);
    return (values[index] ??= valueOf(plan, tieBreak, entrant));
  };
  return (a, b) => {
    const byTotal = compare(b.total, a.total);
    if (byTotal !== 0) return { order: byTotal };
    for (const [index, tieBreak] of tieBreaks.entries()) {
      const mine = value(a, index, tieBreak);
      const other = value(b, index, tieBreak);
      const order = moreIsBetter(tieBreak) ? compare(other, mine) : compare(mine, other);
      if (order !== 0) return { order, tieBreak: { index, type: tieBreak.type, own: format(mine), other: format(other) } };
    }
    return null;
  };
}

function moreIsBetter(tieBreak: TieBreak): boolean {
  switch (tieBreak.type) {
    case 'stage':
    case 'module':
    case 'criterion': return tieBreak.better === 'more';
    case 'head-judge': return true;
    case 'least-time':
    case 'fewest-deductions': return false;
    default: return tieBreak satisfies never;
  }
}

function valueOf(plan: Plan, tieBreak: TieBreak, { score, marks }: Contender): Rational {
  switch (tieBreak.type) {
    case 'stage': return stagePoints(score.stages ?? [], tieBreak.stageId);
    case 'module': return pointsOf(score.modules, tieBreak.moduleId);
    case 'criterion': return pointsOf(score.criteria, tieBreak.criterionId);
    case 'head-judge': return headTotal(score.judges, marks);
    case 'least-time': return meanOver(whoMarked(plan, marks, tieBreak.criterionId), (sheet) => secondsOn(plan, sheet, tieBreak.criterionId));
    case 'fewest-deductions': return sum(plan.criteria.map((one) =>
      meanOver(whoMarked(plan, marks, one.id), (sheet) => integer(deductions(one.criterion.scale, own(sheet.marks, one.id))))));
    default: return tieBreak satisfies never;
  }
}

/** Sheets that mark the criterion at all: of its judge group (GROUP-1) and stage. */
function whoMarked(plan: Plan, marks: readonly SheetInput[], criterionId: string): SheetInput[] {
  const group = plan.criteria.find((criterion) => criterion.id === criterionId)?.criterion.group;
  return seatsOf(marks, group).flatMap((seat) => marks[seat] ?? []).filter((sheet) => sheet.covers?.includes(criterionId) ?? true);
}

/** The head judge's own total; without a head judge among the sheets, 0. */
function headTotal(judges: Combination, marks: readonly SheetInput[]): Rational {
  const head = marks.find((sheet) => sheet.head)?.judgeId;
  const given = judges.values.find((one) => one.judgeId === head);
  return given ? parse(given.value) : ZERO;
}

function stagePoints(stages: readonly StageScore[], id: string): Rational {
  const stage = stages.find((one) => one.id === id);
  return stage ? parse(stage.weighted) : ZERO;
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
    case 'not-applicable':
    case 'veto':
    case undefined: return 0;
    default: return mark satisfies never;
  }
}

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, count) => all + count, 0);

/** Nobody marked it: 0. */
const meanOver = (sheets: readonly SheetInput[], value: (sheet: SheetInput) => Rational): Rational => (sheets.length === 0 ? ZERO : meanOf(sheets.map(value)));
