/** An entrant's state in a word, on every page. Call it in a template: it follows a switch of language. */
import type { EntrantState } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

const words: { readonly [S in EntrantState]: () => string } = {
  waiting: m.entrant_state_waiting,
  'on-stage': m.entrant_state_on_stage,
  performed: m.entrant_state_performed,
  confirmed: m.entrant_state_confirmed,
  absent: m.entrant_state_absent,
  withdrawn: m.entrant_state_withdrawn,
  disqualified: m.entrant_state_disqualified,
};
export const entrantWord = (state: EntrantState): string => words[state]();
