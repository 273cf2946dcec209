/** The whole event as every big screen needs it: contests, organisations, news. */
import type { OverviewState } from '@leitai/contract';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

export class OverviewFeed {
  /** Kept through every loss of the connection. Null until the first snapshot. */
  shown: OverviewState | null = $state.raw(null);
  failure: unknown = $state.raw(null);

  /** Follows the event until the returned function is called. `joined` runs after every snapshot. */
  follow(eventId: string, joined: () => void): () => void {
    const connection = getConnection();
    const off = connection.on('overview:changed', (state) => state.eventId === eventId && this.#take(state));
    const leave = connection.join(
      'overview:join',
      { eventId },
      (snapshot) => {
        this.failure = null;
        this.#take(snapshot);
        joined();
      },
      (error) => (this.failure = error),
    );
    return () => {
      off();
      leave();
    };
  }

  #take(state: OverviewState): void {
    if (this.shown?.eventId !== state.eventId || state.revision > this.shown.revision) this.shown = state;
  }
}
