/** Answers the messages of the call room, and of words to the panels. */
import type { scheduleMessages } from '@leitai/contract';
import { logSight } from '../access/access-log.ts';
import { asAccount, asPanel } from '../access/as-role.ts';
import { broadcastsTo } from '../queries/broadcasts.ts';
import { callRoom } from '../queries/call-room.ts';
import { contestEvent } from '../queries/contest-event.ts';
import { readBroadcast } from '../use-cases/broadcast.ts';
import { checkIn } from '../use-cases/check-in.ts';
import type { Handlers } from './handler.ts';
import { joined } from './room-handlers.ts';
import { rooms } from './rooms.ts';

export const scheduleHandlers: Pick<Handlers, keyof typeof scheduleMessages> = {
  'call:join': async (ctx, socket, identity, { contestId }) => {
    const eventId = await contestEvent(ctx.db, contestId);
    const room = await joined(socket, rooms.call(contestId), () => callRoom(ctx.db, { eventId, contestId }));
    await logSight(ctx.db, identity, 'call:join', eventId, contestId);
    return room;
  },
  'call:check-in': async (ctx, _socket, identity, input) => {
    const answer = await checkIn(ctx, asAccount(identity), input);
    await logSight(ctx.db, identity, 'call:check-in', input.eventId, answer.contestId);
    return answer;
  },
  'broadcast:join': async (ctx, socket, identity) => {
    const me = asPanel(identity);
    return joined(socket, rooms.panel(me.contestId), async () => ({ words: await broadcastsTo(ctx.db, me) }));
  },
  'broadcast:read': (ctx, _socket, identity, input) => readBroadcast(ctx, asPanel(identity), input),
};
