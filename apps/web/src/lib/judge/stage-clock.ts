/** The time an entrant has left on stage, by the server's clock. */

/** Seconds left at `now` (milliseconds by the server's clock); below zero when over time. */
export const secondsLeft = (onStageAt: string, limitSeconds: number, now: number): number => limitSeconds - Math.floor((now - Date.parse(onStageAt)) / 1000);

/** 42 → "00:42", -75 → "−01:15". */
export function clock(seconds: number): string {
  const size = Math.abs(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${seconds < 0 ? '−' : ''}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
