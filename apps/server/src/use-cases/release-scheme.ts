/** A draft becomes a version, and contests in set-up take a version up. What a contest was opened with it keeps. */
import { randomUUID } from 'node:crypto';
import { appendEvent, lockContest, Refused, type Prisma, type Transaction } from '@leitai/database';
import { checkRules, checkScheme, type Rules, type Scheme } from '@leitai/scoring';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { actorOf } from './actor.ts';
import { schemeHash } from './add-contests.ts';
import { lockDraft } from './edit-scheme.ts';
import { fromOrganiser } from './from-organiser.ts';

type Release = { readonly eventId: string; readonly schemeId: string; readonly revision: number; readonly contestIds: readonly string[] };

/**
 * All or nothing: the version and every contest that takes it up.
 * @throws Refused 'scheme.not-found', 'scheme.conflict', 'scheme.invalid' (details.issues), 'scheme.unchanged', and what `takeUp` refuses.
 */
export async function releaseScheme(ctx: Context, me: AccountIdentity, { eventId, schemeId, revision, contestIds }: Release): Promise<{ versionId: string; version: number }> {
  const released = await ctx.db.$transaction(async (tx) => {
    // In one order, as everywhere that more than one contest is locked.
    for (const id of contestIds.toSorted()) await lockContest(tx, eventId, id);
    const { code, scheme, latest } = await lockDraft(tx, { eventId, schemeId }, revision);
    const issues = checkScheme(scheme);
    if (issues.length > 0) throw new Refused('scheme.invalid', { issues });
    const hash = schemeHash(scheme);
    if (latest?.hash === hash) throw new Refused('scheme.unchanged', { version: latest.version });
    // The first version takes over the draft's id, by which the scheme is known.
    const data = { eventId, id: latest ? randomUUID() : schemeId, code, version: (latest?.version ?? 0) + 1, body: scheme as unknown as Prisma.InputJsonObject, hash, madeBy: me.name, madeAt: await databaseNow(tx) };
    await tx.schemeVersion.create({ data });
    for (const contestId of contestIds) await takeUp(tx, me, { eventId, contestId }, data.id);
    return { versionId: data.id, version: data.version };
  });
  for (const contestId of contestIds) tell(ctx, eventId, contestId);
  return released;
}

/** The one it has already changes nothing. @throws what `takeUp` refuses. */
export async function chooseScheme(ctx: Context, me: AccountIdentity, place: { readonly eventId: string; readonly contestId: string }, versionId: string): Promise<void> {
  await ctx.db.$transaction((tx) => takeUp(tx, me, place, versionId));
  tell(ctx, place.eventId, place.contestId);
}

function tell({ notices }: Context, eventId: string, contestId: string): void {
  notices.boardDue(eventId, contestId);
  notices.contestChanged(eventId, contestId);
}

/** @throws Refused 'contest.not-found', 'contest.marking-started', 'scheme.not-found', 'scheme.rules' (details.issues, letter) when the contest's rules do not fit it. */
async function takeUp(tx: Transaction, me: AccountIdentity, { eventId, contestId }: { readonly eventId: string; readonly contestId: string }, versionId: string): Promise<void> {
  const { state } = await lockContest(tx, eventId, contestId);
  if (state !== 'setup') throw new Refused('contest.marking-started', { state });
  const where = { eventId_id: { eventId, id: contestId } };
  const contest = await tx.contest.findUniqueOrThrow({ where, include: { scheme: true, post: true } });
  const version = await tx.schemeVersion.findUnique({ where: { eventId_id: { eventId, id: versionId } } });
  if (!version) throw new Refused('scheme.not-found');
  if (contest.schemeVersionId === versionId) return;
  const issues = checkRules(contest.rules as unknown as Rules, version.body as unknown as Scheme);
  if (issues.length > 0) throw new Refused('scheme.rules', { letter: contest.post.letter, issues });
  await tx.contest.update({ where, data: { schemeVersionId: versionId } });
  const entry = { type: 'contest:scheme', subject: contestId, by: me.name, before: named(contest.scheme), after: named(version) };
  await appendEvent(tx, eventId, contestId, fromOrganiser(await databaseNow(tx)), actorOf(me), entry, {}, true);
}

/** As the record names a version: by its number and its hash, so that it proves what contestants were marked by. */
const named = ({ id, code, version, hash }: { readonly id: string; readonly code: string; readonly version: number; readonly hash: string }) => ({ id, code, version, hash });
