/** Takes one step of a finding's life. */
import { FindingBody, type FindingStep } from '@leitai/contract';
import { judgedAt } from '@leitai/contract/finding-judged';
import { Refused } from '@leitai/database';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { notNow } from '../../findings/may-now.ts';
import { recurrencesOf, standingFinding, type FindingPlace } from '../../findings/standing.ts';
import { ruleOf } from '../../findings/step-rules.ts';
import { actorOf } from '../actor.ts';
import { programmeCommand } from '../programme-command.ts';

/**
 * @throws Refused 'access.forbidden' for a role that may not, 'finding.not-found', also for another unit's, 'finding.bad-state' (details.state), also for what was put forward since, 'finding.same-person',
 * 'finding.measures', 'finding.no-cause', 'finding.no-proof', 'finding.bad-day' (details.field), 'finding.too-early' (details.until), 'finding.asked', 'finding.not-asked', 'command.reused'.
 */
export async function stepFinding(ctx: Context, me: AccountIdentity, place: FindingPlace, input: FindingStep): Promise<void> {
  const { eventId, findingId } = place;
  const { step } = input;
  await programmeCommand(ctx, eventId, actorOf(me), input, {
    type: `finding:${step}`,
    subject: findingId,
    allow: async (tx) => void (await standingFinding(tx, me, place, new Date(0))),
    async change(tx, now) {
      const standing = await standingFinding(tx, me, place, now);
      const refused = notNow(standing, me, step);
      if (refused) throw new Refused(refused.code, refused.details);
      const { row, body } = standing;
      if ('on' in input && input.on !== judgedAt(body, step)) throw new Refused('finding.bad-state', { state: row.state });
      const observed = body.improvements.at(-1);
      const { columns, body: changed, said = {} } = await ruleOf(step).apply(standing, input, me, () => (observed ? recurrencesOf(tx, row, observed.since, observed.days) : Promise.resolve(0)));
      await tx.finding.update({ where: { eventId_id: { eventId, id: findingId } }, data: { ...columns, body: FindingBody.parse({ ...body, ...changed }) } });
      return { entry: { by: me.name, said }, rows: [{ table: 'finding', id: findingId }], answer: {} };
    },
  });
}
