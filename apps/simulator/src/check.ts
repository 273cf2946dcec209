/** Recomputes a contest's standings from the marks that were sent, and compares a board with them. */
import type { BoardState, ChiefDesk, DeskEntrant } from '@leitai/contract';
import { formatFixed, rankEntrants, scoreEntrant, type RankInput, type SheetInput } from '@leitai/scoring';

/** A result as its marks make it. The simulated chief turns every veto down. */
export function playedResult({ scheme, rules }: ChiefDesk, { id, code }: DeskEntrant, sheets: readonly SheetInput[]): RankInput {
  return { entrantId: id, blindCode: code, marks: sheets, score: scoreEntrant(scheme, rules, sheets, { confirmedVetoes: [] }) };
}

/**
 * Results confirmed before the play, recomputed from the sheets on the chief's desk. The desk does not say which vetoes stood: of none
 * and all raised, what gives the total it shows is taken; where neither does, the difference will show on the board.
 */
export function earlierResults(desk: ChiefDesk): RankInput[] {
  const { scheme, rules } = desk;
  return desk.entrants.filter(({ state }) => state === 'confirmed').map(({ id, code, total }) => {
    const confirmed = desk.sheets.filter(({ entrantId, state }) => entrantId === id && state === 'confirmed');
    const marks = confirmed.map(({ judgeId, marks: given }): SheetInput => ({
      judgeId, marks: Object.fromEntries(given.flatMap(({ criterionId, value }) => (value === null ? [] : [[criterionId, value]]))),
    }));
    const without = scoreEntrant(scheme, rules, marks, { confirmedVetoes: [] });
    const same = without.status === 'scored' && total !== null && formatFixed(without.total, digitsOf(total)) === total;
    return { entrantId: id, blindCode: code, marks, score: same ? without : scoreEntrant(scheme, rules, marks) };
  });
}

/** @returns the first place where the board differs from the recomputation, in words of data; null when it does not. */
export function firstDifference({ scheme, rules, entrants }: ChiefDesk, results: readonly RankInput[], board: BoardState): string | null {
  const codes = new Map(entrants.map(({ id, code }) => [id, code]));
  const standings = rankEntrants(scheme, rules, results);
  for (let index = 0; index < Math.max(standings.length, board.rows.length); index += 1) {
    const row = board.rows[index];
    const standing = standings[index];
    const is = row ? `#${row.rank} ${row.code} ${row.score}` : '—';
    const should = standing ? `#${standing.rank} ${codes.get(standing.entrantId)} ${formatFixed(standing.total, row ? digitsOf(row.score) : 2)}` : '—';
    if (is !== should) return `${is} ≠ ${should}`;
  }
  return null;
}

/** The number of digits is a matter of display, and the board's to say. */
const digitsOf = (decimal: string): number => decimal.split('.')[1]?.length ?? 0;
