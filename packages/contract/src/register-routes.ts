/** Routes of registers (台账): kept by organisers, confirmed by a second person where a line decides, read by whoever looks after the event. */
import { z } from 'zod';
import { Id, staff } from './basics.ts';
import { command } from './message.ts';
import { EntryHistory, Reason, RegisterCells, RegisterEntry, RegisterOverview, RegisterPreview, RegisterSought, TrainingPlan } from './registers.ts';
import { checkers, done, none, organiser, route } from './route.ts';

export const registerRoutes = {
  'GET /api/events/:eventId/registers': route(staff, none, RegisterOverview),
  'GET /api/events/:eventId/registers/:register': route(staff, none, z.array(RegisterEntry)),
  /** The register as it stands, or the lines of it that are looked for, as a workbook. */
  'GET /api/events/:eventId/registers/:register/list.xlsx': route(staff, RegisterSought, z.any()),
  'POST /api/events/:eventId/registers/:register': route(organiser, z.strictObject({ ...command, cells: RegisterCells }), z.object({ id: Id })),
  'POST /api/events/:eventId/registers/:register/entries/:lineId': route(organiser, z.strictObject({ cells: RegisterCells, version: z.int().positive(), reason: Reason }), done),
  /** The line stays to be seen and counts no more. */
  'POST /api/events/:eventId/registers/:register/entries/:lineId/striking': route(organiser, z.strictObject({ version: z.int().positive(), reason: Reason }), done),
  /** By somebody else than who entered it. */
  'POST /api/events/:eventId/registers/:register/entries/:lineId/decision': route(checkers, z.strictObject({ version: z.int().positive(), accept: z.boolean(), reason: Reason }), done),
  /** Multipart: the file, and FileAttaching as JSON in the field `line`. */
  'POST /api/events/:eventId/registers/:register/entries/:lineId/file': route(organiser, z.any(), done),
  /** The file itself, not an envelope. */
  'GET /api/events/:eventId/registers/:register/entries/:lineId/file': route(staff, none, z.any()),
  'GET /api/events/:eventId/registers/:register/entries/:lineId/history': route(staff, none, EntryHistory),
  /** Multipart, as a roster. Stores nothing but the preview. */
  'POST /api/events/:eventId/registers/:register/import': route(organiser, z.any(), RegisterPreview),
  /** Lines that are there and differ are corrections: they need a reason. */
  'POST /api/events/:eventId/registers/:register/import/:importId/confirm': route(
    organiser, z.strictObject({ skipFaulty: z.boolean(), reason: Reason.nullable() }), z.object({ added: z.int(), changed: z.int(), same: z.int(), skipped: z.int() }),
  ),
  'GET /api/events/:eventId/training-plan': route(staff, none, TrainingPlan),
  'GET /api/events/:eventId/training-plan.xlsx': route(staff, none, z.any()),
} as const;
