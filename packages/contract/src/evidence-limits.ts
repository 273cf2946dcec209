/** How much may stand beside a criterion, kept apart so that a tablet does not load zod. */

/** Characters of a note. */
export const MOST_NOTE = 500;
/** Photographs beside one criterion, and on one sheet. */
export const MOST_PER_CRITERION = 6;
export const MOST_PER_SHEET = 40;
/** Bytes of one photograph. */
export const MOST_PHOTO_BYTES = 1_500_000;
/** Pixels of its longest side: what the tablet makes it, and what the server takes. */
export const PHOTO_SIDE = 1600;
export const MOST_PHOTO_SIDE = 2048;
