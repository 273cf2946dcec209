/** The clock of the entrant on stage, in server time. */
import { clock, secondsLeft } from '../judge/stage-clock.ts';

export type StageClock = {
  /** "11:36" left, "−01:15" once the limit has passed. Without a limit, the time since the start. */
  readonly text: string;
  /** Share of the limit used, 0 to 1; null without a limit. */
  readonly used: number | null;
  readonly over: boolean;
};

/** `now` is milliseconds of the server's clock. A start in the future counts as just begun. */
export function stageClock(since: string, limitSeconds: number | null, now: number): StageClock {
  const elapsed = Math.max(0, -secondsLeft(since, 0, now));
  if (limitSeconds === null) return { text: clock(elapsed), used: null, over: false };
  return {
    text: clock(limitSeconds - elapsed),
    used: limitSeconds > 0 ? Math.min(1, elapsed / limitSeconds) : 1,
    over: elapsed > limitSeconds,
  };
}

/** How far the server's clock is ahead of ours, in ms: the answer's time, taken as made halfway between asking and receiving. */
export const clockOffset = (serverTime: number, asked: number, received: number): number => serverTime - (asked + received) / 2;
