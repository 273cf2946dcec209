/** What a contestant is told of appeals: who of the own unit may file one, until when, and what became of those about the contestant. */
import { isPublished, type OwnAppeals } from '@leitai/contract';
import type { ContestantIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { numberOf } from './appeals.ts';
import { databaseNow } from './database-now.ts';

export async function ownAppeals({ db }: Context, { eventId, entrantId }: ContestantIdentity): Promise<OwnAppeals> {
  const entrant = await db.entrant.findUniqueOrThrow({
    where: { eventId_id: { eventId, id: entrantId } },
    include: {
      contest: { include: { post: true } }, appeals: { where: { state: { not: 'withdrawn' } }, orderBy: { filedAt: 'asc' } },
      organisation: { include: { accounts: { where: { role: 'leader' }, orderBy: { createdAt: 'asc' } } } },
    },
  });
  const { contest, appeals, organisation } = entrant;
  const until = isPublished(contest.state) ? (contest.objectionsUntil?.toISOString() ?? null) : null;
  return {
    until,
    open: contest.state === 'provisional' && until !== null && (await databaseNow(db)).toISOString() < until,
    leaders: organisation.accounts.map(({ name }) => name),
    cases: appeals.map(({ number, instance, state, outcome, filedAt, ruledAt, endedAt }) => ({
      number: numberOf(contest.post.letter, number), instance: instance === 1 ? 1 : 2, state, outcome,
      filedAt: filedAt.toISOString(), answeredAt: (ruledAt ?? endedAt)?.toISOString() ?? null,
    })),
  };
}
