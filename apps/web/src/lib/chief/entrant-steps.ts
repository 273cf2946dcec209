/** Which steps with an entrant as a whole make sense now; the server decides again. */
import type { OutState } from '@leitai/contract';
import { isOut, type QueueEntrant } from './queue.ts';

export type EntrantStep = OutState | 'reinstate' | 'substitute' | 'repeat';

const OUT: readonly OutState[] = ['absent', 'withdrawn', 'disqualified'];

/** @param begun a mark was given in the attempt in hand. */
export function stepsFor(entrant: QueueEntrant, begun: boolean): readonly EntrantStep[] {
  const { state, attempt } = entrant;
  if (isOut(entrant)) return entrant.outReason === null ? [] : ['reinstate'];
  const replaceable = (state === 'waiting' || state === 'performed') && !begun && attempt === 1;
  const repeatable = state === 'on-stage' || state === 'performed';
  return [...OUT, ...(replaceable ? ['substitute' as const] : []), ...(repeatable ? ['repeat' as const] : [])];
}
