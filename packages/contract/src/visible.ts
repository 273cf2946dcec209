/** Text without signs nobody sees: they make two names look alike, or one read backwards. */

/** Direction marks and overrides, zero-width spaces, word joiners and byte order marks. */
const HIDDEN = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;
/** Joiners shape some scripts and join emoji; beside Chinese and Latin letters they only hide. */
const JOINER = /(?<=[\p{Script=Han}\p{Script=Latin}])[\u200C\u200D]|[\u200C\u200D](?=[\p{Script=Han}\p{Script=Latin}])/gu;

export const visible = (text: string): string => text.replace(HIDDEN, '').replace(JOINER, '');
