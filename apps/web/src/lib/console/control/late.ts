/** How late each station runs and when the day will be over, as expected now. */
import type { LiveSchedule } from '@leitai/contract';
import { expectedTimes, plannedEnd, type Expected } from '@leitai/contract/schedule-times';
import { currentDay, ofDay } from '#lib/schedule/times.ts';

/** Less than this is not worth a word: milliseconds. */
const WORTH = 5 * 60_000;

export type LateStation = { readonly stationId: string; readonly station: string; readonly contestId: string; readonly lateMs: number };
export type Day = { readonly expected: ReadonlyMap<string, Expected>; readonly late: readonly LateStation[]; /** Of the current day; null without sessions in it. */ readonly end: { readonly at: number; readonly lateMs: number } | null };

export const NO_DAY: Day = { expected: new Map(), late: [], end: null };

/** @param now milliseconds of the server's clock. */
export function dayAt({ stations, sessions }: Pick<LiveSchedule, 'stations' | 'sessions'>, now: number): Day {
  const expected = expectedTimes(sessions, now);
  const today = ofDay(sessions, currentDay(sessions, now));
  const late = stations.flatMap(({ id, name }): LateStation[] => {
    const next = today.find((session) => session.stationId === id && session.waiting.length > 0);
    const lateMs = next ? expected.get(next.id)!.lateMs : 0;
    return next && lateMs >= WORTH ? [{ stationId: id, station: name, contestId: next.contestId, lateMs }] : [];
  });
  const at = Math.max(...today.map(({ id }) => expected.get(id)!.endsAt));
  return { expected, late, end: today.length === 0 ? null : { at, lateMs: at - Math.max(...today.map(plannedEnd)) } };
}
