/** When a photograph was taken, by the device's clock, as far as that can be right. */
import { MOST_DAYS_ON_ITS_WAY, SAME_TIME_MS } from '@leitai/contract';

const DAY_MS = 86_400_000;

/** @returns the device's time, never later than the arrival; null where it is later by more than a minute, or lies too far back. */
export function takenAt(at: string, arrived: Date): Date | null {
  const taken = new Date(at);
  const way = arrived.getTime() - taken.getTime();
  if (way < -SAME_TIME_MS || way > MOST_DAYS_ON_ITS_WAY * DAY_MS) return null;
  return way < 0 ? arrived : taken;
}
