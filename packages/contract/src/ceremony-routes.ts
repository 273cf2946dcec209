/** Routes of the ceremony: preparing it, and what anybody may see of it. */
import { CeremonyOffer, CeremonyPlan, CeremonyState } from './ceremony.ts';
import { everyone } from './basics.ts';
import { done, none, organiser, route } from './route.ts';

export const ceremonyRoutes = {
  'GET /api/events/:eventId/ceremony': route(everyone, none, CeremonyState),
  'GET /api/events/:eventId/ceremony/offer': route(organiser, none, CeremonyOffer),
  /** From final results only. In place of what was prepared before; not while it runs. */
  'POST /api/events/:eventId/ceremony': route(organiser, CeremonyPlan, done),
} as const;
