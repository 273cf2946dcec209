/** Routes of photographs beside a criterion: sent by the judge's tablet, read by whoever may read the sheet. */
import { z } from 'zod';
import { Id, Instant, Plain, staff } from './basics.ts';
import { Evidence, PhotoType, Sha256 } from './evidence.ts';
import { none, route } from './route.ts';

/** What comes with the file in a multipart request; `commandId` becomes the photograph's id. */
export const PhotoFields = z.strictObject({ commandId: Id, at: Instant, sheetId: Id, criterionId: Plain.min(1).max(60), sha256: Sha256, type: PhotoType });
export type PhotoFields = z.infer<typeof PhotoFields>;

export const evidenceRoutes = {
  /** Multipart: the fields of PhotoFields and one file `file`. Safe to repeat, like a command. */
  'POST /api/events/:eventId/contests/:contestId/evidence': route(
    ['judge', 'inspector'], z.any(), z.object({ evidence: Evidence, sheetVersion: z.int(), revision: z.int() }),
  ),
  /** The bytes themselves. A judge reads the own sheets' only. */
  'GET /api/events/:eventId/contests/:contestId/evidence/:evidenceId': route([...staff, 'chief', 'judge', 'inspector'], none, z.custom<Uint8Array>()),
} as const;
