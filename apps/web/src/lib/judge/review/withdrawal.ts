/** How long a sheet handed in may still be withdrawn. The server decides; this is what the judge sees. */
import { WITHDRAW_MS } from '@leitai/contract/ink';
import type { Sheet } from '@leitai/contract';

/** Milliseconds left at this moment of the server's clock; 0 when it is over, or was never begun. */
export function withdrawLeft({ state, submittedAt }: Pick<Sheet, 'state' | 'submittedAt'>, serverNow: number): number {
  if (state !== 'submitted' || submittedAt === null) return 0;
  return Math.max(0, Math.min(WITHDRAW_MS, Date.parse(submittedAt) + WITHDRAW_MS - serverNow));
}
