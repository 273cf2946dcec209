/** States, faults and steps of a register's lines in words. Call these in a template: they follow a switch of language. */
import type { EntryHistory, EntryState } from '@leitai/contract';
import type { CellFault } from '#lib/console/roster.ts';
import { faultWord } from '#lib/console/roster-words.ts';
import { m } from '#lib/paraglide/messages.js';

const states: { readonly [S in EntryState]: () => string } = { waiting: m.registers_state_waiting, stands: m.registers_state_stands, rejected: m.registers_state_rejected, struck: m.registers_state_struck };
export const entryWord = (state: EntryState): string => states[state]();

const did: { readonly [D in EntryHistory[number]['what']]: () => string } = {
  enter: m.registers_did_enter, correct: m.registers_did_correct, strike: m.registers_did_strike, accept: m.registers_did_accept, reject: m.registers_did_reject, attach: m.registers_did_attach,
};
export const didWord = (what: EntryHistory[number]['what']): string => did[what]();

const faults: Readonly<Record<string, () => string>> = {
  'unknown-organisation': m.registers_fault_unknown_organisation, 'bad-number': m.registers_fault_bad_number, 'unknown-choice': m.registers_fault_unknown_choice,
  'more-than-all': m.registers_fault_more_than_all, 'ends-before': m.registers_fault_ends_before, 'unknown-reference': m.registers_fault_unknown_reference,
};
export const lineFault = (fault: CellFault): string => (faults[fault.code] ?? (() => faultWord(fault)))();
