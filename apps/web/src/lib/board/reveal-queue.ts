/** Paces the big screen: at most one moving event every three seconds, and never far behind the truth. */
import type { BoardState } from '@leitai/contract';
import { Pace } from './pace.ts';

/** How many reveals may wait; one more, and the screen jumps to the newest state without motion. */
export const LONGEST_QUEUE = 2;

export type Paced = { readonly state: BoardState; readonly animate: boolean };

/** True when `next` should take the place of `current`: of another contest, or of a later revision. */
export function isNewer(current: { contestId: string; revision: number } | null, next: { contestId: string; revision: number }): boolean {
  return current === null || current.contestId !== next.contestId || next.revision > current.revision;
}

/** Whether both states tell the same latest result. */
export const sameReveal = (a: BoardState, b: BoardState): boolean =>
  a.contestId === b.contestId && a.latest?.code === b.latest?.code && a.latest?.at === b.latest?.at;

/** Times are milliseconds of one monotonic clock, passed in. */
export class RevealQueue {
  #shown: BoardState | null = null;
  #waiting: BoardState[] = [];
  readonly #pace: Pace;

  /** @param pace shared with everything else that moves on the screen. */
  constructor(pace = new Pace()) {
    this.#pace = pace;
  }

  /** What to show at once, or null when the state is old or has to wait its turn. The first state never moves: a screen just opened replays nothing. */
  offer(state: BoardState, now: number): Paced | null {
    const tail = this.#waiting.at(-1) ?? this.#shown;
    if (!isNewer(tail, state)) return null;
    if (tail?.contestId !== state.contestId) {
      this.#waiting = [];
      return this.#show(state, false, now);
    }
    const reveals = state.latest !== null && !sameReveal(state, tail);
    if (this.#waiting.length === 0 && (!reveals || this.#pace.dueIn(now) === 0)) return this.#show(state, reveals, now);
    if (!reveals) this.#waiting.pop();
    this.#waiting.push(state);
    if (this.#waiting.length <= LONGEST_QUEUE) return null;
    this.#waiting = [];
    return this.#show(state, false, now);
  }

  /** Straight to this state, without motion: nobody looks at it now. */
  jump(state: BoardState, now: number): Paced | null {
    if (!isNewer(this.#waiting.at(-1) ?? this.#shown, state)) return null;
    this.#waiting = [];
    return this.#show(state, false, now);
  }

  /** The next waiting state once its turn has come. */
  next(now: number): Paced | null {
    if (this.#pace.dueIn(now) > 0) return null;
    const state = this.#waiting.shift();
    return state ? this.#show(state, true, now) : null;
  }

  /** Milliseconds until `next` has something, or null when nothing waits. */
  wait(now: number): number | null {
    return this.#waiting.length === 0 ? null : this.#pace.dueIn(now);
  }

  #show(state: BoardState, animate: boolean, now: number): Paced {
    this.#shown = state;
    if (animate) this.#pace.take(now);
    return { state, animate };
  }
}
