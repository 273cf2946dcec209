/** Whether a judge may still change what stands at one item of an own sheet. */
import type { PaperOnSheet, Returned } from '@leitai/contract';
import { Refused, type Transaction } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import { readSheets, type StoredSheet } from '../queries/sheet.ts';
import { requireActive } from './take-over.ts';

/** The sheet of this judge. @throws Refused 'sheet.not-yours'. */
export async function ownSheet(tx: Transaction, { eventId, judgeId }: PanelIdentity, sheetId: string): Promise<StoredSheet> {
  const [sheet] = await readSheets(tx, { eventId, id: sheetId, judgeId, judge: { endedAt: null } });
  if (!sheet) throw new Refused('sheet.not-yours');
  return sheet;
}

/**
 * As `put_mark` asks for a mark. Call under the contest's lock.
 * @throws Refused 'device.not-active', 'judge.recused', 'sheet.locked', 'sheet.on-paper', 'mark.not-returned'.
 */
export async function requireOpenItem(tx: Transaction, me: PanelIdentity, sheet: StoredSheet, criterionId: string): Promise<void> {
  const { state, returned } = sheet;
  await requireActive(tx, me);
  await requireNotOut(tx, sheet);
  if (state === 'recused') throw new Refused('judge.recused');
  if (state !== 'open' && state !== 'returned') throw new Refused('sheet.locked', { state });
  requireNotOnPaper(sheet);
  if (state === 'returned' && !(returned as Returned).items.includes(criterionId)) throw new Refused('mark.not-returned');
}

/** What is being taken over from paper is left alone by tablets, and stays where it is. @throws Refused 'sheet.on-paper'. */
export function requireNotOnPaper({ paper }: StoredSheet): void {
  if (paper !== null && (paper as PaperOnSheet).state !== 'applied') throw new Refused('sheet.on-paper');
}

/** Sheets of who was taken out of the contest are locked as they stand. @throws Refused 'sheet.locked' (details.state: the entrant's). */
export async function requireNotOut(tx: Transaction, { eventId, entrantId }: StoredSheet): Promise<void> {
  const out = await tx.entrant.findFirst({ where: { eventId, id: entrantId, state: { in: ['absent', 'withdrawn', 'disqualified'] } } });
  if (out) throw new Refused('sheet.locked', { state: out.state });
}

/** Counts the change as a version of the sheet. @returns the sheet as it stands with it. */
export async function touchSheet(tx: Transaction, { eventId, id }: StoredSheet): Promise<StoredSheet> {
  await tx.sheet.update({ where: { eventId_id: { eventId, id } }, data: { version: { increment: 1 } } });
  const [sheet] = await readSheets(tx, { eventId, id });
  return sheet!;
}
