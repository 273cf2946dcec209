/** The ceremony as a wall shows it: the newest state the server told, and whether it has just gone one step on. */
import type { CeremonyState } from '@leitai/contract';
import { Feed } from '#lib/board/feed.svelte.ts';
import { screenPace } from '#lib/board/pace.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';

/** How long a reveal has the wall: the strip comes off, the score runs up, the seal is stamped. */
const MOVING_MS = 4_000;

export class CeremonyFeed extends Feed<CeremonyState> {
  /** True while what was revealed last moves. Going back, jumping and coming in anew show end states. */
  moving = $state(false);

  #still: ReturnType<typeof setTimeout> | undefined;

  protected override hear(eventId: string, take: (state: CeremonyState) => void, fail: (error: unknown) => void) {
    const connection = getConnection();
    return [connection.on('ceremony:changed', (state) => state.eventId === eventId && take(state)), connection.join('ceremony:join', { eventId }, take, fail)];
  }

  protected override stop(): void {
    clearTimeout(this.#still);
    this.moving = false;
  }

  protected override take(state: CeremonyState): void {
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
