/** Messages of what stands beside a mark: a note put or cleared, a photograph taken off the sheet. */
import { z } from 'zod';
import { Id, Instant, Plain } from './basics.ts';
import { MOST_NOTE } from './evidence-limits.ts';
import { command, message, Version } from './message.ts';

export const evidenceMessages = {
  /** `text: null` clears the note. Refused like a mark, with 'note.conflict' where another text stands. */
  'note:put': message(
    ['judge', 'inspector'],
    z.strictObject({ ...command, sheetId: Id, criterionId: Plain.min(1).max(60), text: Plain.trim().min(1).max(MOST_NOTE).nullable(), expectedVersion: Version }),
    z.object({ version: z.int(), sheetVersion: z.int(), revision: z.int(), recordedAt: Instant }),
  ),
  /** Hides it from the sheet; the record and the bytes stay. */
  'evidence:remove': message(
    ['judge', 'inspector'],
    z.strictObject({ ...command, sheetId: Id, evidenceId: Id }),
    z.object({ sheetVersion: z.int(), revision: z.int() }),
  ),
} as const;
