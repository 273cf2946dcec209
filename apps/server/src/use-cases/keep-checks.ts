/** The organiser prepares a practical check: rules and day of each cohort, further cohorts of a post, and who is checked. */
import { randomUUID } from 'node:crypto';
import type { CheckChange, Text } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type Actor, type Prisma, type Transaction } from '@leitai/database';
import { checkCheckRules, type Scheme } from '@leitai/scoring';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { checkAt, settingsOf, type Settings } from '../queries/check-settings.ts';
import { databaseNow } from '../queries/database-now.ts';
import type { Place } from '../queries/sealed.ts';
import { isoDay } from '../queries/today.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';
import { freeLetter } from './keep-posts.ts';
import { lockEvent } from './lock-open.ts';
import { requireRepeatAllowed } from './repeat-allowed.ts';

/**
 * Until marking begins.
 * @throws Refused 'contest.not-found', 'check.kind', 'contest.marking-started', 'check.stale' where somebody saved since, 'request.invalid' (details.issues),
 * 'check.repeat' where the new day or waiting time stands against somebody who is entered.
 */
export async function saveCheck(ctx: Context, me: AccountIdentity, place: Place, { settings, expected }: CheckChange): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { state } = await lockContest(tx, place.eventId, place.contestId);
    const { contest } = await checkAt(tx, place);
    if (state !== 'setup') throw new Refused('contest.marking-started', { state, contestId: place.contestId });
    if ((contest.check?.saved ?? 0) !== expected) throw new Refused('check.stale', { by: contest.check?.savedBy ?? '' });
    const issues = checkCheckRules(settings.rules, contest.scheme.body as unknown as Scheme);
    if (issues.length > 0) throw new Refused('request.invalid', { issues });
    await write(tx, actorOf(me), me.name, place, settings);
    await requireRepeatAllowed(tx, place);
  });
  ctx.notices.contestChanged(place.eventId, place.contestId);
}

/** When a cohort is opened whose settings nobody saved, those it then has are written down. Call under the contest's lock. */
export async function fixCheck(tx: Transaction, actor: Actor, by: string, place: Place): Promise<void> {
  if (!(await tx.event.count({ where: { id: place.eventId, kind: 'practicalCheck' } }))) return;
  const { contest, settings } = await checkAt(tx, place);
  if (!contest.check) await write(tx, actor, by, place, settings);
  await requireRepeatAllowed(tx, place);
}

async function write(tx: Transaction, actor: Actor, by: string, place: Place, settings: Settings): Promise<void> {
  const before = await tx.checkSetting.findUnique({ where: { eventId_contestId: place } });
  const columns = { rules: settings.rules as unknown as Prisma.InputJsonObject, day: new Date(settings.day), site: settings.site, savedBy: by };
  await tx.checkSetting.upsert({ where: { eventId_contestId: place }, create: { ...place, ...columns }, update: { ...columns, saved: { increment: 1 } } });
  const stood = before && settingsOf(before, isoDay(before.day));
  const entry = { type: 'check:set', subject: place.contestId, by, before: stood, after: settings, saved: (before?.saved ?? 0) + 1 };
  await appendEvent(tx, place.eventId, place.contestId, fromOrganiser(await databaseNow(tx)), actor, entry, {}, false);
}

/**
 * A contest of its own, under the next free letter, of the same post: with the scheme, rules and settings of the one it is made from, and with who may judge the post.
 * The command's id becomes the contest's.
 * @throws Refused 'contest.not-found', 'check.kind'.
 */
export async function addCohort(ctx: Context, me: AccountIdentity, place: Place, { commandId: contestId, name }: { readonly commandId: string; readonly name: Text }): Promise<{ contestId: string }> {
  const { eventId } = place;
  const postId = randomUUID();
  await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    if (await tx.contest.count({ where: { eventId, id: contestId } })) return;
    const { contest } = await checkAt(tx, place);
    const { post, schemeVersionId, rules, check, boardNames, recheckTop, recheckRest, recheckLimit } = contest;
    await tx.post.create({ data: { eventId, id: postId, code: post.code, letter: await freeLetter(tx, eventId, post.letter), name: post.name!, shortName: name } });
    await tx.contest.create({ data: { eventId, id: contestId, postId, schemeVersionId, rules: rules!, boardNames, recheckTop, recheckRest, recheckLimit } });
    const judges = await tx.qualification.findMany({ where: { eventId, postId: post.id } });
    await tx.qualification.createMany({ data: judges.map((one) => ({ ...one, postId })) });
    if (check) await write(tx, actorOf(me), me.name, { eventId, contestId }, settingsOf(check, isoDay(check.day)));
  });
  await ctx.notices.postsChanged(eventId);
  return { contestId };
}
