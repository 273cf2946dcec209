// Loaded before a server process (node --import): its system clock can be set while it runs, as somebody at the machine or a time service does. What is monotonic goes on as it was.

/** Tells the process to set its clock to so many milliseconds ahead of the machine's; it answers with the same. */
type SetClock = { readonly clockAhead: number };
export const isSetClock = (message: unknown): message is SetClock => typeof message === 'object' && message !== null && 'clockAhead' in message;

/** What a process that starts finds its clock at. */
const { CHAOS_CLOCK } = process.env;

if (CHAOS_CLOCK !== undefined) {
  let ahead = Number(CHAOS_CLOCK);
  const TrueDate = Date;
  const now = (): number => TrueDate.now() + ahead;
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, args: unknown[], made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made) as Date,
    apply: (target) => new target(now()).toString(),
    get: (target, name, self) => (name === 'now' ? now : (Reflect.get(target, name, self) as unknown)),
  });
  TrueDate.prototype.constructor = globalThis.Date;
  // Set from the system's clock once, when the process starts.
  Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + ahead });
  process.on('message', (message) => {
    if (!isSetClock(message)) return;
    ahead = message.clockAhead;
    process.send?.(message);
  });
}
