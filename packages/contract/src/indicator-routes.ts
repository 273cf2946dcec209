/** Routes of what records say of an application's derived indicators. */
import { staff, type Role } from './basics.ts';
import { Indicators, OverrideAsking, OverrideDeciding } from './indicators.ts';
import { done, none, organiser, route } from './route.ts';

const readers: readonly Role[] = [...staff, 'leader'];

export const indicatorRoutes = {
  /** Read anew each time; what was frozen stays as it was, beside what the records say now. A leader sees the own unit's. */
  'GET /api/events/:eventId/demonstration/applications/:applicationId/indicators': route(readers, none, Indicators),
  /** From here on amendments of the sources change nothing. Happens by itself when the team is called for review. */
  'POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/freeze': route(organiser, none, done),
  'POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/override': route(organiser, OverrideAsking, done),
  /** By a supervisor who is somebody else. */
  'POST /api/events/:eventId/demonstration/applications/:applicationId/indicators/decision': route(['supervisor'], OverrideDeciding, done),
} as const;
