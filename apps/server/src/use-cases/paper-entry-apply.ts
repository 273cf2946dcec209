/** Puts marks from paper on the judge's sheet, which then counts as handed in with the signature on the paper. */
import type { PaperMarks, PaperOnSheet, Returned, Signature } from '@leitai/contract';
import { Refused, type Prisma, type Transaction } from '@leitai/database';
import { checkMark, scoreSheet, type MarkValue, type Scheme } from '@leitai/scoring';
import { databaseNow } from '../queries/database-now.ts';
import type { StoredSheet } from '../queries/sheet.ts';
import { keepSignature } from './sheet-signature.ts';

/**
 * Notes and evidence a mark needs are on the paper, and so in its photograph: they are not asked for again.
 * @throws Refused 'mark.invalid' (details.criterionId, issues) for the first that cannot be, 'sheet.incomplete' (details.missing).
 */
export function requireWhole(scheme: Scheme, marks: PaperMarks): void {
  for (const [criterionId, value] of Object.entries(marks)) {
    const issues = checkMark(scheme, criterionId, value);
    if (issues.length > 0) throw new Refused('mark.invalid', { criterionId, issues });
  }
  const { missing } = scoreSheet(scheme, marks);
  if (missing.length > 0) throw new Refused('sheet.incomplete', { missing, needs: [] });
}

export type Put = { readonly criterionId: string; readonly before: MarkValue | null; readonly after: MarkValue | null; readonly version: number };
export type Applied = { readonly marks: readonly Put[]; readonly submittedAt: string; readonly total: string; readonly signature: string };

/** What the event says of it; the signature is kept. A mark of the tablet's that the paper does not have is cleared. */
export async function applying(tx: Transaction, sheet: StoredSheet, scheme: Scheme, marks: PaperMarks, paper: PaperOnSheet, photo: string): Promise<Applied> {
  const { eventId, id, version, returned } = sheet;
  const stands = new Map(sheet.marks.map((mark) => [mark.criterionId, mark]));
  const criteria = new Set([...Object.keys(marks), ...[...stands.values()].filter(({ value }) => value !== null).map(({ criterionId }) => criterionId)]);
  const { number, enteredBy, verifiedBy, settledBy } = paper;
  const signature: Signature = { type: 'paper', number, photo, enteredBy, verifiedBy: verifiedBy!, settledBy };
  return {
    marks: [...criteria].map((criterionId) => {
      const before = stands.get(criterionId);
      return { criterionId, before: (before?.value ?? null) as MarkValue | null, after: marks[criterionId] ?? null, version: (before?.version ?? 0) + 1 };
    }),
    submittedAt: (await databaseNow(tx)).toISOString(),
    total: scoreSheet(scheme, marks).total,
    signature: await keepSignature(tx, { eventId, id, version: version + 1, returned: returned as Returned | null }, signature),
  };
}

/** At the moment of the event that says so. */
export async function putMarks(tx: Transaction, { eventId, id: sheetId }: StoredSheet, marks: readonly Put[], at: Date): Promise<void> {
  for (const { criterionId, after, version } of marks) {
    const value = after === null ? null : JSON.stringify(after as Prisma.InputJsonValue);
    await tx.$executeRaw`
      INSERT INTO mark (event_id, sheet_id, criterion_id, value, version, at)
      VALUES (${eventId}::uuid, ${sheetId}::uuid, ${criterionId}, ${value}::jsonb, ${version}::int, ${at})
      ON CONFLICT (event_id, sheet_id, criterion_id) DO UPDATE SET value = excluded.value, version = excluded.version, at = excluded.at`;
  }
}
