/** Messages of what happens beside contests: pages read it over HTTP, and are told when to read again. */
import { z } from 'zod';
import { Id, staff, type Role } from './basics.ts';
import { message } from './message.ts';

const followers: readonly Role[] = [...staff, 'inspector', 'leader'];

export const programmeMessages = {
  /** The number of the programme's last event; then `programme:changed`. A leader's own event only. */
  'programme:join': message(followers, z.strictObject({ eventId: Id }), z.object({ eventId: Id, revision: z.int() })),
} as const;
