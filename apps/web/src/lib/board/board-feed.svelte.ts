/** One contest's board as the screen shows it: the newest state the server told, paced so that motion can be followed. */
import type { BoardState } from '@leitai/contract';
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { Feed } from './feed.svelte.ts';
import { REVEAL_EVERY_MS, screenPace } from './pace.ts';
import { RevealQueue, sameReveal, type Paced } from './reveal-queue.ts';

export class BoardFeed extends Feed<BoardState> {
  /** Counts the reveals shown with motion; 0 before the first. */
  reveals = $state(0);
  /** True while a reveal has the screen; what else changes meanwhile does not cut it short. */
  moving = $state(false);

  /** How many components show it now; while none does, nothing of it moves or takes a turn. */
  seen = 0;

  readonly #queue = new RevealQueue(screenPace);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #still: ReturnType<typeof setTimeout> | undefined;

  protected override hear(contestId: string, take: (state: BoardState) => void, fail: (error: unknown) => void) {
    const connection = getConnection();
    return [connection.on('board:changed', (state) => state.contestId === contestId && take(state)), connection.join('board:join', { contestId }, take, fail)];
  }

  protected override take(state: BoardState): void {
    const now = performance.now();
    this.#put(this.seen > 0 ? this.#queue.offer(state, now) : this.#queue.jump(state, now));
    this.#schedule();
  }

  protected override stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#still);
  }

  #put(paced: Paced | null): void {
    if (paced === null) return;
    const same = this.shown !== null && sameReveal(this.shown, paced.state);
    this.shown = paced.state;
    if (same) return;
    this.moving = paced.animate;
    if (!paced.animate) return;
    this.reveals += 1;
    clearTimeout(this.#still);
    this.#still = setTimeout(() => (this.moving = false), REVEAL_EVERY_MS);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const wait = this.#queue.wait(performance.now());
    if (wait === null) return;
    this.#timer = setTimeout(() => {
      this.#put(this.#queue.next(performance.now()));
      this.#schedule();
    }, wait);
  }
}
