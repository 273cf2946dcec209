/** Keeps inspection plans, and opens of them what is due or what is inspected without notice. */
import { randomBytes } from 'node:crypto';
import { periodsOf, type PlanSubject, type RouteInput, type Sampling } from '@leitai/contract';
import { Prisma, Refused, type Actor, type Command, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { planFrequency, storedFrequency } from '../queries/enum-names.ts';
import { houseDay, isoDay } from '../queries/today.ts';
import { actorOf } from './actor.ts';
import { drawSubjects } from './draw-subjects.ts';
import { lockEvent } from './lock-open.ts';
import { openRound, planParts, type Opened, type Round, type StoredInspector, type StoredPlan } from './open-round.ts';

export type PlanPlace = { readonly eventId: string; readonly planId: string };
type Input = RouteInput<'POST /api/events/:eventId/plans/:planId'>;

/** Periods opened in one transaction: a daily plan that begins in the past is opened in several. */
const AT_ONCE = 20;
/** Milliseconds for them: a busy machine opens none within Prisma's own five seconds. */
const PATIENCE = 60_000;

/** @throws Refused 'plan.stale', 'plan.ended', 'plan.invalid' (details.fields), 'event.not-found'. */
export async function savePlan(ctx: Context, me: AccountIdentity, { eventId, planId }: PlanPlace, { basedOn, ...fields }: Input): Promise<{ revision: number }> {
  const revision = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const stands = await tx.inspectionPlan.findUnique({ where: { eventId_id: { eventId, id: planId } } });
    if ((stands?.revision ?? 0) !== basedOn) throw new Refused('plan.stale', { revision: stands?.revision ?? 0 });
    if (stands?.endedAt) throw new Refused('plan.ended');
    const inspectors = await checked(tx, eventId, fields);
    const { postId, schemeVersionId, name, form, item, subjects, sampling, decision } = fields;
    const data = {
      name, form, item, postId, schemeVersionId, subjects, inspectors, frequency: storedFrequency(fields.frequency),
      from: new Date(`${fields.from}T00:00:00Z`), until: new Date(`${fields.until}T00:00:00Z`),
      sampling: sampling ?? Prisma.DbNull, decision: decision ?? Prisma.DbNull, savedBy: me.name, savedAt: new Date(), revision: basedOn + 1,
    };
    await tx.inspectionPlan.upsert({ where: { eventId_id: { eventId, id: planId } }, create: { eventId, id: planId, ...data }, update: data });
    return data.revision;
  });
  await openDue(ctx, { eventId, planId }, actorOf(me));
  return { revision };
}

/** @throws Refused 'plan.not-found'. */
export async function endPlan(ctx: Context, { eventId, planId }: PlanPlace): Promise<void> {
  const { count } = await ctx.db.inspectionPlan.updateMany({ where: { eventId, id: planId }, data: { endedAt: new Date() } });
  if (count === 0) throw new Refused('plan.not-found');
}

/** Opens every period that has begun and is not open yet. Run again, or by several nodes at once, it opens each once. */
export async function openDue(ctx: Context, { eventId, planId }: PlanPlace, actor: Actor): Promise<void> {
  let opened: number;
  do {
    opened = await ctx.db.$transaction(async (tx) => {
      const plan = await lockPlan(tx, { eventId, planId });
      if (plan.endedAt) return 0;
      const [now, known] = [await houseDay(tx), await tx.inspectionRound.findMany({ where: { eventId, planId }, select: { from: true } })];
      const begun = new Set(known.map(({ from }) => isoDay(from)));
      const due = periodsOf(planFrequency(plan.frequency), isoDay(plan.from), isoDay(plan.until)).filter(({ from }) => from <= now && !begun.has(from)).slice(0, AT_ONCE);
      let number = known.length;
      for (const period of due) await openRound(tx, actor, plan, { ...period, number: (number += 1), ...subjectsOf(plan) });
      return due.length;
    }, { timeout: PATIENCE });
    if (opened > 0) ctx.notices.visitsChanged(eventId);
  } while (opened === AT_ONCE);
}

