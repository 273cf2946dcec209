/** How large names stand on the wall: as large as fits, so that long and foreign names stay on one line. */

/** Widths in hundredths of an em: Chinese characters are set with some space between them. */
const HAN = 112;
const LATIN = 56;

/** Pixels of type at which `name` fits into `width`, at most `most`. */
export function fitted(name: string, width: number, most: number): number {
  const wide = [...name].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? HAN : LATIN), 0);
  return Math.floor(Math.min(most, (width * 100) / Math.max(wide, 100)));
}
