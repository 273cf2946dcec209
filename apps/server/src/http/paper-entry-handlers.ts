/** Answers the routes of typing in what was marked on paper. */
import { MOST_PHOTO_BYTES, PaperFirst, type paperEntryRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { uploading } from '../access/limits.ts';
import { contestedPaper, openPaper, paperEntries, paperPhoto } from '../queries/paper-entry.ts';
import { setAsidePaper } from '../use-cases/paper-entry-end.ts';
import { enterPaper, settlePaper, verifyPaper } from '../use-cases/paper-entry-type.ts';
import { jsonOf, parse } from './answer.ts';
import { notAForm, receiveFiles } from './receive-files.ts';
import type { Handlers } from './register.ts';

/** A whole sheet as JSON. */
const MOST_FIELD_BYTES = 200_000;
const UPLOAD = { mostFiles: 1, mostBytes: MOST_PHOTO_BYTES, fieldBytes: MOST_FIELD_BYTES, tooLarge: 'evidence.too-large' } as const;

export const paperEntryHandlers: Pick<Handlers, keyof typeof paperEntryRoutes> = {
  'GET /api/events/:eventId/paper-entries': ({ ctx, params }) => paperEntries(ctx.db, params.eventId),
  'POST /api/events/:eventId/paper-sheet': ({ ctx, identity, params, input }) => openPaper(ctx.db, asAccount(identity), params.eventId, input.number),
  'POST /api/events/:eventId/paper-entries': async ({ ctx, limits, identity, params, req }) => {
    const me = asAccount(identity);
    const { files: [photo], fields } = await uploading(limits, me.accountId, () => receiveFiles(req, UPLOAD));
    if (!photo) throw notAForm();
    return enterPaper(ctx, me, params.eventId, parse(PaperFirst, jsonOf(fields['entry'])), photo.bytes);
  },
  'POST /api/events/:eventId/paper-entries/:entryId/verification': ({ ctx, identity, params, input }) => verifyPaper(ctx, asAccount(identity), params, input),
  'POST /api/events/:eventId/paper-entries/:entryId/settlement': ({ ctx, identity, params, input }) => settlePaper(ctx, asAccount(identity), params, input),
  'POST /api/events/:eventId/paper-entries/:entryId/aside': async ({ ctx, identity, params, input }) => {
    await setAsidePaper(ctx, asAccount(identity), params, input);
    return {};
  },
  'GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId/photo': ({ ctx, identity, params }) => paperPhoto(ctx.db, identity, params),
  'GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId': ({ ctx, identity, params }) => contestedPaper(ctx.db, identity, params),
};
