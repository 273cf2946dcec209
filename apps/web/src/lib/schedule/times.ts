/** Times of the day as people read them, in the reader's time zone. */
import type { LiveSession, Station } from '@leitai/contract';
import { plannedEnd } from '@leitai/contract/schedule-times';

/** "9:05" of milliseconds since 1970. */
export const hourMinute = (ms: number): string => {
  const at = new Date(ms);
  return `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`;
};

/** "2026-05-20", as sessions of one day share it. */
export const dayOf = (ms: number): string => new Date(ms).toLocaleDateString('sv-SE');

export const minutesOf = (ms: number): number => Math.round(ms / 60_000);

export const ofDay = (sessions: readonly LiveSession[], day: string): LiveSession[] => sessions.filter(({ startsAt }) => dayOf(Date.parse(startsAt)) === day);

const HOUR = 3_600_000;
/** How long a day goes on past midnight while somebody planned in it still waits. */
const NIGHT = 6 * HOUR;

/** The day being worked on: at night still the one before, until all of its people have been called. */
export function currentDay(sessions: readonly LiveSession[], now: number): string {
  const evening = dayOf(now - NIGHT);
  return ofDay(sessions, evening).some(({ waiting }) => waiting.length > 0) ? evening : dayOf(now);
}

/** The day to show: the current one when something is planned on it, else the next one, else the last. */
export function dayShown(sessions: readonly LiveSession[], now: number): string {
  const days = [...new Set(sessions.map(({ startsAt }) => dayOf(Date.parse(startsAt))))].sort();
  const current = currentDay(sessions, now);
  return days.find((day) => day >= current) ?? days.at(-1) ?? current;
}

/** Pixels the words of an hour take. */
const LABEL = 48;
/** Of so many hours one has its words, where an hour is `width` pixels wide. */
export const labelled = (width: number): number => Math.max(1, Math.ceil(LABEL / Math.max(1, width)));

/** Whole hours around all of these sessions; `until` is the latest that is expected. */
export function hoursAround(sessions: readonly LiveSession[], until: number): { from: number; to: number } {
  const starts = sessions.map(({ startsAt }) => Date.parse(startsAt));
  const floor = new Date(Math.min(...starts)).setMinutes(0, 0, 0);
  const last = Math.max(until, ...sessions.map(plannedEnd));
  return { from: floor, to: floor + Math.max(1, Math.ceil((last - floor) / HOUR)) * HOUR };
}

export const stationsIn = (stations: readonly Station[], sessions: readonly LiveSession[]): Station[] => stations.filter(({ id }) => sessions.some(({ stationId }) => stationId === id));
