/** Reaches rooms on every node: here at once, elsewhere through Redis. The hall of this node never waits for Redis. */
import { isChanging, type BoardState, type OverviewState, type ServerMessages } from '@leitai/contract';
import type { Server } from 'socket.io';
import { sendToRoom } from './room-frames.ts';
import { idOf, rooms } from './rooms.ts';
import { Told } from './told.ts';

/** How often this node asks whether it is alone, in milliseconds. A newcomer says so itself, before it lets anybody in. */
const CENSUS = 5000;

export type Relay = {
  /** Sends a frame that is made already: here at once, and to the other nodes. */
  send<N extends keyof ServerMessages>(room: string, name: N, message: ServerMessages[N]): void;
  /** To this node's connections only. */
  sendHere<N extends keyof ServerMessages>(room: string, name: N, message: ServerMessages[N]): void;
  /** To the other nodes' connections only. */
  sendElsewhere<N extends keyof ServerMessages>(room: string, name: N, message: ServerMessages[N]): void;
  /** Has every node make a frame for its own listeners: what is read from the truth is read only where somebody listens. */
  call(frame: string, key: string): void;
  /** What was told before of these events and contests says nothing any more: who was told here, and every screen, is cut off, comes back by itself and is told the whole. Nobody else is. */
  beginAnew(ids: ReadonlySet<string>): void;
  /** What `call` runs on this node. */
  onCall(made: (frame: string, key: string) => void): void;
  /** Whether anybody on this node is in the room. */
  watched(room: string): boolean;
  /** Whether no other node is known. */
  alone(): boolean;
  /** The newest revision this node has sent to a room; null when nobody here is in it. */
  shown(room: string): number | null;
};

/** @param joined whether Redis joins this node with others. */
export function createRelay(io: Server, joined: boolean): Relay {
  const { adapter } = io.of('/');
  const revisions = new Map<string, number>();
  const told = new Told();
  let others = joined;
  let make: (frame: string, key: string) => void = () => {};

  const watched = (room: string): boolean => adapter.rooms.has(room);
  const sendHere: Relay['sendHere'] = (room, name, message) => {
    if ('revision' in message) revisions.set(room, Math.max(revisions.get(room) ?? 0, message.revision));
    const frame = isChanging(name) ? told.frame(name, message as BoardState & OverviewState) : message;
    // Encoding is what a frame costs, and it is done before anybody is looked for.
    if (frame && watched(room)) sendToRoom(io, room, name, frame);
  };
  io.on('frame', (room: string, name: keyof ServerMessages, message: ServerMessages[typeof name]) => sendHere(room, name, message));
  io.on('call', (frame: string, key: string) => make(frame, key));
  io.on('hello', () => {
    others = true;
  });
  if (joined) {
    io.serverSideEmit('hello');
    const census = async (): Promise<void> => {
      others = (await adapter.serverCount()) > 1;
    };
    // While Redis is away the last answer stands.
    setInterval(() => void census().catch(() => {}), CENSUS).unref();
  }
  const sendElsewhere: Relay['sendElsewhere'] = (room, name, message) => {
    if (others) io.serverSideEmit('frame', room, name, message);
  };

  return {
    sendHere,
    sendElsewhere,
    watched,
    send(room, name, message) {
      sendHere(room, name, message);
      sendElsewhere(room, name, message);
    },
    call(frame, key) {
      make(frame, key);
      if (others) io.serverSideEmit('call', frame, key);
    },
    beginAnew(ids) {
      told.forget(ids);
      const listeners = new Set<string>();
      for (const [room, members] of adapter.rooms) if (room === rooms.screens || ids.has(idOf(room))) for (const id of members) listeners.add(id);
      for (const room of revisions.keys()) if (ids.has(idOf(room))) revisions.delete(room);
      for (const id of listeners) io.of('/').sockets.get(id)?.conn.close();
    },
    onCall(made) {
      make = made;
    },
    alone: () => !others,
    shown: (room) => (watched(room) ? (revisions.get(room) ?? 0) : null),
  };
}
