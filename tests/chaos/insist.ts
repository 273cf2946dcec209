// Sends the same again while the server, or a part of it, is away: what a tablet does with a command and a browser's user with a button.

import { setTimeout as pause } from 'node:timers/promises';
import { PASSING, RefusedByServer } from '../../apps/simulator/src/refused.ts';

/** Milliseconds after which a server that does not come back is a failure. */
const PATIENCE = 60_000;
export const AGAIN = 100;

/** @throws RefusedByServer for what the server means to refuse; what went wrong last, once patience is over. */
export async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  for (const started = Date.now(); ; await pause(AGAIN)) {
    try {
      return await attempt();
    } catch (error) {
      const passing = !(error instanceof RefusedByServer) || PASSING.has(error.code);
      if (!passing || Date.now() - started > PATIENCE) throw error;
    }
  }
}

/** @returns null where somebody else was quicker and it is refused with one of these. */
export async function unless<T>(codes: ReadonlySet<string>, sent: Promise<T>): Promise<T | null> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof RefusedByServer && codes.has(error.code)) return null;
    throw error;
  }
}
