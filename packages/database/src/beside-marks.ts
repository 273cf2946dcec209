/** Notes and evidence beside the marks of a bundle's sheets: points never depend on them, but a mark may need them (NEED-1). */
import type { BundleSheet } from '@leitai/scoring';
import type { Database, Transaction } from './client.ts';

type Sheet = Pick<BundleSheet, 'entrantId' | 'judgeId' | 'attempt'>;
const keyOf = ({ entrantId, judgeId, attempt = 1 }: Sheet): string => `${entrantId}/${judgeId}/${attempt}`;

/** The same sheets, each with its notes in words and how many photographs stand beside a criterion. What there is none of is left out. */
export async function withBeside(db: Database | Transaction, eventId: string, contestId: string, sheets: readonly BundleSheet[]): Promise<BundleSheet[]> {
  const rows = await db.sheet.findMany({
    where: { eventId, contestId, OR: [{ notes: { some: {} } }, { evidence: { some: {} } }] },
    include: { notes: { where: { text: { not: null } } }, evidence: { where: { removedAt: null } } },
  });
  const beside = new Map(rows.map(({ notes, evidence, ...sheet }) => [keyOf(sheet), {
    ...(notes.length > 0 && { notes: Object.fromEntries(notes.map(({ criterionId, text }) => [criterionId, text!])) }),
    ...(evidence.length > 0 && { evidence: Object.fromEntries([...Map.groupBy(evidence, ({ criterionId }) => criterionId)].map(([id, photos]) => [id, photos.length])) }),
  }]));
  return sheets.map((sheet) => ({ ...sheet, ...beside.get(keyOf(sheet)) }));
}
