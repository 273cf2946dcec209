/** Routes of rules, of points that are brought in, and of publishing several contests at once. */
import { z } from 'zod';
import { Id, staff } from './basics.ts';
import { checkers, done, none, organiser, route } from './route.ts';
import { ContestRules, EventRules, PointsImports, PointsPreview, PointsProposal, PointsRejection, Publication, Publishing, ResultsProgress, RulesChange, RulesCopy, RulesDefaults, RulesTrial, RulesTried } from './rules.ts';

export const rulesRoutes = {
  'GET /api/events/:eventId/rules': route(staff, none, EventRules),
  /** What the event's contests are meant to have; changes none of them. */
  'POST /api/events/:eventId/rules': route(organiser, RulesDefaults, done),
  /** Stores nothing. */
  'POST /api/events/:eventId/rules/preview': route(organiser, RulesTrial, RulesTried),
  /** Into all named contests, or none. */
  'POST /api/events/:eventId/rules/copy': route(organiser, RulesCopy, done),
  'GET /api/events/:eventId/contests/:contestId/rules': route(staff, none, ContestRules),
  'POST /api/events/:eventId/contests/:contestId/rules': route(organiser, RulesChange, done),

  'GET /api/events/:eventId/contests/:contestId/points': route(staff, none, PointsImports),
  /** Multipart: one file field `file`, .xlsx or .csv, at most 5 MB, and the field `stageId`. Stores nothing. */
  'POST /api/events/:eventId/contests/:contestId/points/preview': route(organiser, z.any(), PointsPreview),
  'POST /api/events/:eventId/contests/:contestId/points': route(organiser, PointsProposal, z.object({ importId: Id })),
  /** By somebody who did not propose them. */
  'POST /api/events/:eventId/contests/:contestId/points/:importId/approve': route(checkers, none, done),
  'POST /api/events/:eventId/contests/:contestId/points/:importId/reject': route(checkers, PointsRejection, done),

  'GET /api/events/:eventId/progress': route(staff, none, ResultsProgress),
  'GET /api/events/:eventId/contests/:contestId/publication': route(checkers, none, Publication),
  /** The supervisor's signature under several contests: all of them, or none. */
  'POST /api/events/:eventId/publication': route(['supervisor'], Publishing, done),
} as const;
