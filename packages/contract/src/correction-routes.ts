/** Routes of corrections: looked at, tried out, proposed, approved or rejected. */
import { z } from 'zod';
import { Id, staff, type Role } from './basics.ts';
import { CorrectionChange, CorrectionEffect, CorrectionGround, CorrectionProposal, CorrectionRejection, Corrections } from './corrections.ts';
import { done, none, route } from './route.ts';

/** The chief of the contest, an arbitrator, and the organiser who found the error in the recheck. */
const proposers: readonly Role[] = ['organiser', 'arbitrator', 'chief'];

export const correctionRoutes = {
  'GET /api/events/:eventId/contests/:contestId/corrections': route([...staff, 'chief'], none, Corrections),
  'GET /api/events/:eventId/contests/:contestId/corrections/entrants/:entrantId': route(proposers, none, CorrectionGround),
  /** Stores nothing. */
  'POST /api/events/:eventId/contests/:contestId/corrections/preview': route(proposers, CorrectionChange, CorrectionEffect),
  'POST /api/events/:eventId/contests/:contestId/corrections': route(proposers, CorrectionProposal, z.object({ correctionId: Id })),
  /** Applies it, by somebody who did not propose it. */
  'POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/approve': route(['supervisor'], none, done),
  'POST /api/events/:eventId/contests/:contestId/corrections/:correctionId/reject': route(['supervisor'], CorrectionRejection, done),
} as const;
