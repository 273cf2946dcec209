/** Sends a frame to a room on every node: here at once, elsewhere through Redis. The hall of this node never waits for Redis. */
import type { ServerMessages } from '@leitai/contract';
import type { Server } from 'socket.io';

export type Relay = {
  send<N extends keyof ServerMessages>(room: string, name: N, message: ServerMessages[N]): void;
  /** To this node's connections only. */
  sendHere<N extends keyof ServerMessages>(room: string, name: N, message: ServerMessages[N]): void;
  /** The newest revision this node has sent to a room; null when nobody here is in it. */
  shown(room: string): number | null;
};

/** @param joined whether other nodes may listen. */
export function createRelay(io: Server, joined: boolean): Relay {
  const revisions = new Map<string, number>();

  const sendHere: Relay['sendHere'] = (room, name, message) => {
    if ('revision' in message) revisions.set(room, Math.max(revisions.get(room) ?? 0, message.revision));
    io.local.to(room).emit(name, message);
  };
  io.on('frame', (room: string, name: keyof ServerMessages, message: ServerMessages[typeof name]) => sendHere(room, name, message));

  return {
    sendHere,
    send(room, name, message) {
      sendHere(room, name, message);
      if (joined) io.serverSideEmit('frame', room, name, message);
    },
    shown: (room) => (io.of('/').adapter.rooms.has(room) ? (revisions.get(room) ?? 0) : null),
  };
}
