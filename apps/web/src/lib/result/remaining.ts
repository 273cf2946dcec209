/** How long it still is, in the two largest units a person counts in. */

const MINUTE = 60_000;

export type Remaining = { readonly days: number; readonly hours: number; readonly minutes: number };

/** Whole units, rounded down; null once it is over. `until` is an instant, `now` milliseconds since 1970. */
export function remaining(until: string, now: number): Remaining | null {
  const left = Date.parse(until) - now;
  if (left <= 0) return null;
  const minutes = Math.floor(left / MINUTE);
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}
