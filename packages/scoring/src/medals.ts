/** The medal table: organisations by their awards, the highest kind first (ORG-6). */
import { own } from './own.ts';
import type { AssignedAward } from './result.ts';

export type MedalRow = { readonly organisationId: string; readonly rank: number; /** By award, in the order asked for. */ readonly counts: readonly number[]; readonly total: number };

/** Equal counts share a place, and the places after them are skipped. An award or entrant that is not listed counts for nobody. */
export function medalTable(awardIds: readonly string[], awards: readonly AssignedAward[], organisations: Readonly<Record<string, string>>): MedalRow[] {
  const counts = new Map<string, number[]>();
  for (const { entrantId, awardId } of awards) {
    const organisationId = own(organisations, entrantId);
    const place = awardIds.indexOf(awardId);
    if (organisationId === undefined || place < 0) continue;
    const row = counts.get(organisationId) ?? awardIds.map(() => 0);
    row[place] = (row[place] ?? 0) + 1;
    counts.set(organisationId, row);
  }
  const order = [...counts].sort((a, b) => byCounts(a[1], b[1]) || (a[0] < b[0] ? -1 : 1));
  return order.map(([organisationId, row]) => ({
    organisationId,
    rank: order.findIndex((other) => byCounts(other[1], row) === 0) + 1,
    counts: row,
    total: row.reduce((all, count) => all + count, 0),
  }));
}

function byCounts(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((count, index) => count !== b[index]);
  return place < 0 ? 0 : (b[place] ?? 0) - (a[place] ?? 0);
}
