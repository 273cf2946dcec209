/** How far a contest has come, in a leader's words. */
import type { ContestState } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

const words: { readonly [S in ContestState]: () => string } = {
  setup: m.unit_state_setup, running: m.unit_state_running, closed: m.unit_state_closed,
  signed: m.unit_state_signed, provisional: m.unit_state_provisional, final: m.unit_state_final,
};
export const contestWord = (state: ContestState): string => words[state]();
