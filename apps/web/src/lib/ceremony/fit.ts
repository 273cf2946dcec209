/** How large names stand on the podium: as large as fits, so that long and foreign names stay on one line. */

/** Widths in em: Chinese characters are set with some space between them. */
const HAN = 1.12;
const LATIN = 0.56;

/** Pixels of type at which `name` fits into `width`, at most `most`. */
export function fitted(name: string, width: number, most: number): number {
  const em = [...name].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? HAN : LATIN), 0);
  return Math.floor(Math.min(most, width / Math.max(em, 1)));
}
