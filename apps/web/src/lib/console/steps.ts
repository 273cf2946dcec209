/** A contest's next step in its life, and the words around taking it. */
import type { ContestState } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

/** Named by the state it leads to. */
export type Step = Exclude<ContestState, 'setup'>;

export const STEPS: { readonly [S in ContestState]: Step | null } = { setup: 'running', running: 'closed', closed: 'published', published: null };

/** On a tile or a contest's page. */
export function stepWord(step: Step): string {
  switch (step) {
    case 'running':
      return m.contest_open();
    case 'closed':
      return m.contest_close();
    case 'published':
      return m.contest_publish();
    default:
      return step satisfies never;
  }
}

/** Title, consequence and button of the dialog that asks. */
export function stepDialog(step: Step, count: number): { title: string; body: string; go: string } {
  switch (step) {
    case 'running':
      return { title: m.console_dialog_open_title(), body: m.console_dialog_open_body(), go: m.console_dialog_open_go({ count }) };
    case 'closed':
      return { title: m.console_dialog_close_title(), body: m.console_dialog_close_body(), go: m.console_dialog_close_go({ count }) };
    case 'published':
      return { title: m.console_dialog_publish_title(), body: m.console_dialog_publish_body(), go: m.console_dialog_publish_go({ count }) };
    default:
      return step satisfies never;
  }
}
