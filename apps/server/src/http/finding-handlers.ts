/** Answers the routes of findings. */
import { FindingPhotoFields, MOST_PHOTO_BYTES, type findingRoutes } from '@leitai/contract';
import { asAccount } from '../access/as-role.ts';
import { uploading } from '../access/limits.ts';
import { readFinding, readFindingPhoto } from '../queries/finding.ts';
import { findingChoices, findingList } from '../queries/findings.ts';
import { findingPaper } from '../queries/paper/findings.ts';
import { addFindingPhoto } from '../use-cases/findings/add-finding-photo.ts';
import { keepFindingSettings } from '../use-cases/findings/keep-finding-settings.ts';
import { openFinding } from '../use-cases/findings/open-finding.ts';
import { stepFinding } from '../use-cases/findings/step-finding.ts';
import { parse } from './answer.ts';
import { receiveFile } from './receive-file.ts';
import type { Call, Handlers } from './register.ts';

const paper = (kind: Parameters<typeof findingPaper>[2]) => ({ ctx, identity, params }: Call<'GET /api/events/:eventId/findings/:findingId'>) => findingPaper(ctx.db, identity, kind, params);

export const findingHandlers: Pick<Handlers, keyof typeof findingRoutes> = {
  'GET /api/events/:eventId/findings': ({ ctx, identity, params }) => findingList(ctx.db, identity, params.eventId),
  'GET /api/events/:eventId/findings/choices': ({ ctx, params }) => findingChoices(ctx.db, params.eventId),
  'POST /api/events/:eventId/findings': ({ ctx, identity, params, input }) => openFinding(ctx, asAccount(identity), params.eventId, input),
  'POST /api/events/:eventId/findings/settings': async ({ ctx, identity, params, input }) => {
    await keepFindingSettings(ctx, asAccount(identity), params.eventId, input);
    return {};
  },
  'GET /api/events/:eventId/findings/:findingId': ({ ctx, identity, params }) => readFinding(ctx.db, identity, params),
  'POST /api/events/:eventId/findings/:findingId/photos': async ({ ctx, limits, identity, params, req }) => {
    const me = asAccount(identity);
    const { bytes, fields } = await uploading(limits, me.accountId, () => receiveFile(req, { mostBytes: MOST_PHOTO_BYTES, tooLarge: 'evidence.too-large' }));
    return addFindingPhoto(ctx, me, params, parse(FindingPhotoFields, fields), bytes);
  },
  'GET /api/events/:eventId/findings/:findingId/photos/:photoId': ({ ctx, identity, params }) => readFindingPhoto(ctx.db, identity, params),
  'POST /api/events/:eventId/findings/:findingId/steps': async ({ ctx, identity, params, input }) => {
    await stepFinding(ctx, asAccount(identity), params, input);
    return {};
  },
  'GET /api/events/:eventId/findings/:findingId/papers/finding-report': paper('finding-report'),
  'GET /api/events/:eventId/findings/:findingId/papers/finding-report.xlsx': paper('finding-report'),
  'GET /api/events/:eventId/findings/:findingId/papers/recheck-record': paper('recheck-record'),
  'GET /api/events/:eventId/findings/:findingId/papers/recheck-record.xlsx': paper('recheck-record'),
  'GET /api/events/:eventId/findings/:findingId/papers/improvement-record': paper('improvement-record'),
  'GET /api/events/:eventId/findings/:findingId/papers/improvement-record.xlsx': paper('improvement-record'),
};
