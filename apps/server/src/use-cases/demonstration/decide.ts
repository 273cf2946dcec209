/** 命名, 整改后复核 or 不予命名: proposed by the organiser, signed by a supervisor who is somebody else; and objections, answered while the name is publicised. */
import type { DecisionProposing, ObjectionAnswer, ObjectionFiling, StepDeciding } from '@leitai/contract';
import { contestFacts, Refused, type Actor, type Transaction } from '@leitai/database';
import type { AccountIdentity, Identity } from '../../access/identity.ts';
import { sameName } from '../../access/same-name.ts';
import type { Context } from '../../context.ts';
import { outcomeOf } from '../../queries/demonstration/outcome.ts';
import { actorOf } from '../actor.ts';
import { programmeCommand } from '../programme-command.ts';
import { applicationStep, DAY, type ApplicationPlace, type Standing } from './application-step.ts';

const DECIDABLE = ['review', 'rectify'] as const;

/** @throws Refused as `applicationStep`, 'decision.pending', and what `requireGround` refuses. */
export async function proposeDecision(ctx: Context, me: AccountIdentity, place: ApplicationPlace, input: DecisionProposing): Promise<void> {
  const { commandId: id, outcome, reason } = input;
  const { eventId, applicationId } = place;
  await applicationStep(ctx, me, place, input, 'decision:propose', DECIDABLE, async (tx, application, now) => {
    const earlier = await tx.demonstrationDecision.findMany({ where: { eventId, applicationId } });
    if (earlier.some(({ state }) => state === 'proposed')) throw new Refused('decision.pending');
    await requireGround(tx, application, outcome);
    await tx.demonstrationDecision.create({
      data: { eventId, id, applicationId, number: earlier.length + 1, outcome, reason, proposedById: me.accountId, proposedBy: me.name, proposedAt: now },
    });
    return { rows: [{ table: 'demonstration_decision', id }], answer: {} };
  });
}

/** @throws Refused 'decision.not-found', also for one that is decided; 'sign-off.same-person'; and what `requireGround` refuses. */
export async function signDecision(ctx: Context, me: AccountIdentity, { eventId, decisionId: id }: { readonly eventId: string; readonly decisionId: string }, input: StepDeciding): Promise<void> {
  const found = await ctx.db.demonstrationDecision.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!found) throw new Refused('decision.not-found');
  const place = { eventId, applicationId: found.applicationId };
  await applicationStep(ctx, me, place, input, 'decision:sign', DECIDABLE, async (tx, application, now) => {
    const decision = await tx.demonstrationDecision.findFirst({ where: { eventId, id, state: 'proposed' } });
    if (!decision) throw new Refused('decision.not-found');
    if (decision.proposedById === me.accountId || sameName(decision.proposedBy, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
    if (input.approved) await requireGround(tx, application, decision.outcome);
    const decided = { decidedById: me.accountId, decidedBy: me.name, decidedAt: now, state: input.approved ? 'approved' as const : 'rejected' as const, rejection: input.approved ? '' : input.reason };
    await tx.demonstrationDecision.update({ where: { eventId_id: { eventId, id } }, data: decided });
    return { ...(input.approved && { set: follows(application, decision, now) }), rows: [{ table: 'demonstration_decision', id }], entry: { outcome: decision.outcome, approved: input.approved }, answer: {} };
  });
}

function follows({ round }: Standing, { outcome, reason }: { readonly outcome: 'named' | 'rectify' | 'refused'; readonly reason: string }, now: Date) {
  switch (outcome) {
    case 'named': return { state: 'publicised' as const, publicFrom: now, publicUntil: new Date(now.getTime() + round.publicityDays * DAY) };
    case 'rectify': return { state: 'rectify' as const, dueAt: new Date(now.getTime() + round.rectifyDays * DAY), report: '', reportedBy: null, reportedAt: null };
    case 'refused': return { state: 'refused' as const, endReason: reason };
    default: return outcome satisfies never;
  }
}

/**
 * The panel has finished with everybody, so that ranks and quotas stand; and who is to be named has what the rules ask for.
 * @throws Refused 'application.unreviewed' (details.state), 'application.not-eligible' (details.grade, awarded), 'application.bad-state' where nothing was put right yet.
 */
async function requireGround(tx: Transaction, { eventId, round, entrantId, state, reportedAt }: Standing, outcome: 'named' | 'rectify' | 'refused'): Promise<void> {
  const facts = (await contestFacts(tx, eventId, round.contestId))!;
  if (facts.state === 'setup' || facts.state === 'running') throw new Refused('application.unreviewed', { state: facts.state });
  if (outcome !== 'named') return;
  if (state === 'rectify' && reportedAt === null) throw new Refused('application.bad-state', { state });
  const { grade, eligible } = outcomeOf(facts, entrantId!);
  if (!eligible) throw new Refused('application.not-eligible', { grade });
}

/**
 * By anybody, while the name is publicised. The command's id becomes the objection's.
 * @throws Refused 'application.not-found', 'objection.window' (details.until), 'objection.own' for the unit itself.
 */
export async function objectTo(ctx: Context, identity: Identity, input: ObjectionFiling): Promise<{ number: number }> {
  const { commandId: id, at: _, eventId, applicationId, name, contact, grounds } = input;
  const leader = identity.role === 'leader' && identity.eventId === eventId ? identity : null;
  const actor: Actor = leader ? actorOf(leader) : { id: 'public', role: 'public', device: null };
  const { number } = await programmeCommand(ctx, eventId, actor, input, {
    type: 'objection:file', subject: id,
    change: async (tx, now) => {
      const application = await tx.demonstrationApplication.findUnique({ where: { eventId_id: { eventId, id: applicationId } } });
      if (application?.publicUntil == null) throw new Refused('application.not-found');
      if (application.state !== 'publicised' || now >= application.publicUntil) throw new Refused('objection.window', { until: application.publicUntil });
      if (leader?.organisationId === application.organisationId) throw new Refused('objection.own');
      const count = (await tx.demonstrationObjection.count({ where: { eventId, applicationId } })) + 1;
      await tx.demonstrationObjection.create({ data: { eventId, id, applicationId, number: count, organisationId: leader?.organisationId ?? null, name, contact, grounds, filedAt: now } });
      return { entry: { applicationId }, rows: [{ table: 'demonstration_objection', id }], answer: { number: count } };
    },
  });
  return { number };
}

/** Upheld, the application is to be decided on anew. @throws Refused 'objection.not-found', also for one that is answered. */
export async function answerObjection(ctx: Context, me: AccountIdentity, { eventId, objectionId: id }: { readonly eventId: string; readonly objectionId: string }, input: ObjectionAnswer): Promise<void> {
  const found = await ctx.db.demonstrationObjection.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!found) throw new Refused('objection.not-found');
  const { applicationId } = found;
  await applicationStep(ctx, me, { eventId, applicationId }, input, 'objection:answer', ['publicised', 'review'], async (tx, _application, now) => {
    if (!(await tx.demonstrationObjection.count({ where: { eventId, id, state: 'filed' } }))) throw new Refused('objection.not-found');
    const state = input.upheld ? 'upheld' as const : 'rejected' as const;
    await tx.demonstrationObjection.update({ where: { eventId_id: { eventId, id } }, data: { state, answer: input.answer, answeredBy: me.name, answeredAt: now } });
    return { ...(input.upheld && { set: { state: 'review', publicFrom: null, publicUntil: null } as const }), rows: [{ table: 'demonstration_objection', id }], entry: { objectionId: id, upheld: input.upheld }, answer: {} };
  });
}
