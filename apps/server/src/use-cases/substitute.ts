/** A substitute takes an entrant's place under the same code: the chief asks by code, the organiser names the person. */
import type { Badge, MessageInput, MessageOutput, SubstituteInput, Text } from '@leitai/contract';
import { RESULT_CODE_LENGTH } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type Prisma, type Transaction } from '@leitai/database';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import { hashOf, newCode } from '../access/secrets.ts';
import type { Context } from '../context.ts';
import { entrantState } from '../queries/enum-names.ts';
import { entrantMeant, isSealed, type Place } from '../queries/sealed.ts';
import { actorOf } from './actor.ts';
import { contestCommand } from './contest-command.ts';
import { fromOrganiser } from './from-organiser.ts';
import { recuseByPerson } from './recuse-by-person.ts';
import { recuseByOrganisation, tellRecusals } from './recuse.ts';
import { cutOff } from './revoke-device.ts';
import { substitutePerson } from './substitute-person.ts';

const parts = { person: true, organisation: true } satisfies Prisma.EntrantInclude;
type Found = Prisma.EntrantGetPayload<{ include: typeof parts }>;

/** Asking again replaces the reason. @throws Refused 'entrant.not-found', 'entrant.bad-state', 'entrant.marked', 'contest.not-running', 'draw.sealed'. */
export async function askSubstitute(
  ctx: Context, me: PanelIdentity, input: MessageInput<'entrant:ask-substitute'>,
): Promise<MessageOutput<'entrant:ask-substitute'>> {
  const { eventId, contestId } = me;
  const { entrantId, reason } = input;
  const { revision } = await contestCommand(ctx, me, input, {
    type: 'entrant:ask-substitute',
    subject: entrantId,
    board: false,
    find: (tx) => findEntrant(tx, me, entrantId),
    async change(tx, entrant) {
      if (await isSealed(tx, me)) throw new Refused('draw.sealed');
      await requireUnmarked(tx, entrant);
      const after = await tx.entrant.update({ where: { eventId_id: { eventId, id: entrantId } }, data: { substituteAsked: reason }, include: parts });
      return { after, entry: { reason } };
    },
  });
  ctx.notices.contestChanged(eventId, contestId);
  return { revision };
}

/**
 * Whom it is about is said as `entrantMeant` has it. The old badge's code and its sessions end; recusals are found anew for the new person, and those of the old one stand.
 * @throws Refused 'entrant.not-found', 'entrant.bad-state', 'entrant.marked', 'contest.not-running', 'draw.unfinished', 'draw.sealed', and what `substitutePerson` refuses.
 */
export async function substitute(ctx: Context, me: AccountIdentity, place: Place, asked: string, input: SubstituteInput, base: string): Promise<Badge> {
  const { eventId, contestId } = place;
  const resultCode = newCode(RESULT_CODE_LENGTH);
  const { entrant, sealed, ended, recused } = await ctx.db.$transaction(async (tx) => {
    const contest = await lockContest(tx, eventId, contestId);
    if (contest.state !== 'setup' && contest.state !== 'running') throw new Refused('contest.not-running', { state: contest.state });
    const sealed = await isSealed(tx, place);
    const entrantId = await entrantMeant(tx, place, contest.state, asked);
    const before = await findEntrant(tx, place, entrantId);
    await requireUnmarked(tx, before);
    const person = await substitutePerson(tx, before, input);
    const now = new Date();
    const entrant = await tx.entrant.update({
      where: { eventId_id: { eventId, id: entrantId } },
      data: { personId: person.id, resultCodeHash: hashOf(resultCode), substituteAsked: null, substitutedAt: now }, include: parts,
    });
    const ended = await tx.session.updateManyAndReturn({ where: { eventId, entrantId, revokedAt: null }, data: { revokedAt: now }, select: { id: true } });
    const entry = { type: 'entrant:substitute', subject: entrantId, reason: input.reason, before: named(before), after: named(entrant) };
    await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), entry, {}, true);
    const byPerson = await recuseByPerson(tx, place, actorOf(me), entrantId);
    const byOrganisation = contest.state === 'running' ? await recuseByOrganisation(tx, place, actorOf(me)) : [];
    return { entrant, sealed, ended, recused: [...byPerson, ...byOrganisation] };
  });
  cutOff(ctx, ended.map(({ id }) => id));
  tellRecusals(ctx, place, recused);
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
  return {
    ...(sealed ? { entrantId: entrant.personId, code: null } : { entrantId: entrant.id, code: entrant.code }),
    name: entrant.person.name, organisation: entrant.organisation.name as Text, resultCode, url: `${base}/r/${resultCode}`,
  };
}

async function findEntrant(tx: Transaction, { eventId, contestId }: Place, id: string): Promise<Found> {
  const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id }, include: parts });
  if (!entrant) throw new Refused('entrant.not-found');
  return entrant;
}

/** Before anybody has judged the entrant, and not while standing on the stage. */
async function requireUnmarked(tx: Transaction, { eventId, id, state }: Found): Promise<void> {
  if (state !== 'waiting' && state !== 'performed') throw new Refused('entrant.bad-state', { state: entrantState(state) });
  const [marked] = await tx.$queryRaw<{ stands: boolean }[]>`
    SELECT EXISTS (SELECT FROM sheet s JOIN mark m ON m.event_id = s.event_id AND m.sheet_id = s.id
      WHERE s.event_id = ${eventId}::uuid AND s.entrant_id = ${id}::uuid AND m.value IS NOT NULL) AS stands`;
  if (marked!.stands) throw new Refused('entrant.marked');
}

const named = ({ person: { id, name, employeeNo } }: Found) => ({ person: id, name, employeeNo });
