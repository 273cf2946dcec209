/** What cannot be in a schedule: two at one station, somebody in two places, entrants twice or never. Pure, without the schemas. */
import type { BusyPerson, ContestSession, Station } from './schedule.ts';
import { plannedAt, plannedEnd } from './schedule-times.ts';

export type Conflict =
  | { readonly kind: 'station'; readonly sessions: readonly [string, string] }
  | { readonly kind: 'person'; readonly role: BusyPerson['role']; readonly name: string; readonly sessions: readonly [string, string] }
  /** The same places of the order of appearance in two sessions. */
  | { readonly kind: 'twice'; readonly sessions: readonly [string, string] }
  /** Held where this contest is not meant to be held. */
  | { readonly kind: 'elsewhere'; readonly sessions: readonly [string] }
  /** Entrants of a contest that are in no session. */
  | { readonly kind: 'unplanned'; readonly contestId: string; readonly count: number; readonly sessions: readonly [] };

type Planned = { readonly stations: readonly Station[]; readonly sessions: readonly ContestSession[] };
type Time = readonly [from: number, to: number];

const spanOf = (session: ContestSession): Time => [Date.parse(session.startsAt), plannedEnd(session)];
const overlap = ([a, b]: Time, [c, d]: Time): boolean => a < d && c < b;

/** In the order they should be mended. */
export function conflictsOf({ stations, sessions }: Planned, contests: readonly { readonly id: string; readonly entrants: number }[], people: readonly BusyPerson[]): Conflict[] {
  const pairs = sessions.flatMap((a, index) => sessions.slice(index + 1).map((b) => [a, b] as const));
  const atOnce = pairs.filter(([a, b]) => overlap(spanOf(a), spanOf(b)));
  const allowed = new Map(stations.map(({ id, contestIds }) => [id, contestIds]));
  return [
    ...atOnce.filter(([a, b]) => a.stationId === b.stationId).map(([a, b]): Conflict => ({ kind: 'station', sessions: [a.id, b.id] })),
    ...people.flatMap((person) => atOnce.filter(([a, b]) => inBoth(person, a, b)).map(([a, b]): Conflict => ({ kind: 'person', role: person.role, name: person.name, sessions: [a.id, b.id] }))),
    ...pairs.filter(([a, b]) => a.contestId === b.contestId && a.from <= b.to && b.from <= a.to).map(([a, b]): Conflict => ({ kind: 'twice', sessions: [a.id, b.id] })),
    ...sessions.filter(({ contestId, stationId }) => !isAllowed(allowed.get(stationId), contestId)).map(({ id }): Conflict => ({ kind: 'elsewhere', sessions: [id] })),
    ...contests.flatMap(({ id, entrants }): Conflict[] => {
      const held = sessions.filter(({ contestId }) => contestId === id);
      const count = Array.from({ length: entrants }, (_, index) => index + 1).filter((position) => !held.some(({ from, to }) => from <= position && position <= to)).length;
      return count > 0 ? [{ kind: 'unplanned', contestId: id, count, sessions: [] }] : [];
    }),
  ];
}

export const isAllowed = (contestIds: readonly string[] | undefined, contestId: string): boolean =>
  contestIds !== undefined && (contestIds.length === 0 || contestIds.includes(contestId));

/** An entrant is needed for the own turn, where it is known; a judge, and an entrant of a sealed contest, for the whole session. */
function inBoth({ contests }: BusyPerson, a: ContestSession, b: ContestSession): boolean {
  if (a.contestId === b.contestId) return false;
  const time = (session: ContestSession): Time | null => {
    const part = contests.find(({ contestId }) => contestId === session.contestId);
    if (!part) return null;
    if (part.position === null) return spanOf(session);
    if (part.position < session.from || part.position > session.to) return null;
    const at = plannedAt(session, part.position);
    return [at, at + session.minutes * 60_000];
  };
  const [first, second] = [time(a), time(b)];
  return first !== null && second !== null && overlap(first, second);
}
