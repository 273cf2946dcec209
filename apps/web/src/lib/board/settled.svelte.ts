/** The newest state of a list that moves when its order changes: one move per turn of the screen's pace, straight to the newest. */
import { REVEAL_EVERY_MS, screenPace, type Pace } from './pace.ts';

export class Settled<T> {
  /** Null until the first state, which never moves. */
  shown: T | null = $state.raw(null);
  /** True while a move has the screen. */
  moving = $state(false);

  readonly #order: (state: T) => string;
  readonly #pace: Pace;
  #waiting: T | null = null;
  #turn: ReturnType<typeof setTimeout> | undefined;
  #still: ReturnType<typeof setTimeout> | undefined;

  /** @param order what moves when it changes. */
  constructor(order: (state: T) => string, pace: Pace = screenPace) {
    this.#order = order;
    this.#pace = pace;
  }

  offer(next: T): void {
    if (this.shown === null || this.#order(next) === this.#order(this.shown)) {
      this.#waiting = null;
      clearTimeout(this.#turn);
      this.shown = next;
      return;
    }
    this.#waiting = next;
    this.#take();
  }

  stop(): void {
    clearTimeout(this.#turn);
    clearTimeout(this.#still);
  }

  #take(): void {
    clearTimeout(this.#turn);
    const now = performance.now();
    const wait = this.#pace.dueIn(now);
    if (wait > 0) {
      this.#turn = setTimeout(() => this.#take(), wait);
      return;
    }
    this.#pace.take(now);
    this.shown = this.#waiting;
    this.#waiting = null;
    this.moving = true;
    clearTimeout(this.#still);
    this.#still = setTimeout(() => (this.moving = false), REVEAL_EVERY_MS);
  }
}
