/** What a play has done so far, and how long it took. */
import type { Connection } from './client.ts';
import { PASSING } from './refused.ts';

export type Confirmed = { readonly contestId: string; readonly revision: number; readonly sentAt: number };

export class Tally {
  readonly started = performance.now();
  marksSent = 0;
  submitted = 0;
  returned = 0;
  /** Vetoes raised by judges; the chief turns every one of them down. */
  vetoes = 0;
  /** Milliseconds from a tap to its acknowledgement, of every mark whose line stood meanwhile. */
  readonly tapToAck: number[] = [];
  /** The same of every mark whose line broke before it was acknowledged. */
  readonly overBreak: number[] = [];
  readonly confirmed: Confirmed[] = [];
  readonly refusals = new Map<string, number>();

  /** Marks acknowledged. */
  get acknowledged(): number {
    return this.tapToAck.length + this.overBreak.length;
  }

  /** Of a tablet, which waits for a server that cannot just now. */
  watch(connection: Connection): Connection {
    connection.onRefusal = (error) => this.refuse(error);
    connection.repeats = PASSING;
    return connection;
  }

  refuse({ code }: { readonly code: string }): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }
}

/** The value below which a share of them lies; null when there are none. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
