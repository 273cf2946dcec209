/** The day and the time it is where the work is done: days begin and end there, whatever zone a server or a phone is set to. Without zod: phones load it. */

const timeZone = 'Asia/Shanghai';
/** From UTC, all year. */
export const DISTANCE = 'UTC+8';
const days = new Intl.DateTimeFormat('sv-SE', { timeZone });
const minutes = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });

/** "2026-11-22". As the database's `house_day`. */
export const dayOf = (instant: Date): string => days.format(instant);

/** "2026-11-22 14:05". */
export const minuteOf = (instant: Date): string => minutes.format(instant);
