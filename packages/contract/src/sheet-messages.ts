/** Messages of one judge's sheet: marks, handing in, withdrawing, giving back. */
import { z } from 'zod';
import { Id, Instant, Plain } from './basics.ts';
import { Sheet } from './desk.ts';
import { command, message, Version } from './message.ts';
import { MarkValue } from './scheme.ts';
import { SignatureInput } from './signature.ts';

export const sheetMessages = {
  /** `value: null` clears the mark; the cleared mark keeps its version. */
  'mark:put': message(
    ['judge', 'inspector'],
    z.strictObject({
      ...command,
      sheetId: Id,
      criterionId: Plain.min(1).max(60),
      value: MarkValue.nullable(),
      expectedVersion: Version,
    }),
    z.object({ version: z.int(), sheetVersion: z.int(), revision: z.int(), recordedAt: Instant }),
  ),
  'sheet:submit': message(
    ['judge', 'inspector'],
    z.strictObject({ ...command, sheetId: Id, expectedVersion: Version, signature: SignatureInput }),
    z.object({ sheet: Sheet, revision: z.int() }),
  ),
  /** Within two minutes, by the sheet's own judge, until it is confirmed: it reopens as it was before it was handed in. */
  'sheet:withdraw': message(
    ['judge', 'inspector'],
    z.strictObject({ ...command, sheetId: Id, expectedVersion: Version }),
    z.object({ sheet: Sheet, revision: z.int() }),
  ),
  'sheet:return': message(
    ['chief'],
    z.strictObject({
      ...command,
      sheetId: Id,
      reason: Plain.trim().min(1).max(500),
      items: z.array(Plain.min(1).max(60)).min(1).max(200),
    }),
    z.object({ sheet: Sheet, revision: z.int() }),
  ),
} as const;
