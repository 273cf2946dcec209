/** Routes of the scheme editor. */
import { z } from 'zod';
import { Id } from './basics.ts';
import { command } from './message.ts';
import { done, none, organiser, route } from './route.ts';
import { SchemeCard, SchemeDraft, SchemeFile, SchemeReading, SchemeRelease, SchemeSave, SchemeSaved } from './schemes.ts';

export const schemeRoutes = {
  'GET /api/events/:eventId/schemes': route(organiser, none, z.array(SchemeCard)),
  /** A new scheme, from nothing, from another one or from a file: a draft without a version. */
  'POST /api/events/:eventId/schemes': route(organiser, z.strictObject({ ...command, scheme: SchemeDraft }), z.object({ id: Id })),
  /** Multipart: one file field `file`, .xlsx or .json, at most 2 MB. Stores nothing. */
  'POST /api/events/:eventId/schemes/reading': route(organiser, z.any(), SchemeReading),
  'GET /api/events/:eventId/schemes/:schemeId': route(organiser, none, SchemeFile),
  /** Over the revision that was seen; another one is `scheme.conflict` with the draft as it stands. */
  'POST /api/events/:eventId/schemes/:schemeId/draft': route(organiser, SchemeSave, SchemeSaved),
  /** Back to the latest version; a scheme that has none is gone. */
  'DELETE /api/events/:eventId/schemes/:schemeId/draft': route(organiser, none, done),
  /** The draft becomes the next version, and the named contests, which must be in set-up, take it up. */
  'POST /api/events/:eventId/schemes/:schemeId/versions': route(organiser, SchemeRelease, z.object({ versionId: Id, version: z.int() })),
  'GET /api/events/:eventId/schemes/:schemeId/versions/:versionId': route(organiser, none, z.object({ scheme: SchemeDraft })),
  /** The draft as a workbook, in the columns its second sheet explains. */
  'GET /api/events/:eventId/schemes/:schemeId/workbook': route(organiser, none, z.any()),
  /** Which version a contest in set-up is marked by. */
  'POST /api/events/:eventId/contests/:contestId/scheme': route(organiser, z.strictObject({ versionId: Id }), done),
} as const;
