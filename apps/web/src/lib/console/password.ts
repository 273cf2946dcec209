/** How strong a new password is, in one word; the server only asks for the length. */

/** Fewest characters the contract accepts. */
const PASSWORD_LENGTH = 10;

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u];

/**
 * Weak: few different characters, one kind of character only, or holding the name; strong: long, or many kinds.
 * A sentence counts by its length, so no symbol is ever demanded.
 */
export function strengthOf(password: string, name: string): Strength {
  const characters = [...password];
  if (characters.length < PASSWORD_LENGTH) return 'short';
  const distinct = new Set(characters).size;
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  const holdsName = name.trim().length > 1 && password.toLowerCase().includes(name.trim().toLowerCase());
  if (holdsName || distinct < 6 || (kinds < 2 && characters.length < 14)) return 'weak';
  return characters.length >= 16 || (kinds >= 3 && characters.length >= 12) ? 'strong' : 'fair';
}

/** Characters still missing to the least length; 0 when it is reached. */
export const missingCharacters = (password: string): number => Math.max(0, PASSWORD_LENGTH - [...password].length);
