/** How much may stand beside a criterion, kept apart so that a tablet does not load zod. */

/** Characters of a note. */
export const MOST_NOTE = 500;
/** Photographs beside one criterion, and on one sheet. */
export const MOST_PER_CRITERION = 6;
export const MOST_PER_SHEET = 40;
/** Bytes of one photograph. */
export const MOST_PHOTO_BYTES = 1_500_000;
/** Days a photograph may have been on its way: what a device says it took sooner, its clock has wrong. */
export const MOST_DAYS_ON_ITS_WAY = 31;
/** Milliseconds between taking and arriving from which on both times are shown. A clock ahead of the server's by no more is taken for right. */
export const SAME_TIME_MS = 60_000;
/** Pixels of its longest side: what the tablet makes it, and what the server takes. */
export const PHOTO_SIDE = 1600;
export const MOST_PHOTO_SIDE = 2048;
