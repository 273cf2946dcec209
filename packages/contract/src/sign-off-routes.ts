/** Routes of a contest's results on their way to publication. */
import { z } from 'zod';
import type { Bundle } from '@leitai/scoring';
import { staff } from './basics.ts';
import { ChiefSignature, ContestResults, RecheckFigures, RecheckFinding, RecheckSheets, SignatureReturn, SupervisorSignature } from './results.ts';
import { checkers, done, none, organiser, route } from './route.ts';

export const signOffRoutes = {
  /** The results with their working, and how far they have come on their way to publication. */
  'GET /api/events/:eventId/contests/:contestId/results': route([...staff, 'chief'], none, ContestResults),
  'POST /api/events/:eventId/contests/:contestId/recheck/figures': route(organiser, RecheckFigures, done),
  'POST /api/events/:eventId/contests/:contestId/recheck': route(checkers, none, done),
  'GET /api/events/:eventId/contests/:contestId/recheck/:entrantId': route(staff, none, RecheckSheets),
  'POST /api/events/:eventId/contests/:contestId/recheck/:entrantId': route(checkers, RecheckFinding, done),
  'POST /api/events/:eventId/contests/:contestId/signature/chief': route(['chief'], ChiefSignature, done),
  /** The second signature publishes: objections may be raised for so many days. */
  'POST /api/events/:eventId/contests/:contestId/signature/supervisor': route(['supervisor'], SupervisorSignature, done),
  'POST /api/events/:eventId/contests/:contestId/signature/return': route(['supervisor'], SignatureReturn, done),
  'POST /api/events/:eventId/contests/:contestId/final': route(checkers, none, done),

  /** All that the contest's result is made of, for a recomputation without the system: docs/bundle.md. */
  'GET /api/events/:eventId/contests/:contestId/bundle': route(organiser, none, z.custom<Bundle>()),
} as const;
