/** The ceremony as a wall shows it: the newest state the server told, and whether it has just gone one step on. */
import type { CeremonyState } from '@leitai/contract';
import { screenPace } from '#lib/board/pace.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

/** How long a reveal has the wall: the strip comes off, the score runs up, the seal is stamped. */
const MOVING_MS = 4_000;

export class CeremonyFeed {
  /** Kept through every loss of the connection. Null until the first snapshot. */
  shown: CeremonyState | null = $state.raw(null);
  /** True while what was revealed last moves. Going back, jumping and coming in anew show end states. */
  moving = $state(false);
  failure: unknown = $state.raw(null);

  #still: ReturnType<typeof setTimeout> | undefined;

  /** Follows the event until the returned function is called. */
  follow(eventId: string): () => void {
    const connection = getConnection();
    const off = connection.on('ceremony:changed', (state) => state.eventId === eventId && this.#take(state));
    const leave = connection.join('ceremony:join', { eventId }, (snapshot) => this.#take(snapshot), (error) => (this.failure = error));
    return () => {
      off();
      leave();
      clearTimeout(this.#still);
      this.moving = false;
    };
  }

  #take(state: CeremonyState): void {
    this.failure = null;
    const { shown } = this;
    if (shown?.eventId === state.eventId && state.revision <= shown.revision) return;
    const forward = shown !== null && state.stage === 'running' && state.revision === shown.revision + 1 && state.step === shown.step + 1;
    this.shown = state;
    this.moving = forward;
    clearTimeout(this.#still);
    if (!forward) return;
    screenPace.take(performance.now());
    this.#still = setTimeout(() => (this.moving = false), MOVING_MS);
  }
}
