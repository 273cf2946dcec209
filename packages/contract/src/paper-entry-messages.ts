/** The chief's word on a sheet that has marks on paper and other ones from the tablet. */
import { z } from 'zod';
import { Id } from './basics.ts';
import { Sheet } from './desk.ts';
import { command, message, Reason } from './message.ts';

export const paperEntryMessages = {
  'paper:decide': message(
    ['chief'],
    z.strictObject({ ...command, entryId: Id, stands: z.enum(['paper', 'tablet']), reason: Reason }),
    z.object({ sheet: Sheet, revision: z.int() }),
  ),
} as const;
