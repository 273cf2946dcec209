/** Messages of the ceremony: the wall and the presenter come in, and the presenter drives it. */
import { z } from 'zod';
import { everyone, Id } from './basics.ts';
import { CeremonyState, PresenterState } from './ceremony.ts';
import { message } from './message.ts';
import { checkers } from './route.ts';

export const ceremonyMessages = {
  'ceremony:join': message(everyone, z.strictObject({ eventId: Id }), CeremonyState),
  'presenter:join': message(checkers, z.strictObject({ eventId: Id }), PresenterState),
  /** `revision` is the one the presenter saw: who presses on an older picture is refused, so that two presenters do not both go on. */
  'ceremony:drive': message(
    checkers,
    z.strictObject({
      eventId: Id,
      revision: z.int(),
      act: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('start') }),
        z.strictObject({ kind: z.literal('go'), to: z.int().min(0) }),
        z.strictObject({ kind: z.literal('pause') }),
        z.strictObject({ kind: z.literal('resume') }),
        z.strictObject({ kind: z.literal('end') }),
      ]),
    }),
    z.object({ revision: z.int() }),
  ),
} as const;
