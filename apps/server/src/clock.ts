/** The server's clock for timers: set by the system's once at start, then monotonic, so that a corrected system clock moves no running timer. */
export const serverTime = (): Date => new Date(Math.round(performance.timeOrigin + performance.now()));
