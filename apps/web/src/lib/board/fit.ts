/** How large names stand on the wall: as large as fits, so that long and foreign names stay in their place. */

/** Widths in hundredths of an em: Chinese characters are set with some space between them. */
const HAN = 112;
const LATIN = 56;
const CAPITAL = 72;
/** Of two lines so much is used where words are not broken. */
const FILLED = 0.9;
/** Two lines are set smaller than one, so that they do not need twice the height. */
const TWO = 0.78;

/** How wide `name` is, in hundredths of an em. */
export const widthOf = (name: string): number => [...name].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? HAN : /[\p{Lu}\d_]/u.test(character) ? CAPITAL : LATIN), 0);

/** Pixels of type at which `name` fits into `width`, at most `most`. */
export function fitted(name: string, width: number, most: number): number {
  return Math.floor(Math.min(most, (width * 100) / Math.max(widthOf(name), 100)));
}

/** Pixels of type at which each of its words fits into `width` unbroken, at most `most`; Chinese breaks anywhere. */
export const fittedWords = (name: string, width: number, most: number): number =>
  Math.min(...name.split(/(?<=[\s-]|\p{Script=Han})|(?=\p{Script=Han})/u).map((word) => fitted(word.trim(), width, most)));

/** As `fitted`, in two lines where one would have to be smaller than `least` pixels. */
export function fittedInTwo(name: string, width: number, most: number, least: number): number {
  const alone = fitted(name, width, most);
  return alone >= least ? alone : fitted(name, width * 2 * FILLED, most * TWO);
}

/** Of a name in two lines: both together are no higher than one line at its largest. */
const HALF = 0.47;

/** Pixels of type at which somebody's name fits into `width`; in two lines where its words come out larger so, as long foreign names do. */
export function fittedName(name: string, width: number, most: number): { readonly size: number; readonly wraps: boolean } {
  const alone = fitted(name, width, most);
  const words = name.trim().split(/(?<=[\s-])/u);
  const longer = words.slice(1).map((_, index) => Math.max(widthOf(words.slice(0, index + 1).join('').trim()), widthOf(words.slice(index + 1).join(''))));
  const two = Math.floor(Math.min(most * HALF, (width * 100) / Math.min(...longer)));
  return two > alone ? { size: two, wraps: true } : { size: alone, wraps: false };
}

/** Of text that runs over lines, how far they stand apart. */
export const LEADING = 1.25;

/** How high words of any length stand at `size`, in as many lines of `width` as they need; all in pixels. */
export const heightAt = (words: string, size: number, width: number): number =>
  words.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil((widthOf(line) * size) / 100 / (width * FILLED))), 0) * size * LEADING;

/** The first of `sizes`, largest first, at which words of any length stay within `width` and `height`; the last where they do at none. */
export const fittedLines = (words: string, sizes: readonly number[], { width, height }: { readonly width: number; readonly height: number }): number =>
  sizes.find((size) => heightAt(words, size, width) <= height) ?? sizes.at(-1)!;

/** A cell of a row: its texts' widths are in hundredths of an em; the rest are pixels. */
type Row = {
  readonly type: number;
  /** What a cell needs beside its name. */
  readonly beside: number;
  /** More than this no name gets: the rest of a very long one is left out. */
  readonly most: number;
};

/** How wide each cell has to be for its name in at most two lines: as many from the first as fit into `room` pixels. */
export function cellsInto(room: number, names: readonly string[], { type, beside, most }: Row): number[] {
  const needed = names.map((name) => {
    const line = (widthOf(name) * type) / 100;
    return beside + Math.min(most, line <= 5 * type ? line : line / 2 / FILLED);
  });
  const last = needed.findIndex((_, index) => needed.slice(0, index + 1).reduce((sum, width) => sum + width, 0) > room);
  return last === -1 ? needed : needed.slice(0, Math.max(1, last));
}

/** How large a contest of the overview is shown: `small` and `wide` have the score beside the name, `tall` below it. */
export type TileSize = 'small' | 'tall' | 'wide';

/** How `count` contests, at most sixteen, share a wall that is `walls` times as wide as 1920 pixels: the fewer they are, the larger each. `width`: pixels of one. */
export function tileGrid(count: number, walls: number): { readonly columns: number; readonly rows: number; readonly width: number; readonly size: TileSize } {
  const columns = count > 4 * walls ? 4 * walls : count > 2 * walls ? 2 * walls : Math.max(1, count);
  const rows = Math.max(1, Math.ceil(count / columns));
  const width = Math.floor((1920 * walls) / columns);
  return { columns, rows, width, size: width >= 900 ? 'wide' : rows > 2 ? 'small' : 'tall' };
}
