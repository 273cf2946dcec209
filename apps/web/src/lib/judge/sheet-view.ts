/** A sheet as the judge sees it: what the server has, with the own marks that are still on their way laid over it. */
import type { ContestState, DeskEntrant, JudgeDesk, Mark, Sheet } from '@leitai/contract';
import { allCriteria, scoreSheet, unmetNeeds, type MarkValue, type Scheme, type SheetScore, type UnmetNeed } from '@leitai/scoring';
import type { Photo } from './evidence/photo-line.ts';
import { besideOf, noteOf, photosOf, versionsOf, type Shown } from './evidence/sheet-evidence.ts';
import type { Entry, MarkCommand, MarkReceipt } from './outbox.ts';

export type SheetView = {
  readonly sheet: Sheet;
  readonly entrant: DeskEntrant;
  readonly values: Readonly<Record<string, MarkValue>>;
  readonly score: SheetScore;
  /** What marks need beside them and do not have. */
  readonly needs: readonly UnmetNeed[];
  /** What keeps the sheet from being handed in, in its order: criteria without a mark, or without what their mark needs. */
  readonly missing: readonly string[];
  readonly note: (criterionId: string) => string;
  readonly photos: (criterionId: string) => readonly Shown[];
  /** Signed and handed in on this device, but not yet acknowledged by a server. */
  readonly handingIn: (Entry & { name: 'sheet:submit' }) | null;
  /** Asked to be withdrawn on this device; the sheet stays locked until the server has said so. */
  readonly withdrawing: (Entry & { name: 'sheet:withdraw' }) | null;
};

export function viewSheet(scheme: Scheme, sheet: Sheet, entrant: DeskEntrant, pending: readonly Entry[], photos: readonly Photo[] = []): SheetView {
  const values: Record<string, MarkValue> = {};
  const lay = (criterionId: string, value: MarkValue | null): void => {
    if (value) values[criterionId] = value;
    else delete values[criterionId];
  };
  for (const { criterionId, value } of sheet.marks) lay(criterionId, value);
  for (const { name, command } of pending) if (name === 'mark:put') lay(command.criterionId, command.value);
  const handingIn = pending.find((entry): entry is Entry & { name: 'sheet:submit' } => entry.name === 'sheet:submit') ?? null;
  const withdrawing = pending.find((entry): entry is Entry & { name: 'sheet:withdraw' } => entry.name === 'sheet:withdraw') ?? null;
  const score = scoreSheet(scheme, values);
  const needs = unmetNeeds(scheme, values, (criterionId) => besideOf(sheet, pending, photos, criterionId));
  const lacking = new Set([...score.missing, ...needs.map(({ criterionId }) => criterionId)]);
  return {
    sheet, entrant, values, score, needs, handingIn, withdrawing,
    missing: allCriteria(scheme).map(({ id }) => id).filter((id) => lacking.has(id)),
    note: (criterionId) => noteOf(sheet, pending, criterionId),
    photos: (criterionId) => photosOf(sheet, pending, photos, criterionId),
  };
}

/** Whether the judge may change this mark now. The server decides again. */
export function mayMark(contest: ContestState, entrant: DeskEntrant, sheet: Sheet, criterionId: string): boolean {
  if (contest !== 'running' || isOnPaper(sheet)) return false;
  if (entrant.state === 'absent' || entrant.state === 'withdrawn' || entrant.state === 'disqualified') return false;
  if (sheet.state === 'open') return true;
  return sheet.state === 'returned' && (sheet.returned?.items.includes(criterionId) ?? false);
}

/** Being taken over from paper: until that has ended the tablet only reads. */
const isOnPaper = ({ paper }: Sheet): boolean => Boolean(paper) && paper!.state !== 'applied';

/** Not closed by recusal, nor by a repeat of the attempt: a sheet the judge may open. */
export const isInHand = ({ state }: Sheet): boolean => state !== 'recused' && state !== 'superseded';

/** The version the sheet will have once all that waits has arrived. What stands in the sheet already has arrived, unacknowledged. */
export function versionAfter(sheet: Sheet, pending: readonly Entry[], photos: readonly Photo[] = []): number {
  return sheet.version + pending.filter((entry) => !hasArrived(sheet, entry)).length + versionsOf(sheet, photos);
}

function hasArrived({ marks, notes, evidence }: Sheet, entry: Entry): boolean {
  const newer = (stand: readonly { criterionId: string; version: number }[], { criterionId, expectedVersion }: Pick<MarkCommand, 'criterionId' | 'expectedVersion'>): boolean =>
    stand.some((one) => one.criterionId === criterionId && one.version > expectedVersion);
  switch (entry.name) {
    case 'mark:put': return newer(marks, entry.command);
    case 'note:put': return newer(notes, entry.command);
    case 'evidence:remove': return !evidence.some(({ id }) => id === entry.command.evidenceId);
    // What stands beside the sheet leaves its version as it is.
    case 'visit:put':
    case 'finding:open':
    case 'sheet:submit':
    case 'sheet:withdraw': return true;
  }
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
