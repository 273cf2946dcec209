/** Planned and expected times of a schedule: the one reckoning for console, call room, screens and phones, without the schemas. */
import type { ContestSession, LiveSession } from './schedule.ts';

const MINUTE = 60_000;

/** Milliseconds from one planned call to the next. */
const stepMs = ({ minutes, changeover }: Pick<ContestSession, 'minutes' | 'changeover'>): number => (minutes + changeover) * MINUTE;

export const sizeOf = ({ from, to }: Pick<ContestSession, 'from' | 'to'>): number => to - from + 1;

/** When the plan has this place called, milliseconds since 1970. */
export const plannedAt = (session: ContestSession, position: number): number =>
  Date.parse(session.startsAt) + (position - session.from) * stepMs(session);

/** When the plan has the last one done. */
export const plannedEnd = (session: ContestSession): number => plannedAt(session, session.to) + session.minutes * MINUTE;

export type Expected = {
  /** By place: when whoever still waits is expected to be called. */
  readonly calls: ReadonlyMap<number, number>;
  readonly endsAt: number;
  /** How much later than planned the next one is expected; 0 when in time, or when nobody waits. */
  readonly lateMs: number;
};

/**
 * What is to be expected of each session at `now`, milliseconds of the server's clock: nobody before the plan, nobody before whoever is on now
 * is through, and at one station one session after the other.
 */
export function expectedTimes(sessions: readonly LiveSession[], now: number): ReadonlyMap<string, Expected> {
  const found = new Map<string, Expected>();
  for (const [, held] of Map.groupBy(sessions, ({ stationId }) => stationId)) {
    let free = -Infinity;
    for (const session of held.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
      const begun = session.calledAt === null ? null : Date.parse(session.calledAt);
      let next = begun === null ? Math.max(free, Date.parse(session.startsAt)) : Math.max(free, begun + session.paceMs);
      const calls = new Map<number, number>();
      for (const position of session.waiting.toSorted((a, b) => a - b)) {
        const at = Math.max(plannedAt(session, position), next, now);
        calls.set(position, at);
        next = at + session.paceMs;
      }
      const [[first, expected] = [0, 0]] = calls;
      const last = [...calls.values()].at(-1) ?? begun;
      const endsAt = last === null ? Date.parse(session.startsAt) : last + session.minutes * MINUTE;
      found.set(session.id, { calls, endsAt, lateMs: calls.size === 0 ? 0 : Math.max(0, expected - plannedAt(session, first)) });
      if (calls.size > 0 || begun !== null) free = Math.max(free, next);
    }
  }
  return found;
}

/** From one call to the next, as the calls so far have it: their median once there are three, so that one long pause does not count. */
export function paceOf(session: Pick<ContestSession, 'minutes' | 'changeover'>, calls: readonly number[]): number {
  const gaps = calls.slice(1).map((at, index) => at - calls[index]!).sort((a, b) => a - b);
  return gaps.length < 3 ? stepMs(session) : gaps[Math.floor(gaps.length / 2)]!;
}

/** The plan without how far it has come. */
export const planned = ({ id, contestId, stationId, startsAt, minutes, changeover, from, to }: ContestSession): ContestSession =>
  ({ id, contestId, stationId, startsAt, minutes, changeover, from, to });

/**
 * The sessions with all that the plan has at these stations from `from` on moved by so many milliseconds; who already was called stays.
 * A session that is under way is parted before the first one to be moved.
 * @param newId of a session that is parted off.
 */
export function shifted(sessions: readonly LiveSession[], stationIds: readonly string[], from: number, byMs: number, newId: () => string): ContestSession[] {
  const later = (at: number): string => new Date(at + byMs).toISOString();
  return sessions.flatMap((session): ContestSession[] => {
    const cut = session.waiting.filter((position) => plannedAt(session, position) >= from).sort((a, b) => a - b)[0];
    if (!stationIds.includes(session.stationId) || cut === undefined) return [planned(session)];
    const at = plannedAt(session, cut);
    if (cut === session.from) return [{ ...planned(session), startsAt: later(at) }];
    return [{ ...planned(session), to: cut - 1 }, { ...planned(session), id: newId(), from: cut, startsAt: later(at) }];
  });
}
