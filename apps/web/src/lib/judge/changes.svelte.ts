/** What the judge changed on this page, so that the latest of it can be put back. */
import type { MarkValue } from '@leitai/scoring';

/** One change of a mark, as taking it back needs it. */
export type Change = { readonly sheetId: string; readonly criterionId: string; readonly before: MarkValue | null };

/** How long taking back is offered after a mark was cleared or a veto raised, in milliseconds. */
const OFFERED_MS = 5_000;

export class Changes {
  /** What was just cleared or vetoed, while taking it back is offered. */
  offered: Change | null = $state.raw(null);
  /** The latest last. */
  #made: readonly Change[] = [];

  add(change: Change): void {
    this.#made = [...this.#made, change];
  }

  offer(change: Change): void {
    this.offered = change;
    setTimeout(() => this.offered === change && (this.offered = null), OFFERED_MS);
  }

  latestIn(sheetId: string): Change | undefined {
    return this.#made.findLast((change) => change.sheetId === sheetId);
  }

  takeBack(change: Change): void {
    this.#made = this.#made.filter((one) => one !== change);
    this.offered = null;
  }
}
