/** Routes of closing the loop: who looks after an event reads every unit's pages, a leader the own unit's. */
import type { Role } from './basics.ts';
import { LoopGrid, LoopPage } from './loop.ts';
import { none, route } from './route.ts';

const overseers: readonly Role[] = ['organiser', 'supervisor', 'auditor'];
const leader: readonly Role[] = ['leader'];

export const loopRoutes = {
  /** Score rates, post by organisation, from results of every event that is no practice. */
  'GET /api/events/:eventId/loop/:view': route(overseers, none, LoopGrid),
  'GET /api/events/:eventId/loop/:view/:postId/:organisationId': route(overseers, none, LoopPage),
  'GET /api/events/:eventId/unit/loop/:view': route(leader, none, LoopGrid),
  'GET /api/events/:eventId/unit/loop/:view/:postId': route(leader, none, LoopPage),
} as const;
