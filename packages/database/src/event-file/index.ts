/** A whole event on its way out of the database and into it. */
export { eventColumn, shapes, type Shape } from './catalogue.ts';
export { countRows, fileBytes, fileKeys, readRows } from './read-event.ts';
export { EVENT_TABLES, WITHHELD, type EventTable } from './tables.ts';
export { emptyPractice, lockContests, moveWhole, numberOn, putFile, putRows, removeEvent, standIns } from './write-event.ts';
