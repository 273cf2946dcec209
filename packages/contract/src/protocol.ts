/** The constants the browser needs without the schemas, kept apart so that a tablet does not load zod. */

/**
 * Raised whenever a page of before would be refused what it sends, or misread what it is sent. Sockets say it in their handshake, requests in a header:
 * another number is refused with 'request.protocol', and the page is loaded anew. A request without the header is no page's.
 */
export const PROTOCOL = 3;
export const PROTOCOL_HEADER = 'x-leitai-protocol';

/** What pairing and result codes are written in: no 0, 1, I or O, which people confuse. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const PAIRING_CODE_LENGTH = 6;
export const RESULT_CODE_LENGTH = 12;
