/** Answers the messages of the ceremony. */
import type { ceremonyMessages } from '@leitai/contract';
import { logSight } from '../access/access-log.ts';
import { asAccount } from '../access/as-role.ts';
import { ceremonyState, presenterState } from '../queries/ceremony.ts';
import { driveCeremony } from '../use-cases/drive-ceremony.ts';
import type { Handlers } from './handler.ts';
import { joined } from './room-handlers.ts';
import { rooms } from './rooms.ts';

export const ceremonyHandlers: Pick<Handlers, keyof typeof ceremonyMessages> = {
  'ceremony:join': (ctx, socket, _identity, { eventId }) => joined(socket, rooms.ceremony(eventId), () => ceremonyState(ctx.db, eventId)),
  'presenter:join': async (ctx, socket, identity, { eventId }) => {
    const state = await joined(socket, rooms.presenter(eventId), () => presenterState(ctx.db, eventId));
    await logSight(ctx.db, identity, 'presenter:join', eventId, null);
    return state;
  },
  'ceremony:drive': (ctx, _socket, identity, input) => driveCeremony(ctx, asAccount(identity), input),
};
