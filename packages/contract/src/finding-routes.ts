/** Routes of findings. */
import { z } from 'zod';
import { Id, staff, type Role } from './basics.ts';
import { FindingOpening, FindingPhoto, FindingSettings } from './findings.ts';
import { FindingStep } from './finding-steps.ts';
import { Finding, FindingChoices, FindingList } from './finding-views.ts';
import { Paper } from './paper.ts';
import { done, none, organiser, route } from './route.ts';

const readers: readonly Role[] = [...staff, 'inspector', 'leader'];
const openers: readonly Role[] = ['inspector', 'supervisor', 'organiser'];
const actors: readonly Role[] = ['inspector', 'supervisor', 'organiser', 'leader'];

export const findingRoutes = {
  'GET /api/events/:eventId/findings': route(readers, none, FindingList),
  'GET /api/events/:eventId/findings/choices': route(openers, none, FindingChoices),
  'POST /api/events/:eventId/findings': route(openers, FindingOpening, z.object({ findingId: Id, number: z.string(), by: z.string() })),
  'POST /api/events/:eventId/findings/settings': route(organiser, FindingSettings, done),
  'GET /api/events/:eventId/findings/:findingId': route(readers, none, Finding),
  /** Multipart: the fields of FindingPhotoFields and one file `file`. Safe to repeat, like a command. */
  'POST /api/events/:eventId/findings/:findingId/photos': route(actors, z.any(), z.object({ photo: FindingPhoto })),
  /** The bytes themselves. */
  'GET /api/events/:eventId/findings/:findingId/photos/:photoId': route(readers, none, z.custom<Uint8Array>()),
  /** One step of its life; who may take which is said by STEP_ROLES. */
  'POST /api/events/:eventId/findings/:findingId/steps': route(actors, FindingStep, done),

  /** The forms, each as its parts and as a workbook: the file itself, not an envelope. */
  'GET /api/events/:eventId/findings/:findingId/papers/finding-report': route(readers, none, Paper),
  'GET /api/events/:eventId/findings/:findingId/papers/finding-report.xlsx': route(readers, none, z.any()),
  'GET /api/events/:eventId/findings/:findingId/papers/recheck-record': route(readers, none, Paper),
  'GET /api/events/:eventId/findings/:findingId/papers/recheck-record.xlsx': route(readers, none, z.any()),
  'GET /api/events/:eventId/findings/:findingId/papers/improvement-record': route(readers, none, Paper),
  'GET /api/events/:eventId/findings/:findingId/papers/improvement-record.xlsx': route(readers, none, z.any()),
} as const;
