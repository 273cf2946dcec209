/** Answers the routes of event files, backups and practice copies. */
import type { eventFileRoutes, PracticeNames } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { logSight } from '../access/access-log.ts';
import type { Context } from '../context.ts';
import type { Work } from '../event-file/jobs.ts';
import { describeFile, eventFile, fileToSend, listFiles } from '../event-file/list-files.ts';
import { makeFile } from '../event-file/make-file.ts';
import { previewFile } from '../event-file/preview-file.ts';
import { deleteEvent, emptyEvent, restoreEvent } from '../event-file/replace-event.ts';
import { receiveArchive } from './receive-archive.ts';
import type { Handlers } from './register.ts';

const done = {};

export const eventFileHandlers: Pick<Handlers, keyof typeof eventFileRoutes> = {
  'GET /api/files': ({ ctx }) => listFiles(ctx.db, ctx.files),
  'POST /api/events/:eventId/files': async ({ ctx, params, input }) => {
    await mustExist(ctx, params.eventId);
    return ctx.files.jobs.begin('make', async (work) => ({ file: await eventFile(ctx.db, await makeFile(ctx.files, params.eventId, input.cause, work)) }), input.commandId);
  },
  'POST /api/files': async ({ ctx, req }) => ({ fileId: (await receiveArchive(req, ctx.files.folder)).id }),
  'GET /api/files/:fileId': async ({ ctx, identity, params }) => {
    const file = await fileToSend(ctx.db, ctx.files, params.fileId);
    await logSight(ctx.db, identity, 'GET /api/files/:fileId', file.eventId, null);
    return file;
  },
  'DELETE /api/files/:fileId': async ({ ctx, params }) => {
    const file = await ctx.files.folder.find(params.fileId);
    if (file.cause === 'archive') throw new Refused('event-file.kept');
    await ctx.files.folder.remove(file);
    return done;
  },
  'POST /api/files/:fileId/check': async ({ ctx, params }) => {
    const { id } = await describeFile(ctx.files, params.fileId);
    return ctx.files.jobs.begin('check', async (work) => ({ preview: await previewFile(ctx.db, ctx.files, id, work) }));
  },
  'POST /api/files/:fileId/import': async ({ ctx, params, input }) => {
    const { path } = await describeFile(ctx.files, params.fileId);
    return ctx.files.jobs.begin('check', async (work) => ({ eventId: await ctx.files.apart('import', { path }, work) }), input.commandId);
  },
  'POST /api/files/:fileId/restore': async ({ ctx, params, input }) => {
    const { id } = await describeFile(ctx.files, params.fileId);
    return ctx.files.jobs.begin('check', async (work) => ({ eventId: await restoreEvent(ctx, id, input.name, work) }));
  },
  'POST /api/files/:fileId/practice': async ({ ctx, params, input }) => {
    const { path } = await describeFile(ctx.files, params.fileId);
    return ctx.files.jobs.begin('check', async (work) => ({ eventId: await ctx.files.apart('practise', { path, names: input.names, copyId: input.commandId }, work) }), input.commandId);
  },
  'POST /api/events/:eventId/practice': async ({ ctx, params, input }) => {
    await mustExist(ctx, params.eventId);
    return ctx.files.jobs.begin('make', (work) => practise(ctx, params.eventId, input, work), input.commandId);
  },
  'GET /api/events/:eventId/practice': async ({ ctx, params }) => {
    const event = await ctx.db.event.findUnique({ where: { id: params.eventId }, select: { practice: true } });
    if (!event) throw new Refused('event.not-found');
    return event;
  },
  'POST /api/events/:eventId/emptying': async ({ ctx, params }) => {
    await emptyEvent(ctx, params.eventId);
    return done;
  },
  'POST /api/events/:eventId/removal': async ({ ctx, params, input }) => {
    await mustExist(ctx, params.eventId);
    return ctx.files.jobs.begin('remove', async (work) => {
      await deleteEvent(ctx, params.eventId, input.name, work);
      return {};
    });
  },
  'GET /api/jobs/:jobId': ({ ctx, params }) => Promise.resolve(ctx.files.jobs.look(params.jobId)),
  'DELETE /api/jobs/:jobId': ({ ctx, params }) => {
    ctx.files.jobs.cancel(params.jobId);
    return Promise.resolve(done);
  },
};

async function mustExist({ db }: Context, eventId: string): Promise<void> {
  if ((await db.event.count({ where: { id: eventId } })) === 0) throw new Refused('event.not-found');
}

/** By way of a file, so that a copy is made in one way only. */
async function practise({ files }: Context, eventId: string, { names, commandId: copyId }: { readonly names: PracticeNames; readonly commandId: string }, work: Work): Promise<{ eventId: string }> {
  const file = await makeFile(files, eventId, 'practice', work);
  try {
    return { eventId: await files.apart('practise', { path: file.path, names, copyId }, work) };
  } finally {
    await files.folder.remove(file);
  }
}
