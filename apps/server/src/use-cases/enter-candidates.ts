/** Enters people of a post's roster in a cohort: those who were checked for it before, in whichever event. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { checkAt } from '../queries/check-settings.ts';
import { rosterOf, type RosterPerson } from '../queries/checks.ts';
import type { Place } from '../queries/sealed.ts';
import { actorOf } from './actor.ts';
import { enter } from './entries.ts';
import { contestsOf, lockEvent, lockOpen } from './lock-open.ts';
import { organisationIds } from './organisation-ids.ts';

/** Who is in already stays. @throws Refused 'contest.not-found', 'check.kind', 'check.repeat', and what `lockOpen` refuses. */
export async function enterCandidates(ctx: Context, me: AccountIdentity, place: Place, keys: readonly string[]): Promise<{ entered: number }> {
  const { eventId, contestId } = place;
  const entered = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const contests = await contestsOf(tx, eventId, [contestId]);
    await lockOpen(tx, eventId, contests);
    const { contest } = await checkAt(tx, place);
    const wanted = (await rosterOf(tx, contest.post.code)).filter(({ key }) => keys.includes(key));
    const organisations = await organisationIds(tx, eventId, wanted.map(({ organisation }) => organisation.zh));
    let count = 0;
    for (const person of wanted) {
      const organisationId = organisations.get(person.organisation.zh)!;
      const personId = await personIn(tx, eventId, person, organisationId);
      if (await tx.entrant.count({ where: { eventId, contestId, personId } })) continue;
      await enter(tx, actorOf(me), { eventId, personId, organisationId }, contests[0]!);
      count += 1;
    }
    return count;
  }, { timeout: 60_000 });
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
  ctx.notices.seatsChanged(eventId, null);
  return { entered };
}

async function personIn(tx: Transaction, eventId: string, { key, name, gender }: RosterPerson, organisationId: string): Promise<string> {
  const known = await tx.person.findUnique({ where: { eventId_employeeNo: { eventId, employeeNo: key } } });
  if (known) return known.id;
  return (await tx.person.create({ data: { eventId, id: randomUUID(), name, gender, employeeNo: key, organisationId } })).id;
}
