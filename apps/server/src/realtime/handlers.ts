/** One handler per socket message: parsed input in, use case, answer out. The types fail when one is missing. */
import type { BoardState, MessageInput, MessageName, MessageOutput, OverviewState } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Socket } from 'socket.io';
import { logSight } from '../access/access-log.ts';
import { asPanel } from '../access/as-role.ts';
import type { Identity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { readBoard, readOverview } from '../projection/read.ts';
import { contestEvent } from '../queries/contest-event.ts';
import { controlState } from '../queries/control-state.ts';
import { chiefDesk, judgeDesk } from '../queries/desk.ts';
import { callEntrant } from '../use-cases/call-entrant.ts';
import { confirmResult } from '../use-cases/confirm-result.ts';
import { driveTimer } from '../use-cases/drive-timer.ts';
import { reinstate, takeOut } from '../use-cases/entrant-out.ts';
import { putMark } from '../use-cases/put-mark.ts';
import { recuse } from '../use-cases/recuse.ts';
import { returnSheet } from '../use-cases/return-sheet.ts';
import { takeOver } from '../use-cases/take-over.ts';
import { submitSheet } from '../use-cases/submit-sheet.ts';
import { keepReport } from './presence.ts';
import { rooms } from './rooms.ts';

type Handler<N extends MessageName> = (
  ctx: Context, socket: Socket, identity: Identity, input: MessageInput<N>,
) => Promise<MessageOutput<N>>;

/** A room is joined before its snapshot is read: a frame may come twice, never not at all. What there is none of is left again. */
async function joined<T>(socket: Socket, room: string | string[], snapshot: () => Promise<T>): Promise<T> {
  await socket.join(room);
  try {
    return await snapshot();
  } catch (error) {
    if (error instanceof Refused) for (const name of [room].flat()) await socket.leave(name);
    throw error;
  }
}

export const handlers: { readonly [N in MessageName]: Handler<N> } = {
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
    return joined(socket, rooms.contest(contestId), async () => {
      const desk = await chiefDesk(ctx.db, ctx.presence, identity, eventId, contestId);
      await logSight(ctx.db, identity, 'contest:join', eventId, contestId);
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
  'mark:put': (ctx, _socket, identity, input) => putMark(ctx, asPanel(identity), input),
  'sheet:submit': (ctx, _socket, identity, input) => submitSheet(ctx, asPanel(identity), input),
  'sheet:return': (ctx, _socket, identity, input) => returnSheet(ctx, asPanel(identity), input),
  'entrant:call': (ctx, _socket, identity, input) => callEntrant(ctx, asPanel(identity), input),
  'entrant:out': (ctx, _socket, identity, input) => takeOut(ctx, asPanel(identity), input),
  'entrant:reinstate': (ctx, _socket, identity, input) => reinstate(ctx, asPanel(identity), input),
  'timer:start': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'start', input),
  'timer:pause': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'pause', input),
  'timer:stop': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'stop', input),
  'timer:reset': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'reset', input),
  'timer:extend': (ctx, _socket, identity, input) => driveTimer(ctx, asPanel(identity), 'extend', input),
  'recusal:declare': (ctx, _socket, identity, { entrantId, reason, ...command }) => {
    const me = asPanel(identity);
    return recuse(ctx, me, me, command, { judgeId: me.judgeId, entrantId, cause: 'declared', reason });
  },
  'recusal:order': (ctx, _socket, identity, { judgeId, entrantId, reason, ...command }) => {
    const me = asPanel(identity);
    return recuse(ctx, me, me, command, { judgeId, entrantId, cause: 'ordered', reason });
  },
  'result:confirm': (ctx, _socket, identity, input) => confirmResult(ctx, asPanel(identity), input),
};
