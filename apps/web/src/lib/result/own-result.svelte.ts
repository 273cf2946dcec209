/** The contestant's own result: from code to session to numbers, and followed as the public board moves. */
import type { BoardState, OwnAppeals, OwnResult } from '@leitai/contract';
import { api } from '#lib/api.ts';
import { OfflineError, RefusalError } from '#lib/errors.ts';
import { getConnection } from '#lib/realtime/connection.svelte.ts';
import { isBehind, Reread } from './reread.ts';

/** No contestant is signed in here: ask for the code, which is no failure. */
const strangers: readonly string[] = ['access.sign-in', 'access.forbidden'];

export class OwnResultState {
  /** The last result read, kept when reading again fails. */
  result: OwnResult | null = $state.raw(null);
  /** What the contestant is told of appeals, read with the result. */
  appeals: OwnAppeals | null = $state.raw(null);
  /** Whether a code is to be asked for. */
  asks = $state(false);
  busy = $state(false);
  failure: unknown = $state.raw(null);

  /** The public board as heard last, and its revision when the result was read. */
  #board: BoardState | null = null;
  #read: number | null = null;
  readonly #again = new Reread(() => void this.load());

  /** Exchanges the code for a session and reads. Returns whether that worked. */
  async open(code: string): Promise<boolean> {
    const opened = await this.#try(async () => {
      await api('POST /api/session/contestant', { body: { code } });
      await this.#fetch();
    });
    // Of a code nobody answered for, nothing is known: it is tried again as it is.
    if (!opened && !(this.failure instanceof OfflineError)) this.asks = true;
    return opened;
  }

  /** Reads (again) with the session this phone has. */
  load(): Promise<boolean> {
    return this.#try(() => this.#fetch());
  }

  /** Follows the contest's public board until the returned function is called: what concerns this contestant is read within some seconds. */
  follow(contestId: string): () => void {
    const connection = getConnection();
    const heard = (board: BoardState): void => {
      this.#board = board;
      this.#compare();
    };
    const off = connection.on('board:changed', (board) => board.contestId === contestId && heard(board));
    // The result says itself when there is no connection; the next snapshot tells what was missed.
    const leave = connection.join('board:join', { contestId }, heard, () => undefined);
    return () => {
      off();
      leave();
      this.#again.stop();
      [this.#board, this.#read] = [null, null];
    };
  }

  /** Forgets the session on this phone. */
  leave(): Promise<boolean> {
    return this.#try(async () => {
      await api('DELETE /api/session');
      this.result = null;
      this.asks = true;
    });
  }

  async #fetch(): Promise<void> {
    const known = this.#board?.revision ?? null;
    this.result = await api('GET /api/my/result');
    this.asks = false;
    this.appeals = await api('GET /api/my/appeals');
    this.#read = known;
    this.#compare();
  }

  #compare(): void {
    if (!this.result || !this.#board) return;
    if (isBehind(this.result, this.#board, this.#read)) this.#again.soon();
    else this.#read ??= this.#board.revision;
  }

  async #try(act: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    try {
      await act();
      this.failure = null;
      return true;
    } catch (error) {
      const stranger = error instanceof RefusalError && strangers.includes(error.code);
      this.failure = stranger ? null : error;
      if (stranger) [this.result, this.asks] = [null, true];
      return false;
    } finally {
      this.busy = false;
    }
  }
}
