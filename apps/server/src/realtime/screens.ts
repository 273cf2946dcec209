/** Which screens of the hall are connected, on any node. */
import type { Server, Socket } from 'socket.io';
import type { Context, ScreensOnline } from '../context.ts';
import { seeDisplay } from '../use-cases/join-display.ts';
import { here } from './presence.ts';
import { rooms } from './rooms.ts';

type ScreenData = { displayId?: string };

/** @param alone whether no other node has to be asked. */
export function screensOnlineOf(io: Server, alone: () => boolean): ScreensOnline {
  return async () => {
    // While the other nodes cannot be asked, this one still knows its own.
    const mine = () => here(io, rooms.screens);
    const sockets = alone() ? mine() : await io.in(rooms.screens).fetchSockets().catch(mine);
    return new Set(sockets.flatMap(({ data }) => (data as ScreenData).displayId ?? []));
  };
}

/** The connection is this screen's from now on, and no other's. */
export async function enterScreen(ctx: Context, socket: Socket, displayId: string): Promise<void> {
  const data = socket.data as ScreenData;
  const known = data.displayId;
  data.displayId = displayId;
  if (known !== undefined && known !== displayId) await socket.leave(rooms.display(known));
  await socket.join([rooms.screens, rooms.display(displayId)]);
  // When it goes, the consoles are told, and the truth keeps since when it is away.
  if (known === undefined) {
    socket.on('disconnect', () => {
      seeDisplay(ctx, data.displayId ?? displayId, null).catch((error: unknown) => ctx.log.debug({ err: error }, 'a screen went unseen'));
    });
  }
}
