/** Holds a contest's frozen scheme against the hash it was filed under. */
import type { AuditFault, Database, Transaction } from '@leitai/database';
import type { Scheme } from '@leitai/scoring';
import { schemeHash } from '../use-cases/add-contests.ts';

export async function auditScheme(db: Database | Transaction, eventId: string, contestId: string): Promise<AuditFault[]> {
  const { scheme } = await db.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } }, include: { scheme: true } });
  const found = schemeHash(scheme.body as unknown as Scheme);
  if (found === scheme.hash) return [];
  return [{ eventId, contestId, seq: null, table: 'scheme_version', row: scheme.id, column: 'body', expected: `sha256 ${scheme.hash}`, found: `sha256 ${found}` }];
}
