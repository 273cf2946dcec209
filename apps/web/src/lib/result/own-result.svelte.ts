/** The contestant's own result: from code to session to numbers. */
import type { OwnResult } from '@leitai/contract';
import { api } from '#lib/api.ts';
import { RefusalError } from '#lib/errors.ts';

/** No contestant is signed in here: ask for the code, which is no failure. */
const strangers: readonly string[] = ['access.sign-in', 'access.forbidden'];

export class OwnResultState {
  /** The last result read, kept when reading again fails. */
  result: OwnResult | null = $state.raw(null);
  /** Whether a code is to be asked for. */
  asks = $state(false);
  busy = $state(false);
  failure: unknown = $state.raw(null);

  /** Exchanges the code for a session and reads. Returns whether that worked. */
  open(code: string): Promise<boolean> {
    return this.#try(async () => {
      await api('POST /api/session/contestant', { body: { code } });
      await this.#read();
    });
  }

  /** Reads (again) with the session this phone has. */
  load(): Promise<boolean> {
    return this.#try(() => this.#read());
  }

  /** Forgets the session on this phone. */
  leave(): Promise<boolean> {
    return this.#try(async () => {
      await api('DELETE /api/session');
      this.result = null;
      this.asks = true;
    });
  }

  async #read(): Promise<void> {
    this.result = await api('GET /api/my/result');
    this.asks = false;
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
      if (stranger) this.result = null;
      if (this.result === null) this.asks = true;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
