/** Bounds what the server keeps for a connection that takes nothing: it is cut off, and comes back for a snapshot if it still wants one. */
import type { Socket } from 'socket.io';

/** Characters waiting for one connection: over four hundred boards, or the fullest desk many times over. */
const MOST = 1024 * 1024;

/** What does not fit into the system's own buffers waits in the transport; a flush means that all of it went there. */
export function boundBacklog({ conn }: Pick<Socket, 'conn'>): void {
  let waiting = 0;
  conn.on('packetCreate', ({ data }: { data?: unknown }) => {
    // Not a goodbye, which would wait behind the rest: discarded. One great answer alone never is too much.
    if (waiting > MOST) conn.close(true);
    waiting += typeof data === 'string' ? data.length : 0;
  });
  conn.on('flush', () => {
    waiting = 0;
  });
}
