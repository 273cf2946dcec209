/** The server's time on this screen, which may have slept or have a wrong clock of its own. */
import { getConnection } from '#lib/realtime/connection.svelte.ts';

const TICK_MS = 250;

export class ServerClock {
  /** Milliseconds since 1970 by the server's clock, moving four times a second. */
  now = $state(getConnection().serverNow());

  /** Starts ticking; returns what stops it. */
  start(): () => void {
    const timer = setInterval(() => (this.now = getConnection().serverNow()), TICK_MS);
    return () => clearInterval(timer);
  }
}
