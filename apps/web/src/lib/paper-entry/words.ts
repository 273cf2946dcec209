/** What a sheet that was marked on paper says of itself: who typed it in, or that it is being typed in. */
import type { PaperOnSheet } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

export function paperWord({ state, enteredBy: first, verifiedBy: second, settledBy: settled }: PaperOnSheet): string {
  if (state !== 'applied' || second === null) return m.entry_on_paper();
  return settled === null ? m.entry_by({ first, second }) : m.entry_by_settled({ first, second, settled });
}
