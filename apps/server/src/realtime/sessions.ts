/** Whose connection it is: greeted once the database says so, and cut off when the session has ended, whether or not word of that came. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Server, Socket } from 'socket.io';
import type { Identity } from '../access/identity.ts';
import { endedOf } from '../access/sessions.ts';
import type { Context } from '../context.ts';
import { roundTheClock } from '../round-the-clock.ts';
import type { PresentData } from './presence.ts';
import { rooms, sessionOf } from './rooms.ts';

/** How often this node's sessions are looked for in the database, and a connection tries to be greeted, in milliseconds. */
const LOOK = 1_000;

/** Tries until the database answers: a connection nobody was greeted on could not be cut off, and its judge would seem away. */
export async function greetInTime(ctx: Context, socket: Socket, who: () => Promise<Identity>): Promise<void> {
  while (socket.connected) {
    try {
      return await greet(ctx, socket, who);
    } catch (error) {
      ctx.log.warn({ err: error }, 'a connection is greeted later');
      await pause(LOOK, undefined, { ref: false });
    }
  }
}

/** A signed-in device is reachable under its session, and a judge's presence shows in the control room. */
async function greet(ctx: Context, socket: Socket, who: () => Promise<Identity>): Promise<void> {
  const identity = await who();
  if (identity.role === 'public') return;
  await socket.join(rooms.session(identity.sessionId));
  if (identity.role !== 'judge' && identity.role !== 'chief') return;
  const { eventId, contestId, judgeId, sessionId } = identity;
  Object.assign(socket.data as PresentData, { judgeId, sessionId });
  await socket.join(rooms.present(eventId));
  ctx.notices.seatsChanged(eventId, contestId);
  socket.on('disconnect', () => ctx.notices.seatsChanged(eventId, contestId));
}

/**
 * A revocation reaches every node at once, but not one that Redis does not reach, nor a connection that was being made at that moment; and a
 * session that is simply over is told of by nobody. What such a connection is told would go on for as long as it stands.
 */
export const watchSessions = (io: Server, { db, log }: Pick<Context, 'db' | 'log'>): ReturnType<typeof roundTheClock> =>
  roundTheClock(log, 'sessions', LOOK, async () => {
    const here = [...io.of('/').adapter.rooms.keys()].flatMap((room) => sessionOf(room) ?? []);
    if (here.length === 0) return;
    for (const id of await endedOf(db, here)) io.local.in(rooms.session(id)).disconnectSockets(true);
  });
