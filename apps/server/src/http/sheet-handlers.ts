/** Answers the routes of one judge's sheet. */
import type { sheetRoutes } from '@leitai/contract';
import { sheetRecord } from '../queries/sheet-record.ts';
import { seatOrSelf } from '../access/as-inspector.ts';
import type { Handlers } from './register.ts';

export const sheetHandlers: Pick<Handlers, keyof typeof sheetRoutes> = {
  'GET /api/events/:eventId/contests/:contestId/sheets/:sheetId': async ({ ctx, identity, params }) => sheetRecord(ctx, await seatOrSelf(ctx.db, identity, { contestId: params.contestId }), params),
};
