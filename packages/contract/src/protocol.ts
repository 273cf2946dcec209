/** The constants the browser needs without the schemas, kept apart so that a tablet does not load zod. */

/** Raised whenever an old client could misread a message; the handshake refuses other numbers and the page reloads. */
export const PROTOCOL = 2;

/** What pairing and result codes are written in: no 0, 1, I or O, which people confuse. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const PAIRING_CODE_LENGTH = 6;
export const RESULT_CODE_LENGTH = 12;