/** @throws Refused 'plan.not-found' (also for an inspector whom the plan does not name), 'plan.ended' (also where it is not one of unannounced inspections), 'plan.invalid'. */
export async function openUnannounced(
  ctx: Context, me: AccountIdentity, { eventId, planId }: PlanPlace, { subjects, ...command }: Command & { readonly subjects: readonly PlanSubject[] },
): Promise<Opened> {
  const opened = await ctx.db.$transaction(async (tx) => {
    const plan = await lockPlan(tx, { eventId, planId });
    if (me.role === 'inspector' && !(plan.inspectors as unknown as StoredInspector[]).some(({ accountId }) => accountId === me.accountId)) throw new Refused('plan.not-found');
    const seen = await tx.contestEvent.findUnique({ where: { eventId_commandId: { eventId, commandId: command.commandId } }, select: { contestId: true } });
    if (seen) {
      const visits = await tx.entrant.findMany({ where: { eventId, contestId: seen.contestId }, orderBy: { position: 'asc' }, select: { id: true } });
      return { contestId: seen.contestId, visits: visits.map(({ id }) => id) };
    }
    if (plan.endedAt || plan.frequency !== 'unannounced') throw new Refused('plan.ended');
    await requireOrganisations(tx, eventId, subjects);
    const [now, number] = [await houseDay(tx), await tx.inspectionRound.count({ where: { eventId, planId } })];
    return openRound(tx, actorOf(me), plan, { number: number + 1, from: now, until: now, subjects, drawn: null }, command);
  });
  ctx.notices.visitsChanged(eventId);
  return opened;
}

function subjectsOf(plan: StoredPlan): Pick<Round, 'subjects' | 'drawn'> {
  const subjects = plan.subjects as unknown as PlanSubject[];
  const sampling = plan.sampling as Sampling | null;
  if (!sampling) return { subjects, drawn: null };
  const drawn = drawSubjects(subjects, sampling, randomBytes(8).toString('hex'));
  return { subjects: drawn.order.map((index) => subjects[index]!), drawn };
}

/** The plan under its lock. The event's first: what stands for an inspected place among its people is made once, whichever plan meets it first. @throws Refused 'plan.not-found'. */
export async function lockPlan(tx: Transaction, { eventId, planId }: PlanPlace): Promise<StoredPlan> {
  await lockEvent(tx, eventId);
  await tx.$queryRaw`SELECT id FROM inspection_plan WHERE event_id = ${eventId}::uuid AND id = ${planId}::uuid FOR UPDATE`;
  const plan = await tx.inspectionPlan.findUnique({ where: { eventId_id: { eventId, id: planId } }, include: planParts });
  if (!plan) throw new Refused('plan.not-found');
  return plan;
}

/** @throws Refused 'plan.invalid' naming the field. */
async function checked(tx: Transaction, eventId: string, fields: Omit<Input, 'basedOn'>): Promise<StoredInspector[]> {
  const wrong = (path: string): never => { throw new Refused('plan.invalid', { fields: [{ path }] }); };
  if (fields.until < fields.from) wrong('until');
  if (fields.frequency !== 'unannounced' && periodsOf(fields.frequency, fields.from, fields.until).at(-1)?.until !== fields.until) wrong('until');
  if (fields.sampling && fields.sampling.size > fields.subjects.length) wrong('sampling');
  if (!(await tx.post.findUnique({ where: { eventId_id: { eventId, id: fields.postId } } }))) wrong('postId');
  if (!(await tx.schemeVersion.findUnique({ where: { eventId_id: { eventId, id: fields.schemeVersionId } } }))) wrong('schemeVersionId');
  await requireOrganisations(tx, eventId, fields.subjects);
  const accounts = await tx.account.findMany({ where: { id: { in: fields.inspectors }, role: 'inspector' }, select: { id: true, name: true } });
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return [...new Set(fields.inspectors)].map((accountId) => ({ accountId, name: names.get(accountId) ?? wrong('inspectors') }));
}

async function requireOrganisations(tx: Transaction, eventId: string, subjects: readonly PlanSubject[]): Promise<void> {
  const named = [...new Set(subjects.map(({ organisationId }) => organisationId))];
  if ((await tx.organisation.count({ where: { eventId, id: { in: named } } })) < named.length) throw new Refused('plan.invalid', { fields: [{ path: 'subjects' }] });
}
