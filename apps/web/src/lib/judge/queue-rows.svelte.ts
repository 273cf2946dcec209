/** The queue's rows: every entrant with the judge's sheet, and the state in a word. */
import type { DeskEntrant, Sheet } from '@leitai/contract';
import { entrantWord } from '#lib/entrant-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Desk } from './desk.svelte.ts';
import { viewSheet } from './sheet-view.ts';

export type QueueRow = {
  readonly entrant: DeskEntrant;
  readonly sheet: Sheet | undefined;
  readonly current: boolean;
  /** Still to be marked or handed in. */
  readonly open: boolean;
  readonly look: 'done' | 'returned' | 'off' | 'plain' | 'waits';
  readonly words: string;
};

export function queueRows(desk: Desk): QueueRow[] {
  const { snapshot, queue } = desk;
  if (!snapshot) return [];
  return snapshot.entrants
    .toSorted((a, b) => a.position - b.position)
    .map((entrant) => {
      const found = snapshot.sheets.find(({ entrantId, attempt }) => entrantId === entrant.id && attempt === entrant.attempt);
      // A sheet closed by recusal opens no more.
      const sheet = found?.state === 'recused' ? undefined : found;
      const current = sheet !== undefined && sheet.id === desk.current?.sheet.id;
      const view = sheet ? viewSheet(snapshot.scheme, sheet, entrant, queue?.pending(sheet.id) ?? [], desk.photos?.of(sheet.id)) : null;
      const open = view !== null && !view.handingIn && (view.sheet.state === 'open' || view.sheet.state === 'returned');
      if (view?.handingIn) return { entrant, sheet, current, open, look: 'waits', words: m.judge_to_be_delivered() };
      const marked = view?.score ?? null;
      return { entrant, sheet, current, open, ...state(entrant, sheet, current, marked ? `${marked.marked}/${marked.count}` : null, (marked?.marked ?? 0) > 0) };
    });
}

function state(entrant: DeskEntrant, sheet: Sheet | undefined, current: boolean, progress: string | null, begun: boolean): Pick<QueueRow, 'look' | 'words'> {
  if (!sheet) return { look: 'off', words: m.judge_state_recused() };
  switch (entrant.state) {
    case 'absent':
    case 'withdrawn':
    case 'disqualified':
      return { look: 'off', words: entrantWord(entrant.state) };
    default:
  }
  switch (sheet.state) {
    case 'recused':
      return { look: 'off', words: m.judge_state_recused() };
    case 'returned':
      return { look: 'returned', words: m.judge_state_returned() };
    case 'submitted':
      return { look: 'done', words: m.judge_state_submitted() };
    case 'confirmed':
      return { look: 'done', words: m.judge_state_confirmed() };
    case 'superseded':
      return { look: 'off', words: m.judge_state_superseded() };
    case 'open':
      if (current) return { look: 'plain', words: m.judge_state_marking() };
      if (begun && progress) return { look: 'plain', words: progress };
      return { look: 'plain', words: entrant.state === 'performed' ? m.judge_state_performed() : entrantWord(entrant.state) };
  }
}
