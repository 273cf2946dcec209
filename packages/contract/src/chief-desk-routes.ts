/** Routes by which the organiser serves the chief's desk: substitutes, and the limits of the judges' spread. */
import { staff } from './basics.ts';
import { SpreadLimits, SpreadSetting, SubstituteInput } from './chief-desk.ts';
import { Badge } from './console.ts';
import { done, none, organiser, route } from './route.ts';

export const chiefDeskRoutes = {
  /** Somebody of the same organisation takes the place, under the same code, before any mark stands. The old badge ends; the answer is the new one. */
  'POST /api/events/:eventId/contests/:contestId/entrants/:entrantId/substitute': route(organiser, SubstituteInput, Badge),
  'GET /api/events/:eventId/contests/:contestId/spread': route(staff, none, SpreadSetting),
  /** Until the contest is opened. */
  'POST /api/events/:eventId/contests/:contestId/spread': route(organiser, SpreadLimits, done),
} as const;
