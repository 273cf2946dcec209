/** Reading the station's timer: the one rule for server, tablets and boards, without the schemas. */
import type { StationTimer } from './timer.ts';

/** Milliseconds on the timer at `now`, milliseconds of the server's clock. A start in the future counts as just begun. */
export const elapsedMs = ({ bankedMs, since }: Pick<StationTimer, 'bankedMs' | 'since'>, now: number): number =>
  bankedMs + (since === null ? 0 : Math.max(0, now - Date.parse(since)));

/** Seconds left at `now`, whole seconds; below zero when over time, null without a limit. */
export const secondsLeft = (timer: StationTimer, now: number): number | null =>
  timer.limitMs === null ? null : Math.round(timer.limitMs / 1000) - Math.floor(elapsedMs(timer, now) / 1000);
