/** Sheets as they cross the wire. */
import type { Mark, MarkValue, Returned, Sheet } from '@leitai/contract';
import type { Database, Prisma, Transaction } from '@leitai/database';

const withMarks = { marks: true } satisfies Prisma.SheetInclude;
export type StoredSheet = Prisma.SheetGetPayload<{ include: typeof withMarks }>;

export function toSheet(sheet: StoredSheet): Sheet {
  return {
    id: sheet.id,
    entrantId: sheet.entrantId,
    judgeId: sheet.judgeId,
    state: sheet.state,
    version: sheet.version,
    submittedAt: sheet.submittedAt?.toISOString() ?? null,
    returned: sheet.returned as Returned | null,
    marks: sheet.marks.map(
      ({ criterionId, value, version, at }): Mark => ({ criterionId, value: value as MarkValue | null, version, at: at.toISOString() }),
    ),
  };
}

export function readSheets(db: Database | Transaction, where: Prisma.SheetWhereInput): Promise<StoredSheet[]> {
  return db.sheet.findMany({ where, include: withMarks });
}

/** The marks that stand, as the engine takes them: a cleared mark is no mark. */
export function marksOf(sheet: { readonly marks: readonly { readonly criterionId: string; readonly value: unknown }[] }): Readonly<Record<string, MarkValue>> {
  return Object.fromEntries(sheet.marks.filter(({ value }) => value !== null).map(({ criterionId, value }) => [criterionId, value as MarkValue]));
}
