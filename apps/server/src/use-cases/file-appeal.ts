/** A unit's leader objects in writing to a published result of an own contestant, within the deadline; or, once, to the ruling on that. */
import { randomUUID } from 'node:crypto';
import { PUBLISHED, type AppealFiling } from '@leitai/contract';
import { appendEvent, lockContest, Refused, seenCommand, type AppealModel, type Prisma, type Transaction } from '@leitai/database';
import { allCriteria, type Scheme } from '@leitai/scoring';
import type { LeaderIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { actorOf } from './actor.ts';
import { hoursAfter } from './appeal-step.ts';
import { inspectEvidence } from './inspect-evidence.ts';

type File = { readonly name: string; readonly bytes: Uint8Array };
const TYPE = 'appeal:file';
const parts = { event: true, scheme: true } satisfies Prisma.ContestInclude;
type Contest = Prisma.ContestGetPayload<{ include: typeof parts }>;

/**
 * The command's id becomes the appeal's: sent again, it is answered as before.
 * @throws Refused 'entrant.not-found' for another unit's, and for everybody before publication; 'appeal.bad-evidence', 'appeal.window' (details.state, until), 'appeal.exists'
 * (details.appealId), 'request.invalid' for items the scheme does not have, 'appeal.bad-state' for a ruling that cannot be taken further.
 */
export async function fileAppeal(ctx: Context, me: LeaderIdentity, entrantId: string, filing: AppealFiling, files: readonly File[]): Promise<{ appealId: string }> {
  const { eventId, organisationId } = me;
  const { commandId: id, against: againstId } = filing;
  const evidence = await Promise.all(files.map(async (file, index) => {
    return { id: randomUUID(), number: index + 1, ...file, ...(await inspectEvidence(file.name, file.bytes)) };
  }));
  const entrant = await ctx.db.entrant.findFirst({ where: { eventId, id: entrantId, organisationId, contest: { state: { in: [...PUBLISHED] } } } });
  if (!entrant) throw new Refused('entrant.not-found');
  const { contestId } = entrant;
  await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    if (await seenCommand(tx, eventId, filing, actorOf(me), TYPE, id)) return;
    const contest = await tx.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } }, include: parts });
    const now = await databaseNow(tx);
    const earlier = await tx.appeal.findMany({ where: { eventId, contestId } });
    const against = againstId === null ? null : reviewable(earlier.find((one) => one.id === againstId && one.entrantId === entrantId), now);
    if (contest.state !== 'provisional' || (!against && !(contest.objectionsUntil && now < contest.objectionsUntil))) {
      throw new Refused('appeal.window', { state: contest.state, until: contest.objectionsUntil });
    }
    const items = against ? against.items : itemsOf(contest, filing.items);
    const instance = against ? 2 : 1;
    const same = earlier.find((one) => one.entrantId === entrantId && one.instance === instance && stands(one) && String(one.items) === String(items));
    if (same) throw new Refused('appeal.exists', { appealId: same.id });
    const after = {
      contestId, entrantId, organisationId, number: Math.max(0, ...earlier.map(({ number }) => number)) + 1, instance, againstId,
      grounds: filing.grounds, items, state: 'filed' as const, filedBy: me.name, filedAt: now, dueAt: hoursAfter(now, contest.event.appealHours),
    };
    await tx.appeal.create({ data: { eventId, id, ...after } });
    await keep(tx, { eventId, id }, evidence);
    const told = evidence.map(({ bytes, ...file }) => ({ ...file, bytes: bytes.length }));
    await appendEvent(tx, eventId, contestId, filing, actorOf(me), { type: TYPE, subject: id, by: me.name, entrantId, after, files: told }, {}, false);
  });
  ctx.notices.contestChanged(eventId, contestId);
  return { appealId: id };
}

const stands = ({ state }: AppealModel): boolean => state !== 'withdrawn' && state !== 'rejected';

/** A ruling of the first instance that did not grant everything, while its hours run. */
function reviewable(appeal: AppealModel | undefined, now: Date): AppealModel {
  if (!appeal) throw new Refused('appeal.not-found');
  const { state, reviewUntil } = appeal;
  if (reviewUntil === null) throw new Refused('appeal.bad-state', { state });
  if (now >= reviewUntil) throw new Refused('appeal.window', { state: 'provisional', until: reviewUntil });
  return appeal;
}

/** In the scheme's order, so that the same set is written one way only. */
function itemsOf({ scheme }: Contest, wanted: readonly string[]): string[] {
  const known = allCriteria(scheme.body as unknown as Scheme).map(({ id }) => id);
  if (wanted.some((id) => !known.includes(id))) throw new Refused('request.invalid', { fields: [{ path: 'items', code: 'unknown' }] });
  return known.filter((id) => wanted.includes(id));
}

async function keep(tx: Transaction, appeal: { readonly eventId: string; readonly id: string }, files: readonly (File & Pick<Prisma.AppealEvidenceUncheckedCreateInput, 'id' | 'number' | 'type' | 'sha256'>)[]): Promise<void> {
  await tx.appealEvidence.createMany({
    data: files.map(({ bytes, ...file }) => ({ eventId: appeal.eventId, appealId: appeal.id, ...file, content: Uint8Array.from(bytes) })),
  });
}
