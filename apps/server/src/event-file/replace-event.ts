/** What takes an event that is here away, back or to its beginning; afterwards boards and connections begin anew. */
import { emptyPractice, removeEvent, Refused, shapes } from '@leitai/database';
import type { Text } from '@leitai/contract';
import { forgetSessionsOf } from '../access/sessions.ts';
import type { Context } from '../context.ts';
import type { Work } from './jobs.ts';
import { describeFile } from './list-files.ts';
import { makeFile } from './make-file.ts';
import { lockAsBackedUp, whole } from './take-in.ts';

/** Backs the event up as it stands, then puts the file in its place. @throws Refused 'event-file.name', and as `restoreFile`; also then the event as it stood may lie in the folder. */
export async function restoreEvent(ctx: Context, fileId: string, name: string, work: Work): Promise<string> {
  const file = await describeFile(ctx.files, fileId);
  const eventId = file.manifest.event.id;
  const contestIds = await contestsOf(ctx, eventId);
  await checkName(ctx, eventId, name);
  const { folder, keep, apart } = ctx.files;
  const backup = await folder.place('restore', eventId);
  await apart('restore', { path: file.path, eventId, backup: backup.path }, work).finally(() => folder.rotate(eventId, keep));
  forgetSessionsOf(ctx.db, eventId);
  await ctx.notices.eventReplaced(eventId, [...new Set([...contestIds, ...file.manifest.contests.map(({ id }) => id)])]);
  return eventId;
}

/**
 * A real event is backed up before it goes, and one with final results only goes once its archive, as it stands, lies here.
 * @throws Refused 'event.not-found', 'event-file.name', 'event-file.not-archived', 'event-file.disk', 'event-file.changed'.
 */
export async function deleteEvent(ctx: Context, eventId: string, name: string, work: Work): Promise<void> {
  const event = await ctx.db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  const contestIds = await contestsOf(ctx, eventId);
  if (!event.practice) {
    await checkName(ctx, eventId, name);
    await checkArchived(ctx, eventId);
  }
  const backup = event.practice ? null : await makeFile(ctx.files, eventId, 'reset', work);
  work.tell('remove', 0, 1);
  await whole(ctx.db, async (tx) => {
    if (backup) await lockAsBackedUp(tx, backup.manifest);
    await removeEvent(tx, await shapes(tx), eventId);
    // Kept while an event is put back from its file; with the event gone there is nothing left to tell.
    await tx.webhook.deleteMany({ where: { eventId } });
  });
  forgetSessionsOf(ctx.db, eventId);
  await ctx.notices.eventReplaced(eventId, contestIds);
}

/** @throws Refused 'event.not-found', 'practice.not'. */
export async function emptyEvent(ctx: Context, eventId: string): Promise<void> {
  const event = await ctx.db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  if (!event.practice) throw new Refused('practice.not');
  await whole(ctx.db, async (tx) => emptyPractice(tx, await shapes(tx), eventId));
  await ctx.notices.eventReplaced(eventId, await contestsOf(ctx, eventId));
}

const contestsOf = async ({ db }: Context, eventId: string): Promise<string[]> =>
  (await db.contest.findMany({ where: { eventId }, select: { id: true } })).map(({ id }) => id);

async function checkName({ db }: Context, eventId: string, name: string): Promise<void> {
  const event = await db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  const { zh, en } = event.name as Text;
  if (name !== zh && name !== en) throw new Refused('event-file.name');
}

async function checkArchived({ db, files: { folder } }: Context, eventId: string): Promise<void> {
  const contests = await db.contest.findMany({ where: { eventId }, select: { id: true, state: true, headHash: true } });
  if (contests.every(({ state }) => state !== 'final')) return;
  const archives = (await folder.list()).filter((file) => file.eventId === eventId && file.cause === 'archive');
  for (const archive of archives) {
    const held = new Map((await folder.describe(archive))?.manifest.contests.map(({ id, headHash }) => [id, headHash]));
    if (contests.every(({ id, headHash }) => held.get(id) === headHash)) return;
  }
  throw new Refused('event-file.not-archived');
}
