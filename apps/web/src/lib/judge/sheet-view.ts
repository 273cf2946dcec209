/** A sheet as the judge sees it: what the server has, with the own marks that are still on their way laid over it. */
import type { ContestState, DeskEntrant, JudgeDesk, Mark, Sheet } from '@leitai/contract';
import { scoreSheet, type MarkValue, type Scheme, type SheetScore } from '@leitai/scoring';
import type { Entry, MarkCommand, MarkReceipt } from './outbox.ts';

export type SheetView = {
  readonly sheet: Sheet;
  readonly entrant: DeskEntrant;
  readonly values: Readonly<Record<string, MarkValue>>;
  readonly score: SheetScore;
  /** Signed and handed in on this device, but not yet acknowledged by a server. */
  readonly handingIn: (Entry & { name: 'sheet:submit' }) | null;
  /** Asked to be withdrawn on this device; the sheet stays locked until the server has said so. */
  readonly withdrawing: (Entry & { name: 'sheet:withdraw' }) | null;
};

export function viewSheet(scheme: Scheme, sheet: Sheet, entrant: DeskEntrant, pending: readonly Entry[]): SheetView {
  const values: Record<string, MarkValue> = {};
  const lay = (criterionId: string, value: MarkValue | null): void => {
    if (value) values[criterionId] = value;
    else delete values[criterionId];
  };
  for (const { criterionId, value } of sheet.marks) lay(criterionId, value);
  for (const { name, command } of pending) if (name === 'mark:put') lay(command.criterionId, command.value);
  const handingIn = pending.find((entry): entry is Entry & { name: 'sheet:submit' } => entry.name === 'sheet:submit') ?? null;
  const withdrawing = pending.find((entry): entry is Entry & { name: 'sheet:withdraw' } => entry.name === 'sheet:withdraw') ?? null;
  return { sheet, entrant, values, score: scoreSheet(scheme, values), handingIn, withdrawing };
}

/** Whether the judge may change this mark now. The server decides again. */
export function mayMark(contest: ContestState, entrant: DeskEntrant, sheet: Sheet, criterionId: string): boolean {
  if (contest !== 'running') return false;
  if (entrant.state === 'absent' || entrant.state === 'withdrawn' || entrant.state === 'disqualified') return false;
  if (sheet.state === 'open') return true;
  return sheet.state === 'returned' && (sheet.returned?.items.includes(criterionId) ?? false);
}

/** The version the sheet will have once its waiting marks have arrived. One that stands in the sheet already has arrived, unacknowledged. */
export function versionAfter(sheet: Sheet, pending: readonly Entry[]): number {
  const arrived = ({ criterionId, expectedVersion }: MarkCommand): boolean => sheet.marks.some((mark) => mark.criterionId === criterionId && mark.version > expectedVersion);
  return sheet.version + pending.filter(({ name, command }) => name === 'mark:put' && !arrived(command)).length;
}

/** The sheet after the server stored a mark, unless it already knows better. */
export function withMark(sheet: Sheet, { criterionId, value }: MarkCommand, { version, sheetVersion, recordedAt }: MarkReceipt): Sheet {
  const known = sheet.marks.find((mark) => mark.criterionId === criterionId);
  if (known && known.version >= version) return sheet;
  const mark: Mark = { criterionId, value, version, at: recordedAt };
  return { ...sheet, version: Math.max(sheet.version, sheetVersion), marks: [...sheet.marks.filter((other) => other !== known), mark] };
}

/** A newer snapshot, except for sheets that have moved on since it was taken. */
export function mergeDesk(known: JudgeDesk | null, fresh: JudgeDesk): JudgeDesk {
  if (known?.me.judgeId !== fresh.me.judgeId) return fresh;
  return { ...fresh, sheets: fresh.sheets.map((sheet) => newer(known.sheets.find(({ id }) => id === sheet.id), sheet)) };
}

export const newer = (known: Sheet | undefined, fresh: Sheet): Sheet => (known && known.version > fresh.version ? known : fresh);
