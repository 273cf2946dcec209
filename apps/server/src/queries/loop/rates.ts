/** Rates of points: of one's own beside the mean of everybody, as a whole and quarter by quarter. */
import { compareExact, earnedRate, type Exact } from '@leitai/scoring';
import type { Point } from './rows.ts';

/** The own rate, and everybody's; the mean is null where fewer than `least` results would tell it. */
export type Rated = { readonly rate: Exact; readonly mean: Exact | null };
export type Whose = { /** A unit's Chinese name. */ readonly unit: string; readonly least: number };

/** Results below which a contestant or a unit is told no mean: it would tell them what the others scored. */
export const LEAST = 5;

/** "2026-3" of a day in the third quarter. */
const quarterOf = (day: string): string => `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
export const resultsIn = (points: readonly Point[]): number => new Set(points.map(({ contestId, entrantId }) => `${contestId} ${entrantId}`)).size;
export const ownOf = (points: readonly Point[], unit: string): Point[] => points.filter(({ organisation }) => organisation.zh === unit);
export const isUnder = ({ rate, mean }: Rated): boolean => mean !== null && compareExact(rate, mean) < 0;

/** Null where the unit has nothing that could be earned. */
export function rated(points: readonly Point[], { unit, least }: Whose): Rated | null {
  const rate = earnedRate(ownOf(points, unit));
  return rate === null ? null : { rate, mean: resultsIn(points) < least ? null : earnedRate(points) };
}

/** Quarters in which the unit has results, in their order. */
export function quarters(points: readonly Point[], whose: Whose): (Rated & { readonly quarter: string })[] {
  return [...Map.groupBy(points, ({ day }) => quarterOf(day))].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([quarter, all]) => {
    const own = rated(all, whose);
    return own ? [{ quarter, ...own }] : [];
  });
}
