/** What a unit's leader does: applies for a post team, scores it by itself with evidence, hands it in, and says what was put right. */
import { randomUUID } from 'node:crypto';
import { MOST_APPLICATION_FILES, type ApplicationFiling, type FileAdding, type ItemSaving, type RouteInput } from '@leitai/contract';
import { Refused, type Command, type Transaction } from '@leitai/database';
import { allCriteria, compareExact, type Criterion, type Scheme } from '@leitai/scoring';
import type { LeaderIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { postsOf } from '../../queries/demonstration/posts.ts';
import { actorOf } from '../actor.ts';
import { inspectEvidence } from '../inspect-evidence.ts';
import { programmeCommand } from '../programme-command.ts';
import { applicationRow, applicationStep, type ApplicationPlace, type Standing } from './application-step.ts';

type File = { readonly name: string; readonly bytes: Uint8Array };

/** The command's id becomes the application's. @throws Refused 'demonstration.no-round', 'application.window' (details.until), 'request.invalid' for a post nobody knows. */
export function applyForPost(ctx: Context, me: LeaderIdentity, filing: ApplicationFiling): Promise<{ applicationId: string }> {
  const { eventId, organisationId } = me;
  const { commandId: id, at: _, ...team } = filing;
  return programmeCommand(ctx, eventId, actorOf(me), filing, {
    type: 'application:file', subject: id,
    change: async (tx, now) => {
      const round = await tx.demonstrationRound.findUnique({ where: { eventId } });
      if (!round) throw new Refused('demonstration.no-round');
      inTime(round.applyUntil, now);
      const post = (await postsOf(tx, round.sources)).find(({ code }) => code === team.postCode);
      if (!post) throw new Refused('request.invalid', { fields: [{ path: 'postCode', code: 'unknown' }] });
      await tx.demonstrationApplication.create({ data: { eventId, id, roundId: round.id, organisationId, ...team, postName: post.name, filedBy: me.name, filedAt: now } });
      return { entry: { by: me.name }, rows: [applicationRow(id)], answer: { applicationId: id } };
    },
  });
}

/** Until it is handed in; then only what more is asked for. @throws Refused as `applicationStep`, 'request.invalid' for an indicator that is not there or more points than it has. */
export async function saveItem(ctx: Context, me: LeaderIdentity, place: ApplicationPlace, input: ItemSaving): Promise<void> {
  const { criterionId, points, statement } = input;
  const { eventId, applicationId } = place;
  await applicationStep(ctx, me, place, input, 'application:item', ['draft', 'submitted'], async (tx, application) => {
    const { max } = await criterionOf(tx, application, criterionId);
    if (points !== null && compareExact(points, max) > 0) throw new Refused('request.invalid', { fields: [{ path: 'points', code: 'too_big' }] });
    const item = await openItem(tx, application, criterionId);
    const id = item?.id ?? randomUUID();
    const data = { points, statement, state: 'pending' as const };
    await tx.demonstrationItem.upsert({ where: { eventId_id: { eventId, id } }, create: { eventId, id, applicationId, criterionId, ...data }, update: data });
    return { rows: [{ table: 'demonstration_item', id }], entry: { criterionId }, answer: {} };
  });
}

/** The command's id becomes the file's. @throws Refused as `saveItem`, 'appeal.bad-evidence', 'application.too-many-files' (details.most). */
export async function addFile(ctx: Context, me: LeaderIdentity, place: ApplicationPlace, input: FileAdding, { name, bytes }: File): Promise<{ fileId: string }> {
  const { commandId: id, criterionId } = input;
  const { eventId, applicationId } = place;
  const { type, sha256: hash } = await inspectEvidence(name, bytes);
  const { fileId } = await applicationStep(ctx, me, place, input, 'application:file-add', ['draft', 'submitted'], async (tx, application, now) => {
    await criterionOf(tx, application, criterionId);
    await openItem(tx, application, criterionId);
    if ((await tx.demonstrationFile.count({ where: { eventId, applicationId, criterionId, removedAt: null } })) >= MOST_APPLICATION_FILES) throw new Refused('application.too-many-files', { most: MOST_APPLICATION_FILES });
    await tx.evidenceBytes.createMany({ data: [{ eventId, hash, bytes: Uint8Array.from(bytes) }], skipDuplicates: true });
    await tx.demonstrationFile.create({ data: { eventId, id, applicationId, criterionId, name, type, hash, addedBy: me.name, addedAt: now } });
    return { rows: [{ table: 'demonstration_file', id }], entry: { criterionId }, answer: { fileId: id } };
  });
  return { fileId };
}

/** Hides it; row and bytes stay. @throws Refused as `saveItem`, 'evidence.not-found'. */
export async function removeFile(ctx: Context, me: LeaderIdentity, place: ApplicationPlace & { readonly fileId: string }, command: Command): Promise<void> {
  const { eventId, applicationId, fileId: id } = place;
  await applicationStep(ctx, me, place, command, 'application:file-remove', ['draft', 'submitted'], async (tx, application, now) => {
    const file = await tx.demonstrationFile.findFirst({ where: { eventId, applicationId, id, removedAt: null } });
    if (!file) throw new Refused('evidence.not-found');
    await openItem(tx, application, file.criterionId);
    await tx.demonstrationFile.update({ where: { eventId_id: { eventId, id } }, data: { removedAt: now } });
    return { rows: [{ table: 'demonstration_file', id }], answer: {} };
  });
}

/** Once. @throws Refused as `applicationStep`, 'application.window', 'application.incomplete' (details.items: numbers of indicators without points). */
export async function handIn(ctx: Context, me: LeaderIdentity, place: ApplicationPlace, command: Command): Promise<void> {
  await applicationStep(ctx, me, place, command, 'application:submit', ['draft'], async (tx, application, now) => {
    inTime(application.round.applyUntil, now);
    const items = await tx.demonstrationItem.findMany({ where: { ...at(place), points: { not: null } } });
    const scored = new Set(items.map(({ criterionId }) => criterionId));
    const missing = allCriteria(await schemeOf(tx, application)).filter(({ id }) => !scored.has(id));
    if (missing.length > 0) throw new Refused('application.incomplete', { items: missing.map(({ no }) => no) });
    return { set: { state: 'submitted', submittedBy: me.name, submittedAt: now }, answer: {} };
  });
}

/** Before the review on site. */
export async function takeBack(ctx: Context, me: LeaderIdentity, place: ApplicationPlace, command: Command): Promise<void> {
  await applicationStep(ctx, me, place, command, 'application:withdraw', ['draft', 'submitted'], () => Promise.resolve({ set: { state: 'withdrawn' }, answer: {} }));
}

/** @throws Refused as `applicationStep`, 'application.window' (details.until) once the days are over. */
export async function reportRectified(ctx: Context, me: LeaderIdentity, place: ApplicationPlace, input: RouteInput<'POST /api/events/:eventId/unit/demonstration/:applicationId/rectification'>): Promise<void> {
  await applicationStep(ctx, me, place, input, 'application:rectify', ['rectify'], (_tx, { dueAt }, now) => {
    inTime(dueAt!, now);
    return Promise.resolve({ set: { report: input.report, reportedBy: me.name, reportedAt: now }, answer: {} });
  });
}

const at = ({ eventId, applicationId }: ApplicationPlace) => ({ eventId, applicationId });

function inTime(until: Date, now: Date): void {
  if (now >= until) throw new Refused('application.window', { until });
}

export async function schemeOf(tx: Transaction, { eventId, round }: Standing): Promise<Scheme> {
  const { scheme } = await tx.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: round.contestId } }, include: { scheme: true } });
  return scheme.body as unknown as Scheme;
}

export async function criterionOf(tx: Transaction, application: Standing, criterionId: string): Promise<Criterion> {
  const found = allCriteria(await schemeOf(tx, application)).find(({ id }) => id === criterionId);
  if (!found) throw new Refused('request.invalid', { fields: [{ path: 'criterionId', code: 'unknown' }] });
  return found;
}

/** @throws Refused 'application.bad-state' for what was handed in and is not asked for again. */
async function openItem(tx: Transaction, { eventId, id: applicationId, state }: Standing, criterionId: string) {
  const item = await tx.demonstrationItem.findUnique({ where: { eventId_applicationId_criterionId: { eventId, applicationId, criterionId } } });
  if (state === 'submitted' && item?.state !== 'more') throw new Refused('application.bad-state', { state });
  return item;
}
