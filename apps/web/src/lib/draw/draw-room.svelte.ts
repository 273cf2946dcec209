/** The event's draws, live, with the register its maker has opened on this screen. */
import type { ContestDraw, EventDraws, FirstRegister, SecondRegister } from '@leitai/contract';
import { createContext } from 'svelte';
import { api } from '#lib/api.ts';
import { Newest } from '#lib/newest.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

/** A line of a draw as far as it is known here: what is null lies under the strip. */
export type DrawLine = { readonly name: string | null; readonly organisation: string | null; readonly number: number | null; readonly station: number | null; readonly code: string | null };
export type Register = { readonly contestId: string; readonly step: 'first'; readonly rows: FirstRegister } | { readonly contestId: string; readonly step: 'second'; readonly rows: SecondRegister };

export class DrawRoom {
  draws: EventDraws | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  register: Register | null = $state.raw(null);
  busy = $state(false);
  readonly contests: readonly ContestDraw[] = $derived(this.draws?.contests ?? []);

  readonly eventId: string;
  readonly #newest = new Newest();

  constructor(eventId: string) {
    this.eventId = eventId;
  }

  /** The public overview moves with every step of every draw: then the draws are read again. */
  follow(): () => void {
    const connection = getConnection();
    const off = connection.on('overview:changed', ({ eventId }) => eventId === this.eventId && void this.load());
    const leave = connection.join('overview:join', { eventId: this.eventId }, () => void this.load(), (error) => (this.failure = error));
    return () => {
      off();
      leave();
    };
  }

  async load(): Promise<void> {
    const isNews = this.#newest.ask();
    try {
      const draws = await api('GET /api/events/:eventId/draws', { params: { eventId: this.eventId } });
      if (isNews()) this.draws = draws;
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  /** Does one step and reads again. @returns whether it was done. */
  async act(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    try {
      await work();
      await this.load();
      return true;
    } catch (error) {
      this.failure = error;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Reading it is written down, so that nothing here does it unasked. */
  open({ contestId, mine }: ContestDraw): Promise<boolean> {
    const at = { params: { eventId: this.eventId, contestId } };
    return this.act(async () => {
      if (mine === 'first') this.register = { contestId, step: mine, rows: await api('GET /api/events/:eventId/contests/:contestId/draw/first', at) };
      else if (mine === 'second') this.register = { contestId, step: mine, rows: await api('GET /api/events/:eventId/contests/:contestId/draw/second', at) };
    });
  }
}

export const [useDraws, provideDraws] = createContext<DrawRoom>();
