/** One handler per socket message: parsed input in, use case, answer out. The types fail when one is missing. */
import type { BoardState, MessageInput, MessageName, MessageOutput, OverviewState } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { Socket } from 'socket.io';
import type { Identity, PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { readBoard, readOverview } from '../projection/read.ts';
import { contestEvent } from '../queries/contest-event.ts';
import { controlState } from '../queries/control-state.ts';
import { chiefDesk, judgeDesk } from '../queries/desk.ts';
import { callEntrant } from '../use-cases/call-entrant.ts';
import { confirmResult } from '../use-cases/confirm-result.ts';
import { putMark } from '../use-cases/put-mark.ts';
import { returnSheet } from '../use-cases/return-sheet.ts';
import { submitSheet } from '../use-cases/submit-sheet.ts';
import { rooms } from './rooms.ts';

type Handler<N extends MessageName> = (
  ctx: Context, socket: Socket, identity: Identity, input: MessageInput<N>,
) => Promise<MessageOutput<N>>;

/** A panel member's rights end at the own contest. The role was checked against the contract before. */
function panel(identity: Identity): PanelIdentity {
  if (identity.role !== 'judge' && identity.role !== 'chief') throw new Refused('access.forbidden');
  return identity;
}

export const handlers: { readonly [N in MessageName]: Handler<N> } = {
  // A room is joined before its snapshot is read: a frame may come twice, never not at all.
  'board:join': async (ctx, socket, _identity, { contestId }) => {
    const eventId = await contestEvent(ctx.db, contestId);
    await socket.join(rooms.board(contestId));
    return JSON.parse((await readBoard(ctx, eventId, contestId)).body) as BoardState;
  },
  'overview:join': async (ctx, socket, _identity, { eventId }) => {
    const room = rooms.overview(eventId);
    await socket.join(room);
    // A room nobody will ever speak in is not kept.
    const overview = await readOverview(ctx, eventId).catch(async (error: unknown) => {
      await socket.leave(room);
      throw error;
    });
    return JSON.parse(overview.body) as OverviewState;
  },
  'desk:join': async (ctx, socket, identity) => {
    const me = panel(identity);
    await socket.join([rooms.judge(me.judgeId), rooms.panel(me.contestId)]);
    return judgeDesk(ctx.db, me);
  },
  'contest:join': async (ctx, socket, identity, { contestId }) => {
    if (identity.role === 'chief' && identity.contestId !== contestId) throw new Refused('access.forbidden');
    const eventId = await contestEvent(ctx.db, contestId);
    await socket.join(rooms.contest(contestId));
    return chiefDesk(ctx.db, ctx.presence, identity, eventId, contestId);
  },
  'control:join': async (ctx, socket, _identity, { eventId }) => {
    const state = await controlState(ctx, eventId);
    await socket.join(rooms.control(eventId));
    return state;
  },
  'room:leave': async (_ctx, socket, _identity, { room, id }) => {
    await socket.leave(rooms[room](id));
    return {};
  },
  'mark:put': (ctx, _socket, identity, input) => putMark(ctx, panel(identity), input),
  'sheet:submit': (ctx, _socket, identity, input) => submitSheet(ctx, panel(identity), input),
  'sheet:return': (ctx, _socket, identity, input) => returnSheet(ctx, panel(identity), input),
  'entrant:call': (ctx, _socket, identity, input) => callEntrant(ctx, panel(identity), input),
  'result:confirm': (ctx, _socket, identity, input) => confirmResult(ctx, panel(identity), input),
};
