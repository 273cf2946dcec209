/** Which judges of an event have a live connection, asked of every node. */
import type { Server } from 'socket.io';
import type { Presence } from '../context.ts';
import { rooms } from './rooms.ts';

export type PresentData = { judgeId?: string };

export function presenceOf(io: Server): Presence {
  return async (eventId) => {
    const room = rooms.present(eventId);
    // While the other nodes cannot be asked, this one still knows its own.
    const sockets = await io.in(room).fetchSockets().catch(() => here(io, room));
    return new Set(sockets.flatMap(({ data }) => (data as PresentData).judgeId ?? []));
  };
}

const here = (io: Server, room: string): { data: unknown }[] =>
  [...(io.of('/').adapter.rooms.get(room) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []);
