/** A share of answers as people read it. */

/** A part of a whole in percent with one digit, half up, reckoned in whole numbers: "97.5". */
export function percent(part: number, whole: number): string {
  const tenths = Math.floor((part * 2000 + whole) / (2 * whole));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
