/** The steps from one snapshot of the desk to the next: what the server stored or told, laid into what is known. */
import type { JudgeDesk, Recusal, ServerMessages, Sheet } from '@leitai/contract';
import { withEvidence, withNote, withoutEvidence } from './evidence/sheet-evidence.ts';
import type { Photo, Receipt } from './evidence/photo-line.ts';
import type { Stored } from './outbox.ts';
import { isInHand, newer, withMark } from './sheet-view.ts';

const withSheet = (desk: JudgeDesk, sheetId: string, change: (known: Sheet) => Sheet): JudgeDesk =>
  ({ ...desk, sheets: desk.sheets.map((sheet) => (sheet.id === sheetId ? change(sheet) : sheet)) });

/** A sheet as the server has it now; one the chief had laid out anew joins the desk. */
export function withHeard(desk: JudgeDesk, sheet: Sheet): JudgeDesk {
  if (desk.sheets.some(({ id }) => id === sheet.id)) return withSheet(desk, sheet.id, (known) => newer(known, sheet));
  return { ...desk, sheets: [...desk.sheets, sheet] };
}

/** A command of this device the server has stored. */
export function withStored(desk: JudgeDesk, sheetId: string, done: Stored): JudgeDesk {
  return withSheet(desk, sheetId, (known) => {
    switch (done.name) {
      case 'mark:put': return withMark(known, done.command, done.receipt);
      case 'note:put': return withNote(known, done.command, done.receipt);
      case 'evidence:remove': return withoutEvidence(known, done.command.evidenceId, done.receipt.sheetVersion);
      case 'sheet:submit':
      case 'sheet:withdraw': return newer(known, done.receipt.sheet);
      case 'visit:put':
      case 'finding:open': return known;
    }
  });
}

/** A photograph of this device the server has stored. */
export const withStoredPhoto = (desk: JudgeDesk, { sheetId }: Photo, { evidence, sheetVersion }: Receipt): JudgeDesk =>
  withSheet(desk, sheetId, (known) => withEvidence(known, evidence, sheetVersion));

/** Closes the judge's open sheets of the entrant; another judge's recusal changes nothing here. */
export function withRecusal(desk: JudgeDesk, recusal: Recusal): JudgeDesk {
  if (recusal.judgeId !== desk.me.judgeId) return desk;
  const sheets = desk.sheets.map((sheet): Sheet => (sheet.entrantId === recusal.entrantId && isInHand(sheet) ? { ...sheet, state: 'recused' } : sheet));
  return { ...desk, sheets, recusals: [...desk.recusals.filter(({ entrantId }) => entrantId !== recusal.entrantId), recusal] };
}

/** The contest and its entrants, unless they are another's or an earlier stand. */
export function withContest(desk: JudgeDesk, { contest, entrants }: ServerMessages['contest:changed']): JudgeDesk {
  return contest.id !== desk.contest.id || contest.revision < desk.contest.revision ? desk : { ...desk, contest, entrants };
}

/** What to open first: the entrant on stage, else a returned sheet, else the first that is not handed in. */
export function firstSheet({ entrants, sheets }: JudgeDesk): Sheet | undefined {
  const stage = entrants.find(({ state }) => state === 'on-stage');
  const inOrder = entrants.toSorted((a, b) => a.position - b.position).flatMap(({ id }) => sheets.filter((one) => one.entrantId === id && isInHand(one)));
  return inOrder.find(({ entrantId }) => entrantId === stage?.id) ?? inOrder.find(({ state }) => state === 'returned') ?? inOrder.find(({ state }) => state === 'open') ?? inOrder[0];
}
