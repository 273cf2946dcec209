/** Stages, order of appearance and medals of an event, as the hall's screens show them. */
import type { HallState } from '@leitai/contract';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

export class HallFeed {
  /** Kept through every loss of the connection. Null until the first snapshot. */
  shown: HallState | null = $state.raw(null);
  failure: unknown = $state.raw(null);

  /** Follows the event until the returned function is called. */
  follow(eventId: string): () => void {
    const connection = getConnection();
    const off = connection.on('hall:changed', (state) => state.eventId === eventId && this.#take(state));
    const leave = connection.join('hall:join', { eventId }, (snapshot) => this.#take(snapshot), (error) => (this.failure = error));
    return () => {
      off();
      leave();
    };
  }

  #take(state: HallState): void {
    this.failure = null;
    const newer = (one: HallState, other: HallState): boolean => one.revision > other.revision || (one.revision === other.revision && one.schedule.revision > other.schedule.revision);
    if (this.shown?.eventId !== state.eventId || newer(state, this.shown)) this.shown = state;
  }
}
