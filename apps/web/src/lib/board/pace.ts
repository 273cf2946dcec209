/** At most one moving event at a time on the whole screen, of whatever kind: the rest waits its turn. */

export const REVEAL_EVERY_MS = 3000;

/** Times are milliseconds of one monotonic clock, passed in. */
export class Pace {
  #last = -Infinity;

  /** Milliseconds until the next motion may begin. */
  dueIn(now: number): number {
    return Math.max(0, this.#last + REVEAL_EVERY_MS - now);
  }

  /** A motion begins. */
  take(now: number): void {
    this.#last = now;
  }
}

/** This page's: everything that moves on it asks here. */
export const screenPace = new Pace();
