/** One event as the organiser sees it, live: the control room's state and what is derived from it. Shared by all pages of the event. */
import type { ControlContest, ControlState } from '@leitai/contract';
import { createContext } from 'svelte';
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { alertsOf } from './alerts.ts';
import { dayAt, NO_DAY } from './control/late.ts';
import { figuresOf } from './overview.ts';
import { roadOf } from './road.ts';

/** How often the clock moves. */
const TICK_MS = 5_000;

export class ControlRoom {
  /** Null until the first snapshot; kept through every loss of the connection. */
  state: ControlState | null = $state.raw(null);
  failure: unknown = $state.raw(null);

  /** By the server's clock, in milliseconds; moves while the event is followed. */
  now = $state(getConnection().serverNow());

  readonly contests: readonly ControlContest[] = $derived(this.state?.contests ?? []);
  readonly day = $derived(this.state ? dayAt(this.state.schedule, this.now) : NO_DAY);
  readonly alerts = $derived(alertsOf(this.contests, this.day.late));
  /** Why the last backup failed; null while they are made. */
  readonly unsaved: string | null = $derived(this.state?.backup?.failure ?? null);
  /** Post qualifications that end soon, of all events; told where checks that renew them are held. */
  renewals = $state(0);
  /** How much needs a hand. */
  readonly waiting = $derived(this.alerts.length + (this.unsaved === null ? 0 : 1) + (this.renewals === 0 ? 0 : 1));
  readonly figures = $derived(figuresOf(this.contests));
  readonly road = $derived(this.state ? roadOf(this.state) : []);

  readonly eventId: string;
  constructor(eventId: string) {
    this.eventId = eventId;
  }

  contest(id: string): ControlContest | undefined {
    return this.contests.find((contest) => contest.id === id);
  }

  /** Follows the event until the returned function is called. */
  follow(): () => void {
    const connection = getConnection();
    const timer = setInterval(() => (this.now = connection.serverNow()), TICK_MS);
    const off = connection.on('control:changed', (state) => state.event.id === this.eventId && this.#take(state));
    const leave = connection.join('control:join', { eventId: this.eventId }, (snapshot) => this.#take(snapshot), (error) => (this.failure = error));
    return () => {
      clearInterval(timer);
      off();
      leave();
    };
  }

  /** A snapshot that was composed earlier than the one shown came late, and is passed over. */
  #take(state: ControlState): void {
    if (this.state && state.at < this.state.at) return;
    this.state = state;
    this.failure = null;
  }
}

export const [useControlRoom, provideControlRoom] = createContext<ControlRoom>();
