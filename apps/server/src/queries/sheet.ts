/** Sheets as they cross the wire. */
import type { Evidence, Mark, MarkValue, Note, PaperOnSheet, PhotoType, Returned, Sheet } from '@leitai/contract';
import type { Database, Prisma, Transaction } from '@leitai/database';
import type { Beside } from '@leitai/scoring';

/** A sheet with all that stands on it. */
export const sheetParts = { marks: true, notes: true, evidence: { where: { removedAt: null }, orderBy: [{ at: 'asc' }, { id: 'asc' }] } } satisfies Prisma.SheetInclude;
export type StoredSheet = Prisma.SheetGetPayload<{ include: typeof sheetParts }>;

export function toSheet(sheet: StoredSheet): Sheet {
  return {
    id: sheet.id,
    entrantId: sheet.entrantId,
    judgeId: sheet.judgeId,
    attempt: sheet.attempt,
    state: sheet.state,
    version: sheet.version,
    submittedAt: sheet.submittedAt?.toISOString() ?? null,
    returned: sheet.returned as Returned | null,
    paper: sheet.paper as PaperOnSheet | null,
    marks: sheet.marks.map(
      ({ criterionId, value, version, at }): Mark => ({ criterionId, value: value as MarkValue | null, version, at: at.toISOString() }),
    ),
    notes: sheet.notes.map(({ criterionId, text, version, at }): Note => ({ criterionId, text, version, at: at.toISOString() })),
    evidence: sheet.evidence.map(toEvidence),
  };
}

export const toEvidence = ({ id, criterionId, hash, type, width, height, at, takenAt }: StoredSheet['evidence'][number]): Evidence =>
  ({ id, criterionId, hash, type: type as PhotoType, width, height, at: at.toISOString(), takenAt: takenAt?.toISOString() ?? null });

/** What stands beside each mark, as the engine asks for it. */
export function besideOf({ notes, evidence }: Pick<StoredSheet, 'notes' | 'evidence'>, criterionId: string): Beside {
  const note = notes.find((one) => one.criterionId === criterionId)?.text;
  return { ...(note && { note }), evidence: evidence.filter((one) => one.criterionId === criterionId).length };
}

export function readSheets(db: Database | Transaction, where: Prisma.SheetWhereInput): Promise<StoredSheet[]> {
  return db.sheet.findMany({ where, include: sheetParts });
}

/** The marks that stand, as the engine takes them: a cleared mark is no mark. */
export function marksOf(sheet: { readonly marks: readonly { readonly criterionId: string; readonly value: unknown }[] }): Readonly<Record<string, MarkValue>> {
  return Object.fromEntries(sheet.marks.filter(({ value }) => value !== null).map(({ criterionId, value }) => [criterionId, value as MarkValue]));
}
