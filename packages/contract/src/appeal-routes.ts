/** Routes of appeals and of the unit's leader, who files them. */
import { z } from 'zod';
import { Appeal, AppealAcceptance, AppealChoices, AppealCorrection, AppealHours, AppealList, AppealRejection, AppealRuling, AppealStep, OwnAppeals, Unit } from './appeals.ts';
import { Id, staff, Text, type Role } from './basics.ts';
import { AccountLink } from './console.ts';
import { OwnResult } from './own-result.ts';
import { done, none, organiser, route } from './route.ts';

const leader: readonly Role[] = ['leader'];
const readers: readonly Role[] = [...staff, 'leader'];

export const appealRoutes = {
  'GET /api/events/:eventId/unit': route(leader, none, Unit),
  /** Once it is shown in the unit's list. */
  'GET /api/events/:eventId/unit/entrants/:entrantId': route(leader, none, OwnResult),
  /** Multipart: a field `appeal` (AppealFiling as JSON), then up to five files of 5 MB, photos or PDF by their content. */
  'POST /api/events/:eventId/unit/entrants/:entrantId/appeals': route(leader, z.any(), z.object({ appealId: Id })),
  'POST /api/events/:eventId/appeals/:appealId/withdrawal': route(leader, AppealStep, done),

  /** How and until when the own unit may appeal for this contestant, and what became of it. */
  'GET /api/my/appeals': route(['contestant'], none, OwnAppeals),

  'GET /api/events/:eventId/appeals': route(staff, none, AppealList),
  'GET /api/events/:eventId/appeals/:appealId': route(readers, none, Appeal),
  /** The file as it was uploaded, with its type; not an envelope. */
  'GET /api/events/:eventId/appeals/:appealId/evidence/:fileId': route(readers, none, z.any()),
  'GET /api/events/:eventId/appeals/:appealId/choices': route(['organiser', 'arbitrator'], none, AppealChoices),
  'POST /api/events/:eventId/appeals/:appealId/acceptance': route(organiser, AppealAcceptance, done),
  'POST /api/events/:eventId/appeals/:appealId/rejection': route(organiser, AppealRejection, done),
  /** By the assigned arbitrator only. */
  'POST /api/events/:eventId/appeals/:appealId/ruling': route(['arbitrator'], AppealRuling, done),
  /** An approved correction of this entrant, by the organiser or the assigned arbitrator: closes the appeal. */
  'POST /api/events/:eventId/appeals/:appealId/correction': route(['organiser', 'arbitrator'], AppealCorrection, done),
  'POST /api/events/:eventId/appeal-hours': route(organiser, AppealHours, done),

  'GET /api/events/:eventId/organisations': route(
    organiser, none, z.array(z.object({ id: Id, name: Text, entrants: z.int(), leaders: z.array(z.string()) })),
  ),
  /** A one-time link for the leader of this unit, in this event. */
  'POST /api/events/:eventId/organisations/:organisationId/leader': route(organiser, none, AccountLink),
} as const;
