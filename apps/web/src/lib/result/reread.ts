/** When a phone reads its result again: only for what concerns it, and at a moment of its own, so that a whole competition's phones do not ask at once. */
import type { BoardState, OwnResult } from '@leitai/contract';
import { isPublished } from '@leitai/contract/published';

/** Milliseconds over which the phones that hear the same news read. */
export const SPREAD_MS = 6_000;

/**
 * Whether the result read is behind what the public board says now.
 * @param read the board's revision when it was read; null where it is not known.
 */
export function isBehind(result: OwnResult, board: BoardState, read: number | null): boolean {
  const { contest, code, status, total } = result;
  if (read !== null && board.revision <= read) return false;
  if (board.state !== contest.state || board.frozenSince !== contest.frozenSince) return true;
  // A frozen board does not say what is decided meanwhile, only that something is; once places are shown every correction moves everybody's figures.
  if (contest.frozenSince !== undefined || isPublished(contest.state)) return read !== null;
  // Unsealed: people stand beside codes again.
  if (code === null) return [...board.rows, ...board.out].some(({ organisation }) => organisation !== undefined);
  const row = board.rows.find((one) => one.code === code);
  if (row) return status !== 'scored' || row.score !== total;
  return (board.out.find((one) => one.code === code)?.state ?? 'waiting') !== status;
}

/** Reads once, at a moment drawn within the spread; what is heard until then is part of it. */
export class Reread {
  readonly #read: () => void;
  readonly #random: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `random` gives 0 up to, not including, 1. */
  constructor(read: () => void, random: () => number = Math.random) {
    this.#read = read;
    this.#random = random;
  }

  soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#read();
    }, this.#random() * SPREAD_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
