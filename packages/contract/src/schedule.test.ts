/** Expected times, conflicts and the proposal: by hand, and by property. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflictsOf } from './schedule-conflicts.ts';
import { planLeft, propose } from './schedule-proposal.ts';
import { expectedTimes, paceOf, plannedAt, plannedEnd, shifted, sizeOf } from './schedule-times.ts';
import type { BusyPerson, ContestSession, LiveSession, Station } from './schedule.ts';

const MINUTE = 60_000;
const NINE = Date.parse('2026-05-20T09:00:00.000Z');
const at = (minutes: number): string => new Date(NINE + minutes * MINUTE).toISOString();
const station = (id: string, contestIds: string[] = []): Station => ({ id, name: id, place: '', contestIds });
const session = (id: string, over: Partial<LiveSession> = {}): LiveSession => {
  const plan = { id, contestId: 'A', stationId: 's', startsAt: at(0), minutes: 8, changeover: 2, from: 1, to: 4, ...over };
  return { waiting: Array.from({ length: plan.to - plan.from + 1 }, (_, index) => plan.from + index), calledAt: null, paceMs: 10 * MINUTE, ...plan, ...over };
};
const minutesOf = (calls: ReadonlyMap<number, number>) => [...calls].map(([position, ms]) => [position, (ms - NINE) / MINUTE]);
const counter = () => {
  let last = 0;
  return () => `n${(last += 1)}`;
};

describe('expected times', () => {
  it('are those of the plan while all is in time', () => {
    const { calls, endsAt, lateMs } = expectedTimes([session('x')], NINE - 30 * MINUTE).get('x')!;
    expect(minutesOf(calls)).toEqual([[1, 0], [2, 10], [3, 20], [4, 30]]);
    // The last is called at 30 and takes 8.
    expect([(endsAt - NINE) / MINUTE, lateMs]).toEqual([38, 0]);
  });

  it('move with a call that came late, and catch up at nobody’s cost', () => {
    // The second, planned for 9:10, was called at 9:17: the third comes at 9:27 instead of 9:20.
    const { calls, lateMs } = expectedTimes([session('x', { waiting: [3, 4], calledAt: at(17) })], NINE + 18 * MINUTE).get('x')!;
    expect(minutesOf(calls)).toEqual([[3, 27], [4, 37]]);
    expect(lateMs).toBe(7 * MINUTE);
  });

  it('move with the clock when nobody is called', () => {
    const { calls, lateMs } = expectedTimes([session('x')], NINE + 12 * MINUTE).get('x')!;
    expect(minutesOf(calls)[0]).toEqual([1, 12]);
    expect(lateMs).toBe(12 * MINUTE);
  });

  it('push the next session of the same station, and no other', () => {
    const sessions = [session('x', { waiting: [4], calledAt: at(55) }), session('y', { contestId: 'B', startsAt: at(60) }), session('z', { contestId: 'C', stationId: 't', startsAt: at(60) })];
    const found = expectedTimes(sessions, NINE + 56 * MINUTE);
    // The last of x comes at 9:65, and is through with the changeover at 9:75.
    expect(minutesOf(found.get('x')!.calls)).toEqual([[4, 65]]);
    expect(minutesOf(found.get('y')!.calls)[0]).toEqual([1, 75]);
    expect(minutesOf(found.get('z')!.calls)[0]).toEqual([1, 60]);
  });

  it('leave the gaps of who is out to catch up in', () => {
    const { calls } = expectedTimes([session('x', { waiting: [4], calledAt: at(19) })], NINE + 20 * MINUTE).get('x')!;
    expect(minutesOf(calls)).toEqual([[4, 30]]);
  });

  it('take the pace of the calls so far once there are three gaps, whatever one long pause did', () => {
    const plan = { minutes: 8, changeover: 2 };
    expect(paceOf(plan, [0, 12, 24].map((one) => one * MINUTE))).toBe(10 * MINUTE);
    expect(paceOf(plan, [0, 12, 24, 90].map((one) => one * MINUTE))).toBe(12 * MINUTE);
  });

  it('are never before the plan, never before now, and in the order of appearance', () => {
    fc.assert(fc.property(fc.integer({ min: -60, max: 300 }), fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }), fc.subarray([1, 2, 3, 4]), (now, called, waiting) => {
      const one = session('x', { waiting, calledAt: called === null ? null : at(called) });
      const found = [...expectedTimes([one], NINE + now * MINUTE).get('x')!.calls];
      expect(found.map(([position]) => position)).toEqual(waiting);
      for (const [position, ms] of found) expect(ms).toBeGreaterThanOrEqual(Math.max(plannedAt(one, position), NINE + now * MINUTE));
      for (const [index, [, ms]] of found.entries()) if (index > 0) expect(ms).toBeGreaterThan(found[index - 1]![1]);
    }));
  });
});

describe('shifting', () => {
  it('moves what is still to come, and parts a session that is under way', () => {
    const moved = shifted([session('x', { waiting: [3, 4], calledAt: at(10) }), session('y', { stationId: 't' })], ['s'], NINE + 20 * MINUTE, 15 * MINUTE, counter());
    expect(moved.map(({ id, from, to, startsAt }) => [id, from, to, startsAt])).toEqual([['x', 1, 2, at(0)], ['n1', 3, 4, at(35)], ['y', 1, 4, at(0)]]);
  });

  it('loses nobody, and moves nobody who was called', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -30, max: 90 }), fc.subarray([1, 2, 3, 4]), (from, by, waiting) => {
      const one = session('x', { waiting });
      const moved = shifted([one], ['s'], NINE + from * MINUTE, by * MINUTE, counter());
      expect(moved.flatMap((part) => Array.from({ length: sizeOf(part) }, (_, index) => part.from + index))).toEqual([1, 2, 3, 4]);
      for (const position of [1, 2, 3, 4].filter((each) => !waiting.includes(each) && !waiting.some((other) => other < each))) {
        const part = moved.find((each) => each.from <= position && position <= each.to)!;
        expect(plannedAt(part, position)).toBe(plannedAt(one, position));
      }
    }));
  });
});

describe('conflicts', () => {
  const contests = [{ id: 'A', entrants: 4 }, { id: 'B', entrants: 4 }];
  const of = (sessions: ContestSession[], people: BusyPerson[] = [], stations = [station('s'), station('t')]) => conflictsOf({ stations, sessions }, contests, people).map(({ kind }) => kind);

  it('are two at one station at once, but not one after the other', () => {
    expect(of([session('x'), session('y', { contestId: 'B', startsAt: at(30) })])).toEqual(['station']);
    expect(of([session('x'), session('y', { contestId: 'B', startsAt: at(38) })])).toEqual([]);
  });

  it('are a judge in two sessions at once, and an entrant whose own turns meet', () => {
    const two = [session('x'), session('y', { contestId: 'B', stationId: 't' })];
    const person = (role: BusyPerson['role'], first: number | null, second: number | null): BusyPerson[] => [{ name: '甲', role, contests: [{ contestId: 'A', position: first }, { contestId: 'B', position: second }] }];
    expect(of(two, person('judge', null, null))).toEqual(['person']);
    expect(of(two, person('entrant', 1, 1))).toEqual(['person']);
    expect(of(two, person('entrant', 1, 4))).toEqual([]);
    // Whose turn is not known while sealed may be any.
    expect(of(two, person('entrant', null, 4))).toEqual(['person']);
  });

  it('are somebody planned twice, never, or where the contest is not held', () => {
    expect(of([session('x'), session('y', { contestId: 'B', stationId: 't', to: 3 }), session('z', { contestId: 'B', stationId: 't', startsAt: at(60), from: 3, to: 3 })])).toEqual(['twice', 'unplanned']);
    expect(of([session('x'), session('y', { contestId: 'B', stationId: 't' })], [], [station('s'), station('t', ['A'])])).toEqual(['elsewhere']);
  });
});

describe('the proposal', () => {
  const people = fc.array(fc.record({
    name: fc.constant('甲'), role: fc.constantFrom('judge' as const, 'entrant' as const),
    contests: fc.subarray(['A', 'B', 'C', 'D'], { minLength: 2 }).map((ids) => ids.map((contestId) => ({ contestId, position: null }))),
  }), { maxLength: 3 });

  it('has no conflicts, keeps to the opening hours, and accounts for everybody', () => {
    fc.assert(fc.property(
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 45 }), fc.integer({ min: 0, max: 15 }), people,
      (sizes, places, minutes, changeover, busy) => {
        const contests = sizes.map((entrants, index) => ({ id: 'ABCD'[index]!, entrants }));
        const stations = Array.from({ length: places }, (_, index) => station(`s${index}`));
        const windows = [{ from: NINE, to: NINE + 180 * MINUTE }, { from: NINE + 270 * MINUTE, to: NINE + 480 * MINUTE }];
        const { sessions, left } = propose({ contests, stations, windows, minutes, changeover, people: busy, newId: counter() });
        expect(conflictsOf({ stations, sessions }, [], busy)).toEqual([]);
        for (const one of sessions) expect(windows.some(({ from, to }) => Date.parse(one.startsAt) >= from && plannedEnd(one) <= to)).toBe(true);
        for (const { id, entrants } of contests) {
          const placed = sessions.filter(({ contestId }) => contestId === id).reduce((sum, one) => sum + sizeOf(one), 0);
          expect(placed + (left.find(({ contestId }) => contestId === id)?.count ?? 0)).toBe(entrants);
        }
      },
    ));
  });

  it('spreads contests over the stations that may hold them', () => {
    const { sessions } = propose({
      contests: [{ id: 'A', entrants: 4 }, { id: 'B', entrants: 3 }], stations: [station('s', ['B']), station('t')], windows: [{ from: NINE, to: NINE + 480 * MINUTE }],
      minutes: 8, changeover: 2, people: [], newId: counter(),
    });
    expect(sessions.map(({ contestId, stationId, startsAt, from, to }) => [contestId, stationId, startsAt, from, to])).toEqual([['A', 't', at(0), 1, 4], ['B', 's', at(0), 1, 3]]);
  });
});

describe('whoever is in no session', () => {
  const left = (sessions: readonly ContestSession[], stations = [station('s'), station('t')], entrants = 9) =>
    planLeft({ contest: { id: 'A', entrants }, sessions, stations, from: NINE, newId: counter() });

  it('comes after what is held at the contest’s station, at its pace, gap by gap', () => {
    // 1–4 until 38, 7–8 from 100 until 118; then 2 minutes between two: 5–6 at 120 until 138, 9 at 140.
    const held = [session('x', { stationId: 't' }), session('y', { stationId: 't', startsAt: at(100), from: 7, to: 8 })];
    const made = left(held);
    expect(made.map(({ stationId, startsAt, from, to, minutes }) => [stationId, (Date.parse(startsAt) - NINE) / MINUTE, from, to, minutes])).toEqual([['t', 120, 5, 6, 8], ['t', 140, 9, 9, 8]]);
    expect(conflictsOf({ stations: [station('s'), station('t')], sessions: [...held, ...made] }, [{ id: 'A', entrants: 9 }], [])).toEqual([]);
  });

  it('begins the day at the first station that may hold it, and nowhere else', () => {
    expect(left([], [station('s', ['B']), station('t', ['A'])])).toMatchObject([{ stationId: 't', startsAt: at(0), from: 1, to: 9 }]);
    expect(left([], [station('s', ['B'])])).toEqual([]);
    expect(left([session('x')], undefined, 4)).toEqual([]);
  });
});
