/** The year's evaluation: proposed by an organiser once its rounds have ended, signed by a supervisor who is somebody else. Each is an event of the programme's record. */
import type { EvaluationProposing, StepDeciding } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { bandsOf, figuresOfYear, roundsOf, ruleOf } from '../queries/evaluations.ts';
import { houseDay } from '../queries/today.ts';
import { actorOf } from './actor.ts';
import { programmeCommand } from './programme-command.ts';
import { sameName } from '../access/same-name.ts';

/**
 * What it rests on is worked out once and kept: rounds that have ended change no more.
 * @throws Refused 'evaluation.invalid' (details.fields), 'evaluation.pending', 'evaluation.rounds-open' (details.open), 'evaluation.nothing' where no round lies in the period.
 */
export async function proposeEvaluation(ctx: Context, me: AccountIdentity, eventId: string, { commandId: id, at, from, until, rule: asked, report }: EvaluationProposing): Promise<void> {
  await programmeCommand(ctx, eventId, actorOf(me), { commandId: id, at }, {
    type: 'evaluation:propose', subject: id,
    async change(tx, now) {
      const wrong = (path: string): never => { throw new Refused('evaluation.invalid', { fields: [{ path }] }); };
      if (until < from || until > (await houseDay(tx))) wrong('until');
      const rule = ruleOf(asked, await bandsOf(tx, eventId));
      if (rule.limit && !rule.bands.some((band) => band.id === rule.limit?.atMost)) wrong('limit');
      if ((await tx.yearEvaluation.count({ where: { eventId, state: 'proposed' } })) > 0) throw new Refused('evaluation.pending');
      const rounds = await roundsOf(tx, eventId, { from, until });
      if (!rounds.some(({ planId }) => Number(rule.weights[planId] ?? 0) > 0)) throw new Refused('evaluation.nothing');
      const { plans, subjects, open } = await figuresOfYear(tx, eventId, { from, until }, rule, rounds);
      if (open > 0) throw new Refused('evaluation.rounds-open', { open });
      await tx.yearEvaluation.create({
        data: {
          eventId, id, from: new Date(from), until: new Date(until), rule, contests: rounds.map(({ contestId }) => contestId), plans, subjects, report,
          proposedById: me.accountId, proposedBy: me.name, proposedAt: now,
        },
      });
      return { entry: { by: me.name, from, until }, rows: [{ table: 'year_evaluation', id }], answer: {} };
    },
  });
}

/** @throws Refused 'evaluation.not-found', also for one that is decided; 'sign-off.same-person'; 'evaluation.invalid' where it is refused without a reason. */
export async function signEvaluation(ctx: Context, me: AccountIdentity, { eventId, evaluationId: id }: { readonly eventId: string; readonly evaluationId: string }, input: StepDeciding): Promise<void> {
  await programmeCommand(ctx, eventId, actorOf(me), input, {
    type: 'evaluation:sign', subject: id,
    async change(tx, now) {
      const found = await tx.yearEvaluation.findFirst({ where: { eventId, id, state: 'proposed' } });
      if (!found) throw new Refused('evaluation.not-found');
      if (found.proposedById === me.accountId || sameName(found.proposedBy, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
      if (!input.approved && input.reason === '') throw new Refused('evaluation.invalid', { fields: [{ path: 'reason' }] });
      const state = input.approved ? 'approved' as const : 'rejected' as const;
      await tx.yearEvaluation.update({ where: { eventId_id: { eventId, id } }, data: { state, decidedById: me.accountId, decidedBy: me.name, decidedAt: now, rejection: input.approved ? '' : input.reason } });
      return { entry: { by: me.name, approved: input.approved }, rows: [{ table: 'year_evaluation', id }], answer: {} };
    },
  });
}
