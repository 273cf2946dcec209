/** The clock of the entrant on stage, in server time. */
import type { StationTimer } from '@leitai/contract';
import { elapsedMs, secondsLeft } from '@leitai/contract/station-clock';
import { clock } from '../judge/stage-clock.ts';

export type StageClock = {
  /** "11:36" left, "−01:15" once the limit has passed. Without a limit, the time since the start. */
  readonly text: string;
  /** Share of the limit used, 0 to 1; null without a limit. */
  readonly used: number | null;
  readonly over: boolean;
};

/** `now` is milliseconds of the server's clock. A start in the future counts as just begun. */
export function stageClock(timer: StationTimer, now: number): StageClock {
  const elapsed = elapsedMs(timer, now);
  const left = secondsLeft(timer, now);
  if (left === null || timer.limitMs === null) return { text: clock(Math.floor(elapsed / 1000)), used: null, over: false };
  return { text: clock(left), used: timer.limitMs > 0 ? Math.min(1, elapsed / timer.limitMs) : 1, over: left < 0 };
}
