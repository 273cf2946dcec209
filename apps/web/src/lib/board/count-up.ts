/** A score that runs up to its value. Only the last frame is the score; what comes before is motion. */

export const COUNT_MS = 1200;
export const PEEL_MS = 1100;

/** When the score itself starts to run: at once where there is no name to uncover first. */
export const scoreDelay = (name: string | undefined): number => (name === undefined ? 0 : PEEL_MS);

/** The figure at `elapsed` ms: eased out, with as many digits as the score has, and exactly the score at the end. */
export function countUp(score: string, elapsed: number): string {
  if (elapsed >= COUNT_MS) return score;
  const digits = score.split('.')[1]?.length ?? 0;
  const eased = 1 - (1 - Math.max(0, elapsed) / COUNT_MS) ** 4;
  return (Number(score) * eased).toFixed(digits);
}
