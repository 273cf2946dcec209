/** Answers the routes of closing the loop. */
import type { LoopView, loopRoutes } from '@leitai/contract';
import { asLeader } from '../access/as-role.ts';
import { loopGrid } from '../queries/loop/grid.ts';
import { loopPage } from '../queries/loop/page.ts';
import { LEAST } from '../queries/loop/rates.ts';
import type { Handlers } from './register.ts';

/** Addresses are checked before they come here: what stands in them is a view. */
const viewOf = ({ view }: { readonly view: string }): LoopView => view as LoopView;

export const loopHandlers: Pick<Handlers, keyof typeof loopRoutes> = {
  'GET /api/events/:eventId/loop/:view': ({ ctx, params }) => loopGrid(ctx.db, params.eventId, viewOf(params)),
  'GET /api/events/:eventId/loop/:view/:postId/:organisationId': ({ ctx, params }) => loopPage(ctx.db, params, viewOf(params)),
  'GET /api/events/:eventId/unit/loop/:view': async ({ ctx, identity, params }) => {
    const { organisationId } = asLeader(identity, params);
    return loopGrid(ctx.db, params.eventId, viewOf(params), { organisationId, least: LEAST });
  },
  'GET /api/events/:eventId/unit/loop/:view/:postId': async ({ ctx, identity, params }) => {
    const { organisationId } = asLeader(identity, params);
    return loopPage(ctx.db, { ...params, organisationId }, viewOf(params), LEAST);
  },
};
