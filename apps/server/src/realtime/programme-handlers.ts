/** Answers the messages of what happens beside contests. */
import type { programmeMessages } from '@leitai/contract';
import { programmeHead } from '@leitai/database';
import { asLeader } from '../access/as-role.ts';
import type { Handlers } from './handler.ts';
import { joined } from './room-handlers.ts';
import { rooms } from './rooms.ts';

export const programmeHandlers: Pick<Handlers, keyof typeof programmeMessages> = {
  'programme:join': async (ctx, socket, identity, { eventId }) => {
    if (identity.role === 'leader') asLeader(identity, { eventId });
    return joined(socket, rooms.programme(eventId), async () => ({ eventId, revision: (await programmeHead(ctx.db, eventId)).revision }));
  },
};
