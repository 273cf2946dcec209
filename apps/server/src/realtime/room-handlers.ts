/** Answers the messages of rooms. */
import type { BoardState, OverviewState, roomMessages } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Socket } from 'socket.io';
import { logSight } from '../access/access-log.ts';
import { asPanel } from '../access/as-role.ts';
import { readBoard, readOverview } from '../projection/read.ts';
import { contestEvent } from '../queries/contest-event.ts';
import { controlState } from '../queries/control-state.ts';
import { chiefDesk, judgeDesk } from '../queries/desk.ts';
import { isSealed } from '../queries/sealed.ts';
import { foresee, readyToConfirm } from '../use-cases/foresee.ts';
import { takeOver } from '../use-cases/take-over.ts';
import { keepReport } from './presence.ts';
import { rooms } from './rooms.ts';
import type { Handlers } from './handler.ts';

/** A room is joined before its snapshot is read: a frame may come twice, never not at all. What there is none of is left again. */
export async function joined<T>(socket: Socket, room: string | string[], snapshot: () => Promise<T>): Promise<T> {
  await socket.join(room);
  try {
    return await snapshot();
  } catch (error) {
    if (error instanceof Refused) for (const name of [room].flat()) await socket.leave(name);
    throw error;
  }
}

export const roomHandlers: Pick<Handlers, keyof typeof roomMessages> = {
  'board:join': async (ctx, socket, _identity, { contestId }) => {
    const eventId = await contestEvent(ctx.db, contestId);
    const board = await joined(socket, rooms.board(contestId), () => readBoard(ctx, eventId, contestId));
    return JSON.parse(board.body) as BoardState;
  },
  'overview:join': async (ctx, socket, _identity, { eventId }) => {
    const overview = await joined(socket, rooms.overview(eventId), () => readOverview(ctx, eventId));
    return JSON.parse(overview.body) as OverviewState;
  },
  'desk:join': async (ctx, socket, identity) => {
    const me = asPanel(identity);
    return joined(socket, [rooms.judge(me.judgeId), rooms.panel(me.contestId)], () => judgeDesk(ctx.db, ctx.presence, me));
  },
  'contest:join': async (ctx, socket, identity, { contestId }) => {
    if (identity.role === 'chief' && identity.contestId !== contestId) throw new Refused('access.forbidden');
    const eventId = await contestEvent(ctx.db, contestId);
    const staff = identity.role !== 'chief';
    return joined(socket, staff ? [rooms.contest(contestId), rooms.contestStaff(contestId)] : rooms.contest(contestId), async () => {
      // Who knows the people by name must not see which code lacks which judge.
      if (staff && (await isSealed(ctx.db, { eventId, contestId }))) throw new Refused('draw.sealed');
      const desk = await chiefDesk(ctx.db, ctx.presence, identity, eventId, contestId);
      await logSight(ctx.db, identity, 'contest:join', eventId, contestId);
      if (!staff) foresee(ctx, { eventId, contestId }, readyToConfirm(desk));
      return desk;
    });
  },
  'control:join': (ctx, socket, _identity, { eventId }) => joined(socket, rooms.control(eventId), () => controlState(ctx, eventId)),
  'room:leave': async (_ctx, socket, _identity, { room, id }) => {
    await socket.leave(rooms[room](id));
    return {};
  },
  'desk:report': async (ctx, _socket, identity, report) => {
    const { eventId, contestId, sessionId } = asPanel(identity);
    await keepReport(ctx.live, eventId, sessionId, report);
    ctx.notices.seatsChanged(eventId, contestId);
    return {};
  },
  'desk:take-over': (ctx, _socket, identity, input) => takeOver(ctx, asPanel(identity), input),
};
