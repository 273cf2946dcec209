/** Answers the routes of photographs beside a criterion. */
import { MOST_PHOTO_BYTES, PhotoFields, type evidenceRoutes } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { seatOf, seatOrSelf } from '../access/as-inspector.ts';
import { uploading } from '../access/limits.ts';
import { readPhoto } from '../queries/evidence.ts';
import { addEvidence } from '../use-cases/add-evidence.ts';
import { parse } from './answer.ts';
import { receiveFile } from './receive-file.ts';
import type { Handlers } from './register.ts';

export const evidenceHandlers: Pick<Handlers, keyof typeof evidenceRoutes> = {
  'POST /api/events/:eventId/contests/:contestId/evidence': async ({ ctx, limits, identity, params, req }) => {
    const me = await seatOf(ctx.db, identity, { contestId: params.contestId });
    if (me.eventId !== params.eventId || me.contestId !== params.contestId) throw new Refused('access.forbidden');
    const { bytes, fields } = await uploading(limits, me.sessionId, () => receiveFile(req, { mostBytes: MOST_PHOTO_BYTES, tooLarge: 'evidence.too-large' }));
    return addEvidence(ctx, me, parse(PhotoFields, fields), bytes);
  },
  'GET /api/events/:eventId/contests/:contestId/evidence/:evidenceId': async ({ ctx, identity, params }) => readPhoto(ctx.db, await seatOrSelf(ctx.db, identity, { contestId: params.contestId }), params),
};
