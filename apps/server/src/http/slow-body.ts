/** Lets go of whoever drips the body of a request and so holds a connection: by progress where files are taken, however large, and by total time elsewhere. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export type Pace = {
  /** Where a file of many megabytes may come. */
  readonly takesFiles: (req: IncomingMessage) => boolean;
  /** A file has to bring so many bytes in each stretch of so many milliseconds: 8 kB a second, less than the slowest line anybody would send one over. */
  readonly stretchMs: number;
  readonly leastBytes: number;
  /** Everything else has so long for the whole, in milliseconds. */
  readonly wholeMs: number;
};

export const PACE: Pace = { takesFiles: ({ headers }) => /^multipart\/form-data\b/i.test(headers['content-type'] ?? ''), stretchMs: 30_000, leastBytes: 240_000, wholeMs: 300_000 };

/** Before anything else hears of the request. Who is let go has no answer to wait for: the connection ends. */
export function watchBody(req: IncomingMessage, res: ServerResponse, pace: Pace = PACE): void {
  if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) return;
  const files = pace.takesFiles(req);
  let before = req.socket.bytesRead;
  const timer = setInterval(() => {
    const brought = req.socket.bytesRead - before;
    before = req.socket.bytesRead;
    // Read to its end here, it is the server that is being waited for.
    if (req.complete) clearInterval(timer);
    else if (!files || brought < pace.leastBytes) req.socket.destroy();
  }, files ? pace.stretchMs : pace.wholeMs);
  timer.unref();
  res.once('close', () => clearInterval(timer));
}
