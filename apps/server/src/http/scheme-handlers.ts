/** Answers the routes of the scheme editor. */
import type { schemeRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { draftOf, listSchemes, schemeFile, schemeVersion } from '../queries/schemes.ts';
import { readScheme } from '../scheme-book/read-scheme.ts';
import { writeBook } from '../scheme-book/write-book.ts';
import { createScheme, dropDraft, saveDraft } from '../use-cases/edit-scheme.ts';
import { chooseScheme, releaseScheme } from '../use-cases/release-scheme.ts';
import { receiveFile } from './receive-file.ts';
import type { Handlers } from './register.ts';

const FILE = { mostBytes: 2_000_000, tooLarge: 'import.too-large' } as const;

export const schemeHandlers: Pick<Handlers, keyof typeof schemeRoutes> = {
  'GET /api/events/:eventId/schemes': ({ ctx, params }) => listSchemes(ctx.db, params.eventId),
  'POST /api/events/:eventId/schemes': ({ ctx, identity, params, input }) => createScheme(ctx, asAccount(identity), params.eventId, input),
  'POST /api/events/:eventId/schemes/reading': async ({ req }) => readScheme(await receiveFile(req, FILE)),
  'GET /api/events/:eventId/schemes/:schemeId': ({ ctx, params }) => schemeFile(ctx.db, params),
  'POST /api/events/:eventId/schemes/:schemeId/draft': ({ ctx, identity, params, input }) => saveDraft(ctx, asAccount(identity), params, input.revision, input.scheme),
  'DELETE /api/events/:eventId/schemes/:schemeId/draft': async ({ ctx, identity, params }) => {
    await dropDraft(ctx, asAccount(identity), params);
    return {};
  },
  'POST /api/events/:eventId/schemes/:schemeId/versions': ({ ctx, identity, params, input }) => releaseScheme(ctx, asAccount(identity), { ...params, ...input }),
  'GET /api/events/:eventId/schemes/:schemeId/versions/:versionId': async ({ ctx, params }) => ({ scheme: await schemeVersion(ctx.db, params) }),
  'GET /api/events/:eventId/schemes/:schemeId/workbook': async ({ ctx, params }) => {
    const { code, scheme } = await draftOf(ctx.db, params);
    return { name: `${code}.xlsx`, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: await writeBook(scheme) };
  },
  'POST /api/events/:eventId/contests/:contestId/scheme': async ({ ctx, identity, params, input }) => {
    await chooseScheme(ctx, asAccount(identity), params, input.versionId);
    return {};
  },
};
