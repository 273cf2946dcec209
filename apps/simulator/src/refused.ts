/** A refusal as a client meets it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Refusal } from '@leitai/contract';

/** The server refused on purpose; `code` says why. */
export class RefusedByServer extends Error {
  override readonly name = 'RefusedByServer';
  readonly code: Refusal['code'];
  readonly details: unknown;

  constructor(what: string, { code, details }: Refusal) {
    super(`${what}: ${code}${details === undefined ? '' : ` ${JSON.stringify(details)}`}`);
    this.code = code;
    this.details = details;
  }
}

/** What says nothing about what was sent. */
export const PASSING: ReadonlySet<string> = new Set(['request.rate-limited', 'server.busy', 'server.failed', 'server.cannot-save']);

/** Asks again, as people and tablets do, for what a server cannot do just now. @throws what else `ask` throws. */
export async function untilTaken<T>(ask: () => Promise<T>): Promise<T> {
  for (;; await pause(1_000)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof RefusedByServer) || !PASSING.has(error.code)) throw error;
    }
  }
}
