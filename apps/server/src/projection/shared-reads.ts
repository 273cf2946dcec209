/** Lets many callers share a read: whoever asks while one is under way waits for the next, which begins after all of them have asked. */

/**
 * @param read its answer is never older than the question of anyone who gets it, but for `age`. A failure goes to those who share that read.
 * @param age milliseconds for which an answer is given again.
 */
export function sharedReads<T>(read: (key: string) => Promise<T>, age = 0): (key: string) => Promise<T> {
  const answers = new Map<string, { readonly at: number; readonly value: T }>();
  const running = new Map<string, Promise<T>>();
  const next = new Map<string, Promise<T>>();

  const start = (key: string): Promise<T> => {
    next.delete(key);
    const at = performance.now();
    const reading = read(key).then((value) => {
      if (age > 0) answers.set(key, { at, value });
      return value;
    }).finally(() => running.delete(key));
    running.set(key, reading);
    return reading;
  };

  return (key) => {
    const last = answers.get(key);
    if (last && performance.now() - last.at <= age) return Promise.resolve(last.value);
    const waiting = next.get(key);
    if (waiting) return waiting;
    const before = running.get(key);
    if (!before) return start(key);
    const after = before.then(() => start(key), () => start(key));
    next.set(key, after);
    return after;
  };
}
