/** Lets many callers share a read: whoever asks while one is under way waits for the next, which begins after all of them have asked. */

/** @param read its answer is never older than the question of anyone who gets it. A failure goes to those who share that read. */
export function sharedReads<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  const next = new Map<string, Promise<T>>();

  const start = (key: string): Promise<T> => {
    next.delete(key);
    const reading = read(key).finally(() => running.delete(key));
    running.set(key, reading);
    return reading;
  };

  return (key) => {
    const waiting = next.get(key);
    if (waiting) return waiting;
    const before = running.get(key);
    if (!before) return start(key);
    const after = before.then(() => start(key), () => start(key));
    next.set(key, after);
    return after;
  };
}
