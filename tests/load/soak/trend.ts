/** Whether a figure stays where it is: the straight line through the last two thirds of its windows, and how sure that line is. Pure. */

/** Over the stretch looked at: the figure's mean, by how much its line rises from end to end, and half the width of the 95 % interval of that rise. */
export type Trend = { readonly level: number; readonly rise: number; readonly margin: number };

/** What a figure may rise over the stretch and still be called flat: a share of its level, or so much in its own unit, whichever is more. */
export type Tolerance = { readonly share: number; readonly least: number };

/** The part left out: programmes grow into their work. */
const WARM = 1 / 3;
/** Two-sided 95 % point of the normal distribution. */
const Z = 1.959964;

/** @param windows one value for each window of time, of equal length, in order; at least nine. */
export function trendOf(windows: readonly number[]): Trend {
  const values = windows.slice(Math.floor(windows.length * WARM));
  const n = values.length;
  const [meanAt, level] = [(n - 1) / 2, values.reduce((sum, value) => sum + value, 0) / n];
  const spread = values.reduce((sum, _, at) => sum + (at - meanAt) ** 2, 0);
  const slope = values.reduce((sum, value, at) => sum + (at - meanAt) * (value - level), 0) / spread;
  const rest = values.reduce((sum, value, at) => sum + (value - level - slope * (at - meanAt)) ** 2, 0);
  const error = Math.sqrt(rest / (n - 2) / spread);
  return { level, rise: slope * (n - 1), margin: studentPoint(n - 2) * error * (n - 1) };
}

/** Grows: even the lower end of the interval is above what is tolerated. */
export const grows = ({ level, rise, margin }: Trend, { share, least }: Tolerance): boolean => rise - margin > Math.max(share * Math.abs(level), least);

/** Two-sided 95 % point of Student's distribution, by the first terms of its expansion about the normal one (Abramowitz and Stegun 26.7.5): right to half a percent from five degrees of freedom on. */
const studentPoint = (freedom: number): number =>
  Z + (Z ** 3 + Z) / (4 * freedom) + (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * freedom ** 2) + (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / (384 * freedom ** 3);
