/** What stands beside the sheets of a visit: written by its inspector, acknowledged by the unit. Each is an event of the round's chain. */
import type { MessageInput, MessageOutput, RouteInput, VisitHead } from '@leitai/contract';
import { Refused, type InspectionVisitModel, type Transaction } from '@leitai/database';
import type { LeaderIdentity, PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { headOf } from '../queries/visits.ts';
import { contestCommand } from './contest-command.ts';
import { requireActive } from './take-over.ts';

/** What a visit's columns say, and what its event keeps of them. */
type Written = VisitHead & { readonly acknowledgedAt: string | null };

/**
 * Also after the result stands, as the conclusion is often written at the desk: the record keeps what stood before.
 * @throws Refused 'visit.not-found', 'visit.conflict' (with what stands), 'device.not-active', 'contest.not-running'.
 */
export async function putHead(ctx: Context, me: PanelIdentity, input: MessageInput<'visit:put'>): Promise<MessageOutput<'visit:put'>> {
  const { eventId, contestId } = me;
  const { entrantId, head, expectedVersion } = input;
  const { answer } = await contestCommand<InspectionVisitModel, { version: number }>(ctx, me, input, {
    type: 'visit:put',
    subject: entrantId,
    board: false,
    find: (tx) => visitOf(tx, { eventId, contestId, entrantId }),
    async change(tx, visit) {
      await requireActive(tx, me);
      if (visit.version !== expectedVersion) throw new Refused('visit.conflict', { version: visit.version, head: headOf(visit) });
      const now = await databaseNow(tx);
      // A phone's clock may be ahead: what has arrived was not inspected later.
      const at = head.inspectedAt && new Date(head.inspectedAt);
      const inspectedAt = at && at > now ? (visit.inspectedAt ?? now) : at;
      const acknowledgedAt = head.acknowledgedBy === '' ? null : head.acknowledgedBy === visit.acknowledgedBy ? visit.acknowledgedAt : now;
      const after = await tx.inspectionVisit.update({
        where: { eventId_entrantId: { eventId, entrantId } },
        data: { ...head, inspectedAt, acknowledgedAt, version: { increment: 1 } },
      });
      return { after, entry: { before: written(visit), after: written(after), version: after.version }, answer: { version: after.version } };
    },
  });
  ctx.notices.visitsChanged(eventId);
  return { version: answer.version, revision: answer.revision };
}

/** @throws Refused 'visit.not-found' (another unit's too), 'entrant.bad-state' before the result stands. */
export async function acknowledge(ctx: Context, me: LeaderIdentity, entrantId: string, input: RouteInput<'POST /api/events/:eventId/visits/:entrantId/acknowledgement'>): Promise<void> {
  const { eventId, organisationId } = me;
  const entrant = await ctx.db.entrant.findFirst({ where: { eventId, id: entrantId, organisationId, visit: { isNot: null } } });
  if (!entrant) throw new Refused('visit.not-found');
  const { contestId } = entrant;
  await contestCommand<InspectionVisitModel>(ctx, { ...me, contestId }, input, {
    type: 'visit:acknowledge',
    subject: entrantId,
    board: false,
    afterwards: true,
    find: (tx) => visitOf(tx, { eventId, contestId, entrantId }),
    async change(tx, visit) {
      const result = await tx.result.findUnique({ where: { eventId_entrantId: { eventId, entrantId } } });
      if (!result) throw new Refused('entrant.bad-state');
      const after = await tx.inspectionVisit.update({
        where: { eventId_entrantId: { eventId, entrantId } }, data: { acknowledgedBy: me.name, acknowledgedAt: await databaseNow(tx), version: { increment: 1 } },
      });
      return { after, entry: { before: written(visit), after: written(after), version: after.version } };
    },
  });
  ctx.notices.visitsChanged(eventId);
}

async function visitOf(tx: Transaction, { eventId, contestId, entrantId }: { readonly eventId: string; readonly contestId: string; readonly entrantId: string }): Promise<InspectionVisitModel> {
  const visit = await tx.inspectionVisit.findFirst({ where: { eventId, entrantId, entrant: { contestId } } });
  if (!visit) throw new Refused('visit.not-found');
  return visit;
}

const written = (visit: InspectionVisitModel): Written => ({ ...headOf(visit), acknowledgedAt: visit.acknowledgedAt?.toISOString() ?? null });
