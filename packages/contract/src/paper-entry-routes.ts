/** Routes of typing in what was marked on paper. */
import { z } from 'zod';
import { staff, type Role } from './basics.ts';
import { ContestedPaper, OpenedPaper, PaperAside, PaperEntries, PaperOpening, PaperOutcome, PaperReading } from './paper-entry.ts';
import { done, none, route } from './route.ts';

/** Nobody of a panel, and no unit's leader. */
const scribes: readonly Role[] = ['organiser', 'supervisor', 'arbitrator'];

export const paperEntryRoutes = {
  'GET /api/events/:eventId/paper-entries': route(staff, none, PaperEntries),
  'POST /api/events/:eventId/paper-sheet': route(scribes, PaperOpening, OpenedPaper),
  /** Multipart: a field `entry` (PaperFirst as JSON) and the photograph of the paper as one file `file`. */
  'POST /api/events/:eventId/paper-entries': route(scribes, z.any(), PaperOutcome),
  /** By somebody who did not type it first, and has not seen what was typed. */
  'POST /api/events/:eventId/paper-entries/:entryId/verification': route(scribes, PaperReading, PaperOutcome),
  'POST /api/events/:eventId/paper-entries/:entryId/settlement': route(scribes, PaperReading, PaperOutcome),
  /** Before it is applied: the tablet has the sheet back. */
  'POST /api/events/:eventId/paper-entries/:entryId/aside': route(scribes, PaperAside, done),
  /** The photograph itself. */
  'GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId/photo': route([...staff, 'chief'], none, z.custom<Uint8Array>()),
  /** Once both typists are done with it. */
  'GET /api/events/:eventId/contests/:contestId/paper-entries/:entryId': route([...staff, 'chief'], none, ContestedPaper),
} as const;
