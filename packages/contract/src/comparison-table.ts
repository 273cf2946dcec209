/** The table of a comparison: the chosen teams and means side by side, with the change from round to round, the best and the weakest. Read by the page and by the workbook. */
import type { Text } from '@leitai/scoring';
import { compare, format, mul, parse, sub } from '@leitai/scoring/exact';
import type { ComparedRound, ComparedScore, ComparedTeam, Comparison } from './demonstration-comparison.ts';

/** Columns that can still be told apart. */
export const MOST_COMPARED = 6;

export type ComparedColumn = { readonly id: string; readonly round: ComparedRound; /** Null: the round's mean. */ readonly team: ComparedTeam | null; readonly score: ComparedScore };
/** `max` may differ from round to round, as the organiser edits the indicators. `change`: points more than in the round before, exact; only where the full points were the same. */
export type ComparedCell = { readonly points: string | null; readonly max: string | null; readonly change: string | null; readonly mark: 'best' | 'weakest' | null };
export type ComparedRow = { readonly kind: 'total' | 'aspect' | 'indicator'; readonly id: string; readonly no: string; readonly name: Text; /** In the newest round that has it. */ readonly max: string; readonly cells: readonly ComparedCell[] };

const TOTAL: Text = { zh: '总分', en: 'Total' };

/** Teams are the same over rounds by the unit's name and the post's code; where a unit has several on one post, by the team's name as well. */
export const subjectOf = ({ unit, postCode }: ComparedTeam): string => `${unit.zh}\n${postCode}`;

/** In the order they were chosen; what is not there is left out. */
export function columnsOf({ rounds, teams }: Comparison, ids: readonly string[]): ComparedColumn[] {
  return ids.flatMap((id): ComparedColumn[] => {
    const team = teams.find((one) => one.id === id) ?? null;
    const round = rounds.find((one) => one.id === (team?.roundId ?? id));
    const score = team?.score ?? round?.mean;
    return round && score ? [{ id, round, team, score }] : [];
  });
}

type Read = { readonly points: string; readonly max: string } | null;
type Line = Omit<ComparedRow, 'cells'> & { readonly read: (column: ComparedColumn) => Read };

/** The total, then each aspect with its indicators; of edited schemes all that any chosen round has, in the newest one's order. */
export function comparedRows(columns: readonly ComparedColumn[]): ComparedRow[] {
  const before = columns.map((column) => earlierOf(column, columns));
  return linesOf(columns.map(({ round }) => round)).map(({ read, ...line }) => {
    const values = columns.map(read);
    const marks = marksOf(values.map((value, index) => (columns[index]!.team ? value : null)));
    return { ...line, cells: values.map((value, index): ComparedCell => ({ points: value?.points ?? null, max: value?.max ?? null, change: changeOf(value, before[index] ? read(before[index]) : null), mark: marks[index]! })) };
  });
}

function linesOf(chosen: readonly ComparedRound[]): Line[] {
  const rounds = [...new Set(chosen)].toSorted((a, b) => (a.until < b.until ? 1 : -1));
  const lines = new Map<string, Line>();
  for (const round of rounds) {
    add({ kind: 'total', id: 'total', no: '', name: TOTAL, max: round.max, read: ({ round: own, score }) => ({ points: score.total, max: own.max }) });
    for (const aspect of round.aspects) {
      add({ kind: 'aspect', id: aspect.id, no: '', name: aspect.name, max: aspect.max, read: ({ round: own, score }) => valueOf(score.aspects, own.aspects, aspect.id) });
      for (const one of aspect.indicators) {
        add({ kind: 'indicator', id: one.id, no: one.no, name: one.name, max: one.max, read: ({ round: own, score }) => valueOf(score.indicators, own.aspects.flatMap(({ indicators }) => indicators), one.id) });
      }
    }
  }
  function add(line: Line): void {
    const key = `${line.kind} ${line.id}`;
    if (!lines.has(key)) lines.set(key, line);
  }
  return [...lines.values()];
}

function valueOf(points: Readonly<Record<string, string>>, parts: readonly { readonly id: string; readonly max: string }[], id: string): Read {
  const [own, part] = [points[id], parts.find((one) => one.id === id)];
  return own !== undefined && part ? { points: own, max: part.max } : null;
}

/** The same team in the latest earlier round that was chosen. */
function earlierOf({ round, team }: ComparedColumn, columns: readonly ComparedColumn[]): ComparedColumn | null {
  const same = columns.filter((one) => one.round.until < round.until && (team === null ? one.team === null : one.team !== null && subjectOf(one.team) === subjectOf(team)));
  const latest = same.filter((one) => same.every((other) => other.round.until <= one.round.until));
  return latest.find((one) => one.team?.team === team?.team) ?? (latest.length === 1 ? latest[0]! : null);
}

const changeOf = (now: Read, then: Read): string | null => (now === null || then === null || compare(parse(now.max), parse(then.max)) !== 0 ? null : format(sub(parse(now.points), parse(then.points))));

/** By the share of what could be had. Nobody is best or weakest where all are the same. */
function marksOf(values: readonly Read[]): ComparedCell['mark'][] {
  const known = values.filter((value) => value !== null);
  const [best, weakest] = [known.filter((one) => known.every((other) => isAtLeast(one, other))), known.filter((one) => known.every((other) => isAtLeast(other, one)))];
  const same = best.length === known.length;
  return values.map((value) => (value === null || same ? null : best.includes(value) ? 'best' : weakest.includes(value) ? 'weakest' : null));
}
/** a ÷ its full points ≥ b ÷ its. */
const isAtLeast = (a: NonNullable<Read>, b: NonNullable<Read>): boolean => compare(mul(parse(a.points), parse(b.max)), mul(parse(b.points), parse(a.max))) >= 0;
