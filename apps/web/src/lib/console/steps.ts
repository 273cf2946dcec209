/** The steps of a contest's life, and the words around taking one. */
import type { ContestState } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

/** Named by the state it leads to. What follows is signed for, on the results page. */
export type Step = 'running' | 'closed';

/** What may follow: a closed contest may be opened again until the chief has signed. */
export const STEPS: { readonly [S in ContestState]: readonly Step[] } = {
  setup: ['running'],
  running: ['closed'],
  closed: ['running'],
  signed: [],
  provisional: [],
  final: [],
};

/** On a tile or a contest's page. */
export function stepWord(step: Step, from: ContestState): string {
  switch (step) {
    case 'running':
      return from === 'closed' ? m.contest_reopen() : m.contest_open();
    case 'closed':
      return m.contest_close();
    default:
      return step satisfies never;
  }
}

export type StepWords = { readonly title: string; readonly body: string; readonly go: string };

/** Title, consequence and button of the dialog that asks. */
export function stepDialog(step: Step, from: ContestState, count: number): StepWords {
  switch (step) {
    case 'running':
      return from === 'closed'
        ? { title: m.console_dialog_reopen_title(), body: m.console_dialog_reopen_body(), go: m.console_dialog_reopen_go() }
        : { title: m.console_dialog_open_title(), body: m.console_dialog_open_body(), go: m.console_dialog_open_go({ count }) };
    case 'closed':
      return { title: m.console_dialog_close_title(), body: m.console_dialog_close_body(), go: m.console_dialog_close_go({ count }) };
    default:
      return step satisfies never;
  }
}
