/** What others do: look again, observe what was improved, and bring what works into the standard. Source of the order: seed 002, 改进验证 and 改进评审. */
import type { Improvement } from '@leitai/contract';
import { Refused, type Prisma } from '@leitai/database';
import { addDays } from '@leitai/scoring';
import { dateOf } from '../queries/today.ts';
import type { Standing } from './standing.ts';
import { isSame, stamp, type Not, type Rules } from './step-rule.ts';

/** Back to the unit, one round further. @throws Refused 'finding.bad-day'. */
function again({ row, today }: Standing, due: string | null): Prisma.FindingUncheckedUpdateInput {
  if (due === null || due < today) throw new Refused('finding.bad-day', { field: 'due' });
  return { state: 'acknowledged', round: row.round + 1, due: dateOf(due), toldDays: 0, rectifiedAt: null, closedAt: null };
}

const last = ({ body }: Standing): Improvement => body.improvements.at(-1)!;
const withLast = ({ body }: Standing, improvement: Improvement): { improvements: Improvement[] } => ({ improvements: [...body.improvements.slice(0, -1), improvement] });

/** Who took part in putting it right does not look again. */
function sameHands({ row, body }: Standing, me: Parameters<typeof isSame>[0]): Not {
  const hands = [...body.measures.filter(({ round }) => round === row.round).flatMap(({ done }) => done ?? []), ...(body.rectified ? [body.rectified] : [])];
  return hands.some((hand) => isSame(me, hand)) ? { code: 'finding.same-person' } : null;
}

export const CHECKING: Rules<'recheck' | 'improve' | 'review' | 'approve'> = {
  recheck: {
    from: ['rectified'],
    not: sameHands,
    apply(standing, { items, note, due }, me) {
      const passed = items.every(({ outcome }) => outcome);
      const rechecks = [...standing.body.rechecks, { round: standing.row.round, items, passed, note, ...stamp(standing, me), accountId: me.accountId }];
      const columns = passed ? { state: 'closed' as const, closedAt: standing.now } : again(standing, due);
      return { columns, body: { rechecks, ...(!passed && { rectified: null }) }, said: { passed, note } };
    },
  },
  improve: {
    from: ['closed'],
    apply(standing, { measure, since, days }, me) {
      if (since > standing.today) throw new Refused('finding.bad-day', { field: 'since' });
      const improvement = { round: standing.row.round, measure, since, days, ...stamp(standing, me), review: null, revision: null };
      return { columns: { state: 'improving' }, body: { improvements: [...standing.body.improvements, improvement] }, said: { measure, days } };
    },
  },
  review: {
    from: ['improving'],
    not(standing) {
      const until = addDays(last(standing).since, last(standing).days);
      return standing.today < until ? { code: 'finding.too-early', details: { until } } : null;
    },
    async apply(standing, { effective, note, revision, due }, me, recurrences) {
      const signed = stamp(standing, me);
      const review = { effective, recurrences: await recurrences(), note, ...signed };
      const drafted = effective && revision ? { ...revision, ...signed, accountId: me.accountId, approved: null } : null;
      const columns: Prisma.FindingUncheckedUpdateInput = effective ? { state: drafted ? 'revising' : 'improved' } : again(standing, due);
      return { columns, body: { ...withLast(standing, { ...last(standing), review, revision: drafted }), ...(!effective && { rectified: null }) }, said: { effective, recurrences: review.recurrences, note } };
    },
  },
  approve: {
    from: ['revising'],
    not: (standing, me) => (isSame(me, last(standing).revision!) ? { code: 'finding.same-person' } : null),
    apply(standing, { version }, me) {
      const improvement = last(standing);
      const revision = { ...improvement.revision!, approved: { version, ...stamp(standing, me) } };
      return { columns: { state: 'improved' }, body: withLast(standing, { ...improvement, revision }), said: { version } };
    },
  },
};
