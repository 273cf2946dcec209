/** What a handwritten signature is measured by, on the tablet and on the server. Without zod: the judge's page loads it. */

/** A signature is drawn in a fixed box, in whole units from its top left corner, whatever the screen. */
export const SIGNATURE_BOX = { width: 1000, height: 500 } as const;
export const MOST_STROKES = 60;
/** Of all strokes together. */
export const MOST_POINTS = 2_000;
/** Units of line that are a signature: a dot or a slip of the finger is none. */
const LEAST_INK = 200;
/** Milliseconds, by the database's clock, in which a judge may withdraw a sheet handed in. */
export const WITHDRAW_MS = 120_000;

/** One line of the pen: x and y of every point in turn. */
export type Stroke = readonly number[];

/** The length of all lines, in units of the box. */
function inkOf(strokes: readonly Stroke[]): number {
  let ink = 0;
  for (const stroke of strokes) {
    for (let at = 3; at < stroke.length; at += 2) ink += Math.hypot(stroke[at - 1]! - stroke[at - 3]!, stroke[at]! - stroke[at - 2]!);
  }
  return ink;
}

export const isSigned = (strokes: readonly Stroke[]): boolean => inkOf(strokes) >= LEAST_INK;
