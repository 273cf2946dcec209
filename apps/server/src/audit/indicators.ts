/** Makes the figures of frozen indicators again from the rows that were frozen with them. */
import { isDeepStrictEqual } from 'node:util';
import type { AuditFault, Database, Transaction } from '@leitai/database';
import { figuresOf, thawed } from '../indicators/sources.ts';

export async function auditIndicators(db: Database | Transaction, eventId: string, contestId: string): Promise<AuditFault[]> {
  const values = await db.indicatorValue.findMany({ where: { eventId, contestId }, orderBy: [{ entrantId: 'asc' }, { criterionId: 'asc' }] });
  return values.flatMap(({ entrantId, criterionId, source, text, figures: found }): AuditFault[] => {
    const { figures: expected } = figuresOf(source, thawed(text).rows);
    if (isDeepStrictEqual(expected, found)) return [];
    return [{ eventId, contestId, seq: null, table: 'indicator_value', row: `${entrantId}/${criterionId}`, column: 'figures', expected, found }];
  });
}
