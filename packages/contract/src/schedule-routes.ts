/** Routes of the day itself: the plan, pauses, words to the hall, and looking somebody up. */
import { z } from 'zod';
import { Id, Plain, Text } from './basics.ts';
import { BroadcastText } from './broadcast.ts';
import { Reason } from './message.ts';
import { done, none, organiser, route } from './route.ts';
import { Plan, PlanDesk } from './schedule.ts';

/** What a search finds. Of a sealed contest a person has no code, and a code nobody's name. */
export const Found = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entrant'), contestId: Id, letter: z.string(), contest: Text, code: z.string().nullable(), name: z.string().nullable(), organisation: Text.nullable() }),
  z.object({ kind: z.literal('judge'), contestId: Id, letter: z.string(), contest: Text, seat: z.int(), role: z.enum(['judge', 'chief']), name: z.string() }),
]);
export type Found = z.infer<typeof Found>;

export const scheduleRoutes = {
  'GET /api/events/:eventId/schedule': route(organiser, none, PlanDesk),
  /** The whole plan in the place of the one it is based on; 'schedule.stale' when that is no longer the latest. */
  'POST /api/events/:eventId/schedule': route(organiser, Plan.extend({ basedOn: z.int().min(0) }), z.object({ plan: z.int() })),
  /** All of these contests, or none. What is paused already stays as it is, and so does what runs on. */
  'POST /api/events/:eventId/pause': route(organiser, z.strictObject({ contestIds: z.array(Id).min(1).max(100), reason: Reason }), done),
  'POST /api/events/:eventId/resume': route(organiser, z.strictObject({ contestIds: z.array(Id).min(1).max(100) }), done),
  /** `id` is the sender's own: sent again, it changes nothing. */
  'POST /api/events/:eventId/broadcasts': route(
    organiser, z.strictObject({ id: Id, text: BroadcastText, contestIds: z.array(Id).max(100), screens: z.boolean() }), done,
  ),
  'DELETE /api/events/:eventId/broadcasts/:broadcastId': route(organiser, none, done),
  /** People, codes and judges of the event; at most twenty of each. */
  'POST /api/events/:eventId/search': route(organiser, z.strictObject({ query: Plain.trim().min(1).max(60) }), z.array(Found)),
} as const;
