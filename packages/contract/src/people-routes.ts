/** Routes by which the organiser keeps posts, organisations, people and the judges' pool. */
import { z } from 'zod';
import { Id, Text } from './basics.ts';
import { command } from './message.ts';
import { EventPeople, LibraryPost, NewPosts, PersonInput, PoolJudge, PoolJudgeInput } from './people.ts';
import { PoolPreview } from './pool-import.ts';
import { SeatingApply, SeatingPlan, SeatingPreview } from './seating.ts';
import { done, none, organiser, route } from './route.ts';

const contests = z.array(Id).max(40);

export const peopleRoutes = {
  'GET /api/library/posts': route(organiser, none, z.array(LibraryPost)),
  /** Each post comes with its contest. */
  'POST /api/events/:eventId/posts': route(organiser, NewPosts, done),
  /** Takes out a contest nothing has been recorded in, with its post. */
  'DELETE /api/events/:eventId/contests/:contestId': route(organiser, none, done),
  'GET /api/events/:eventId/people': route(organiser, none, EventPeople),
  'POST /api/events/:eventId/organisations': route(organiser, z.strictObject({ ...command, name: Text }), z.object({ id: Id })),
  'POST /api/events/:eventId/organisations/:organisationId': route(organiser, z.strictObject({ name: Text }), done),
  /** Somebody new, entered in these contests. */
  'POST /api/events/:eventId/people': route(organiser, z.strictObject({ ...command, ...PersonInput.shape, contestIds: contests }), z.object({ id: Id })),
  'POST /api/events/:eventId/people/:personId': route(organiser, PersonInput, done),
  /** With what the person is entered in; refused where something is recorded of them. */
  'DELETE /api/events/:eventId/people/:personId': route(organiser, none, done),
  /** Enters and takes out until exactly these contests are left: one taken out and another entered is a move. */
  'POST /api/events/:eventId/people/:personId/entries': route(organiser, z.strictObject({ contestIds: contests }), done),
  'GET /api/events/:eventId/pool': route(organiser, none, z.array(PoolJudge)),
  'POST /api/events/:eventId/pool': route(organiser, PoolJudgeInput, z.object({ personId: Id })),
  'POST /api/events/:eventId/pool/:personId': route(organiser, PoolJudgeInput, done),
  /** Refused while seated. */
  'DELETE /api/events/:eventId/pool/:personId': route(organiser, none, done),
  /** Multipart, as a roster. Stores nothing but the preview. */
  'POST /api/events/:eventId/pool-import': route(organiser, z.any(), PoolPreview),
  'POST /api/events/:eventId/pool-import/:importId/confirm': route(
    organiser, z.strictObject({ skipFaulty: z.boolean() }), z.object({ added: z.int(), changed: z.int(), same: z.int(), skipped: z.int() }),
  ),
  /** Stores nothing. */
  'POST /api/events/:eventId/seating/preview': route(organiser, SeatingPreview, SeatingPlan),
  /** All of the previewed plan, or nothing. */
  'POST /api/events/:eventId/seating': route(organiser, SeatingApply, z.object({ seated: z.int() })),
} as const;
