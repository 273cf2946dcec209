/** Whether two names are one person's: who must be two people may not be one with two accounts. */

/** Names as people write them: accounts and panels know no common id of a person. */
export const sameName = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (name: string): string => name.normalize('NFKC').replace(/\s/gu, '').toLowerCase();
