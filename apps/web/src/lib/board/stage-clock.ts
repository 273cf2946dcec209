/** The clock of the entrant on stage, in server time. */

export type StageClock = {
  /** "11:36"; with "+" in front once the limit has passed. Without a limit, the time since the start. */
  readonly text: string;
  /** Share of the limit used, 0 to 1; null without a limit. */
  readonly used: number | null;
  readonly over: boolean;
};

const two = (n: number) => String(n).padStart(2, '0');

/** Whole seconds as "mm:ss", minutes growing beyond 99. */
export const minutes = (seconds: number): string => `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;

/** `since` and `now` are milliseconds of the server's clock. A start in the future counts as just begun. */
export function stageClock(since: number, limitSeconds: number | null, now: number): StageClock {
  const elapsed = Math.max(0, Math.floor((now - since) / 1000));
  if (limitSeconds === null) return { text: minutes(elapsed), used: null, over: false };
  const over = elapsed > limitSeconds;
  return {
    text: over ? `+${minutes(elapsed - limitSeconds)}` : minutes(limitSeconds - elapsed),
    used: limitSeconds > 0 ? Math.min(1, elapsed / limitSeconds) : 1,
    over,
  };
}

/** How far the server's clock is ahead of ours, in ms: the answer's time, taken as made halfway between asking and receiving. */
export const clockOffset = (serverTime: number, asked: number, received: number): number => serverTime - (asked + received) / 2;
