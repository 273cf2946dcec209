import type { LiveSession } from '@leitai/contract';
import { expect, test } from 'vitest';
import { dayAt } from '#lib/console/control/late.ts';
import { currentDay, dayShown, labelled } from './times.ts';

const MINUTE = 60_000;
const midnight = new Date(2026, 4, 21).getTime();
const night = (minutes: number): number => midnight + minutes * MINUTE;
const session = (startsAt: number, waiting: number[]): LiveSession => ({
  id: `${startsAt}`, contestId: 'A', stationId: 's', startsAt: new Date(startsAt).toISOString(), minutes: 10, changeover: 0, paceMs: 10 * MINUTE, from: 1, to: 2, waiting, calledAt: null,
});
const lateAt = (now: number, ...sessions: LiveSession[]): number[] => dayAt({ stations: [{ id: 's', name: '1', place: '', contestIds: ['A'] }], sessions }, now).late.map(({ lateMs }) => lateMs / MINUTE);

test('a day whose people still wait goes on past midnight, with all it is late', () => {
  const evening = session(night(-2), [1, 2]);
  expect([currentDay([evening], night(18)), dayShown([evening], night(18))]).toEqual(['2026-05-20', '2026-05-20']);
  expect(lateAt(night(-1), evening)).toEqual([]);
  expect(lateAt(night(18), evening)).toEqual([20]);
});

test('it ends when nobody waits, and in the morning in any case', () => {
  const [evening, morning] = [session(night(-2), []), session(night(9 * 60), [1])];
  expect(currentDay([evening], night(18))).toBe('2026-05-21');
  expect(dayShown([evening, morning], night(18))).toBe('2026-05-21');
  const left = session(night(-2), [1, 2]);
  expect(currentDay([left, morning], night(6 * 60 + 1))).toBe('2026-05-21');
  expect(lateAt(night(6 * 60 + 1), left, morning)).toEqual([]);
});

test('of hours too narrow for their words only some have them', () => {
  expect([60, 48, 47, 24, 0].map(labelled)).toEqual([1, 1, 2, 2, 48]);
});
