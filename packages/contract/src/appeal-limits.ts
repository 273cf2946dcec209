/** What an appeal's evidence may be, for the page and the server alike. Without zod: phones load it. */

export const MOST_EVIDENCE_FILES = 5;
/** Of one file. */
export const MOST_EVIDENCE_BYTES = 5_000_000;
/** What a file's content may be; its name decides nothing. */
export const EVIDENCE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
