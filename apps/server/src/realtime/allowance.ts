/** How many messages one connection may send: a burst for a queue coming back from offline, then a steady rate no person exceeds. */
import { Refused } from '@leitai/database';

const BURST = 400;
/** Messages per second. */
const RATE = 40;

/** A token bucket. Calling it takes one token; it throws Refused 'request.rate-limited' when there is none. */
export function allowance(now: () => number = () => performance.now()): () => void {
  let tokens = BURST;
  let last = now();
  return () => {
    const at = now();
    tokens = Math.min(BURST, tokens + ((at - last) / 1000) * RATE);
    last = at;
    if (tokens < 1) throw new Refused('request.rate-limited', { retryAfterSeconds: 1 });
    tokens -= 1;
  };
}
