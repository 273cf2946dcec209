/** Proposes a schedule: every contest at a station that may hold it, within the opening hours, nobody in two places at once. Pure, without the schemas. */
import type { BusyPerson, ContestSession, Station } from './schedule.ts';
import { isAllowed } from './schedule-conflicts.ts';
import { plannedEnd } from './schedule-times.ts';

export type Window = { readonly from: number; readonly to: number };
export type Asked = {
  readonly contests: readonly { readonly id: string; readonly entrants: number }[];
  readonly stations: readonly Station[];
  /** Opening hours, milliseconds since 1970, in order and without the lunch break. */
  readonly windows: readonly Window[];
  readonly minutes: number;
  readonly changeover: number;
  readonly people: readonly BusyPerson[];
  readonly newId: () => string;
};
export type Proposal = { readonly sessions: readonly ContestSession[]; /** What found no place in the opening hours. */ readonly left: readonly { readonly contestId: string; readonly count: number }[] };

/** The largest contests first, each where it is through earliest. */
export function propose({ contests, stations, windows, minutes, changeover, people, newId }: Asked): Proposal {
  const sessions: ContestSession[] = [];
  const left: { contestId: string; count: number }[] = [];
  for (const { id, entrants } of contests.toSorted((a, b) => b.entrants - a.entrants)) {
    const rivals = new Set(people.filter((person) => person.contests.some(({ contestId }) => contestId === id)).flatMap((person) => person.contests.map(({ contestId }) => contestId)));
    const tries = stations.filter(({ contestIds }) => isAllowed(contestIds, id)).map((station) => {
      const taken = sessions.filter(({ stationId, contestId }) => stationId === station.id || rivals.has(contestId));
      return fill(freeWithin(windows, taken, changeover * 60_000), entrants, { id, stationId: station.id, minutes, changeover, newId });
    });
    const [best] = tries.sort((a, b) => a.left - b.left || a.ends - b.ends);
    if (best) sessions.push(...best.placed);
    const count = best?.left ?? entrants;
    if (count > 0) left.push({ contestId: id, count });
  }
  return { sessions, left };
}

/** What is left of the windows; a changeover is kept on both sides of what is taken. */
function freeWithin(windows: readonly Window[], taken: readonly ContestSession[], gap: number): Window[] {
  return taken.reduce<readonly Window[]>((free, session) => {
    const [from, to] = [Date.parse(session.startsAt) - gap, plannedEnd(session) + gap];
    return free.flatMap((window) => [{ from: window.from, to: Math.min(window.to, from) }, { from: Math.max(window.from, to), to: window.to }].filter((part) => part.to > part.from));
  }, windows.toSorted((a, b) => a.from - b.from)) as Window[];
}

type Held = { readonly id: string; readonly stationId: string; readonly minutes: number; readonly changeover: number; readonly newId: () => string };

function fill(free: readonly Window[], entrants: number, { id, stationId, minutes, changeover, newId }: Held): { placed: ContestSession[]; left: number; ends: number } {
  const placed: ContestSession[] = [];
  let next = 1;
  for (const { from, to } of free) {
    const room = Math.floor(((to - from) / 60_000 + changeover) / (minutes + changeover));
    const count = Math.min(room, entrants - next + 1);
    if (count < 1) continue;
    placed.push({ id: newId(), contestId: id, stationId, startsAt: new Date(from).toISOString(), minutes, changeover, from: next, to: next + count - 1 });
    next += count;
  }
  const last = placed.at(-1);
  return { placed, left: entrants - next + 1, ends: last ? plannedEnd(last) : Infinity };
}

type Left = { readonly contest: { readonly id: string; readonly entrants: number }; readonly sessions: readonly ContestSession[]; readonly stations: readonly Station[]; /** Where nothing is held yet, milliseconds since 1970. */ readonly from: number; readonly newId: () => string };
/** Of a contest nothing of which is planned yet. */
const USUAL = { minutes: 12, changeover: 3 };

/** Sessions for whoever of a contest is in none, after all that is held there and of the contest itself. None where no station may hold it. */
export function planLeft({ contest, sessions, stations, from, newId }: Left): ContestSession[] {
  const own = sessions.filter(({ contestId }) => contestId === contest.id);
  const [like] = own;
  const station = stations.find(({ id }) => id === like?.stationId) ?? stations.find(({ contestIds }) => isAllowed(contestIds, contest.id));
  if (!station) return [];
  const { minutes, changeover } = like ?? USUAL;
  const held = sessions.filter(({ stationId, contestId }) => stationId === station.id || contestId === contest.id);
  let next = held.length === 0 ? from : Math.max(...held.map(plannedEnd)) + changeover * 60_000;
  const left = Array.from({ length: contest.entrants }, (_, index) => index + 1).filter((position) => !own.some((one) => one.from <= position && position <= one.to));
  const runs: { from: number; to: number }[] = [];
  for (const position of left) {
    const run = runs.at(-1);
    if (run?.to === position - 1) run.to = position;
    else runs.push({ from: position, to: position });
  }
  return runs.map((run) => {
    const session = { id: newId(), contestId: contest.id, stationId: station.id, startsAt: new Date(next).toISOString(), minutes, changeover, ...run };
    next = plannedEnd(session) + changeover * 60_000;
    return session;
  });
}
