/** Makes a year's evaluation again from the rounds it says it rests on: they have ended, so that it must come to the same. */
import { isDeepStrictEqual } from 'node:util';
import type { AuditFault, Database, Transaction } from '@leitai/database';
import type { YearRule } from '@leitai/scoring';
import type { EvaluatedSubject } from '@leitai/contract';
import { figuresOfYear, roundsOf } from '../queries/evaluations.ts';
import { isoDay } from '../queries/today.ts';

/** Registers, findings and surveys go on after it; what inspections came to does not. */
const lasting = ({ headcount: _, findings: __, satisfaction: ___, organisation: ____, ...made }: EvaluatedSubject): object => made;

export async function auditEvaluations(tx: Database | Transaction, eventId: string): Promise<AuditFault[]> {
  const faults: AuditFault[] = [];
  for (const row of await tx.yearEvaluation.findMany({ where: { eventId }, orderBy: { proposedAt: 'asc' } })) {
    const period = { from: isoDay(row.from), until: isoDay(row.until) };
    const rested = new Set(row.contests as string[]);
    const rounds = (await roundsOf(tx, eventId, period)).filter(({ contestId }) => rested.has(contestId));
    const { subjects } = await figuresOfYear(tx, eventId, period, row.rule as unknown as YearRule, rounds);
    const made = new Map(subjects.map((one) => [one.organisationId, lasting(one)]));
    for (const found of row.subjects as unknown as EvaluatedSubject[]) {
      const expected = made.get(found.organisationId);
      if (!isDeepStrictEqual(expected, lasting(found))) faults.push({ eventId, contestId: null, seq: null, table: 'year_evaluation', row: `${row.id}/${found.organisationId}`, column: 'subjects', expected, found: lasting(found) });
    }
  }
  return faults;
}
