/** Routes of the organiser's desk: events, rosters, contests, seats, devices. */
import { z } from 'zod';
import { AccessEntry, AccessSought } from './access-log.ts';
import { BoardNames, ContestState, EventKind, Plain, Id, PublicNames, staff, Text } from './basics.ts';
import { Badge, ContestEntrant, ControlState, EventSummary, PairingCard, RosterPreview } from './console.ts';
import { command } from './message.ts';
import { RecusalOverview, RecusalReason } from './recusal.ts';
import { done, none, organiser, route } from './route.ts';

export const eventRoutes = {
  'GET /api/events': route([...staff, 'anonymiser', 'steward'], none, z.array(EventSummary)),
  /** A new event starts with the given posts, or with none; without `posts`, with the sixteen of the library. */
  'POST /api/events': route(
    organiser,
    z.strictObject({ ...command, kind: EventKind, name: Text, posts: z.array(z.string().max(40)).max(40).exactOptional() }),
    EventSummary,
  ),
  'GET /api/events/:eventId/control': route(staff, none, ControlState),
  /** Multipart: one file field `file`, .xlsx or .csv, at most 5 MB. Stores nothing but the preview. */
  'POST /api/events/:eventId/roster': route(organiser, z.any(), RosterPreview),
  'POST /api/events/:eventId/roster/:importId/confirm': route(
    organiser,
    /** `skipFaulty` imports the good rows of a workbook with faulty ones; without it such a workbook is refused. */
    z.strictObject({ skipFaulty: z.boolean() }),
    z.object({ added: z.int(), already: z.int(), changed: z.int(), skipped: z.int() }),
  ),
  'GET /api/events/:eventId/contests/:contestId/entrants': route(organiser, none, z.array(ContestEntrant)),
  'POST /api/events/:eventId/contests/:contestId/state': route(organiser, z.strictObject({ state: ContestState }), done),
  'POST /api/events/:eventId/contests/:contestId/settings': route(organiser, z.strictObject({ boardNames: BoardNames }), done),
  /** Freezes what the public sees of these contests (封榜), or lets it go on; one that is so already stays as it is. */
  'POST /api/events/:eventId/freeze': route(organiser, z.strictObject({ contestIds: z.array(Id).min(1).max(100), frozen: z.boolean() }), done),
  /** What the public results site calls people, for the whole event. */
  'POST /api/events/:eventId/public-names': route(organiser, z.strictObject({ names: PublicNames }), done),
  /** New codes for the whole panel of a contest; earlier unused codes end. */
  'POST /api/events/:eventId/contests/:contestId/codes': route(organiser, none, z.array(PairingCard)),
  'POST /api/events/:eventId/judges/:judgeId/code': route(organiser, none, PairingCard),
  'POST /api/events/:eventId/contests/:contestId/judges': route(
    organiser,
    z.strictObject({
      seat: z.int().min(1).max(15),
      role: z.enum(['judge', 'chief']),
      name: Plain.trim().min(1).max(60),
      organisation: Plain.trim().max(100),
    }),
    z.object({ judgeId: Id }),
  ),
  /** Newest first, at most ACCESS_PAGE of them; those before are asked for by the last one's place. */
  'GET /api/events/:eventId/access-log': route(['organiser', 'auditor'], AccessSought, z.array(AccessEntry)),
  /** Recusals made, and conflicts by organisation that opening a contest will turn into recusals. */
  'GET /api/events/:eventId/recusals': route(staff, none, RecusalOverview),
  'POST /api/events/:eventId/recusal-rule': route(organiser, z.strictObject({ months: z.int().min(0).max(240) }), done),
  'POST /api/events/:eventId/contests/:contestId/recusals': route(
    organiser, z.strictObject({ judgeId: Id, entrantId: Id, reason: RecusalReason }), done,
  ),
  /** Where a judge was before, both days included. */
  'POST /api/events/:eventId/judges/:judgeId/organisations': route(
    organiser, z.strictObject({ organisation: Plain.trim().min(1).max(100), since: z.iso.date(), until: z.iso.date() }), done,
  ),
  'DELETE /api/events/:eventId/devices/:deviceId': route(organiser, none, done),
  /** New result codes for the badges of a contest; earlier ones end. */
  'POST /api/events/:eventId/contests/:contestId/badges': route(organiser, none, z.array(Badge)),
} as const;
