/** The plan in the organiser's hands: what was loaded, what was changed since, and what cannot be so. Nothing is kept before it is saved. */
import type { ContestSession, LiveSession, PlanDesk, Station } from '@leitai/contract';
import { conflictsOf } from '@leitai/contract/schedule-conflicts';
import { planLeft } from '@leitai/contract/schedule-proposal';
import { planned } from '@leitai/contract/schedule-times';
import { createContext } from 'svelte';
import { api } from '#lib/api.ts';
import { newCommand } from '#lib/command.ts';
import { Working } from '#lib/working.svelte.ts';
import { dayOf } from './times.ts';

export const newId = (): string => newCommand().commandId;
export type Drawn = { readonly stations: readonly Station[]; readonly sessions: readonly ContestSession[] };
const MINUTE = 60_000;
/** How far a session moves with one key, and what a drag snaps to: minutes. */
export const STEP = 5;
const MOST_UNDONE = 50;

export class Planner extends Working {
  desk: PlanDesk | null = $state.raw(null);
  drawn: Drawn = $state.raw({ stations: [], sessions: [] });
  #earlier: readonly Drawn[] = $state.raw([]);
  selectedId: string | null = $state(null);
  day = $state(dayOf(Date.now()));
  saved = $state(false);

  readonly conflicts = $derived(this.desk ? conflictsOf(this.drawn, this.desk.contests, this.desk.people) : []);
  readonly changed = $derived(this.#earlier.length > 0);
  readonly days: readonly string[] = $derived([...new Set([this.day, ...this.drawn.sessions.map(({ startsAt }) => dayOf(Date.parse(startsAt)))])].sort());
  readonly sessions: readonly ContestSession[] = $derived(this.drawn.sessions.filter(({ startsAt }) => dayOf(Date.parse(startsAt)) === this.day));
  readonly selected: ContestSession | undefined = $derived(this.drawn.sessions.find(({ id }) => id === this.selectedId));
  /** As far as each has come; what was drawn just now has nobody called. */
  readonly live: readonly LiveSession[] = $derived(this.drawn.sessions.map((session) => this.#live(session)));

  readonly eventId: string;
  constructor(eventId: string) {
    super();
    this.eventId = eventId;
  }

  async load(): Promise<void> {
    await this.attempt(async () => {
      this.desk = await api('GET /api/events/:eventId/schedule', { params: { eventId: this.eventId } });
      this.drawn = { stations: this.desk.stations, sessions: this.desk.sessions.map(planned) };
      this.#earlier = [];
      const days = [...new Set(this.drawn.sessions.map(({ startsAt }) => dayOf(Date.parse(startsAt))))].sort();
      if (!days.includes(this.day)) this.day = days.find((day) => day >= this.day) ?? days.at(-1) ?? this.day;
    });
  }

  change(part: Partial<Drawn>): void {
    this.#earlier = [...this.#earlier, this.drawn].slice(-MOST_UNDONE);
    this.drawn = { ...this.drawn, ...part };
    this.saved = false;
  }

  undo(): void {
    this.drawn = this.#earlier.at(-1) ?? this.drawn;
    this.#earlier = this.#earlier.slice(0, -1);
  }

  /** @returns whether it was saved; otherwise `failure` says why not, and nothing of it is lost here. */
  async save(): Promise<boolean> {
    if (!this.desk) return false;
    const { stations, sessions } = this.drawn;
    const body = { basedOn: this.desk.plan, stations: [...stations], sessions: [...sessions] };
    return this.attempt(async () => {
      await api('POST /api/events/:eventId/schedule', { params: { eventId: this.eventId }, body });
      await this.load();
      this.saved = true;
    });
  }

  put(session: ContestSession): void {
    this.change({ sessions: this.drawn.sessions.map((one) => (one.id === session.id ? session : one)) });
  }

  /** @param rows stations further down. */
  move(session: ContestSession, minutes: number, rows = 0): void {
    const { stations } = this.drawn;
    const row = stations.findIndex(({ id }) => id === session.stationId);
    const station = stations[Math.max(0, Math.min(stations.length - 1, row + rows))];
    const startsAt = new Date(Date.parse(session.startsAt) + minutes * MINUTE).toISOString();
    if (station && (startsAt !== session.startsAt || station.id !== session.stationId)) this.put({ ...session, stationId: station.id, startsAt });
  }

  remove(id: string): void {
    this.change({ sessions: this.drawn.sessions.filter((session) => session.id !== id) });
    this.selectedId = null;
  }

  /** The next contest that still has people to plan, at nine of the day shown. */
  add(): void {
    const left = this.conflicts.find((conflict) => conflict.kind === 'unplanned');
    const contest = this.desk?.contests.find(({ id }) => id === left?.contestId) ?? this.desk?.contests[0];
    const [station] = this.drawn.stations;
    if (!contest || !station) return;
    const planned = this.drawn.sessions.filter(({ contestId }) => contestId === contest.id);
    const from = Math.min(Math.max(1, contest.entrants), Math.max(0, ...planned.map(({ to }) => to)) + 1);
    const id = newId();
    const startsAt = new Date(`${this.day}T09:00`).toISOString();
    this.change({ sessions: [...this.drawn.sessions, { id, contestId: contest.id, stationId: station.id, startsAt, minutes: 10, changeover: 2, from, to: Math.max(from, contest.entrants) }] });
    this.selectedId = id;
  }

  /** Puts whoever of a contest is in no session into new ones, at a station of its own where none may hold it. */
  planLeft(contestId: string, stationName: string): void {
    const contest = this.desk?.contests.find(({ id }) => id === contestId);
    if (!contest) return;
    const { sessions } = this.drawn;
    const from = Date.parse(new Date(`${this.day}T09:00`).toISOString());
    const add = (stations: readonly Station[]): boolean => {
      const made = planLeft({ contest, sessions, stations, from, newId });
      if (made.length === 0) return false;
      this.change({ stations, sessions: [...sessions, ...made] });
      this.day = dayOf(Date.parse(made[0]!.startsAt));
      this.selectedId = made[0]!.id;
      return true;
    };
    if (!add(this.drawn.stations)) add([...this.drawn.stations, { id: newId(), name: stationName, place: '', contestIds: [contestId] }]);
  }

  letterOf(contestId: string): string {
    return this.desk?.contests.find(({ id }) => id === contestId)?.letter ?? '';
  }

  #live(session: ContestSession): LiveSession {
    const known = this.desk?.sessions.filter(({ contestId }) => contestId === session.contestId) ?? [];
    const waiting = Array.from({ length: session.to - session.from + 1 }, (_, index) => session.from + index)
      .filter((position) => !known.some((one) => one.from <= position && position <= one.to && !one.waiting.includes(position)));
    const called = known.find(({ id }) => id === session.id);
    return { ...session, waiting, calledAt: called?.calledAt ?? null, paceMs: called?.paceMs ?? (session.minutes + session.changeover) * MINUTE };
  }
}

export const [usePlanner, providePlanner] = createContext<Planner>();
