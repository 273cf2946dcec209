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
import { framesTo } from './room-frames.ts';
import { rooms } from './rooms.ts';
import type { Handlers } from './handler.ts';

/** How often a snapshot is read where each time the room was told something meanwhile, as a control room on a busy day is. */
const MOST_READ = 3;

/**
 * A room is joined before its snapshot is read: a frame may come twice, never not at all. A frame sent while the snapshot was being read reaches its viewer
 * first, who would then replace it by what may be older: it is read again. What there is none of is left again.
 */
export async function joined<T>(socket: Pick<Socket, 'join' | 'leave' | 'nsp'>, room: string | string[], snapshot: () => Promise<T>): Promise<T> {
  const all = [room].flat();
  const told = (): number => all.reduce((sum, name) => sum + framesTo(socket.nsp.server, name), 0);
  await socket.join(all);
  try {
    for (let read = 1; ; read += 1) {
      const before = told();
      const state = await snapshot();
      if (told() === before || read === MOST_READ) return state;
    }
  } catch (error) {
    if (error instanceof Refused) for (const name of all) await socket.leave(name);
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
    let logged: Promise<void> | undefined;
    const desk = await joined(socket, staff ? [rooms.contest(contestId), rooms.contestStaff(contestId)] : rooms.contest(contestId), async () => {
      // Who knows the people by name must not see which code lacks which judge.
      if (staff && (await isSealed(ctx.db, { eventId, contestId }))) throw new Refused('draw.sealed');
      const read = await chiefDesk(ctx.db, ctx.presence, identity, eventId, contestId);
      await (logged ??= logSight(ctx.db, identity, 'contest:join', eventId, contestId));
      return read;
    });
    if (!staff) foresee(ctx, { eventId, contestId }, readyToConfirm(desk));
    return desk;
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
