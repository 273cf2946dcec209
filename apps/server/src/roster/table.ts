/** What a spreadsheet becomes before anybody asks what it means: lines of cells. */

import { visible } from '@leitai/contract/visible';

/** `formula`: the cell holds a formula, which is never evaluated; its text is the formula itself or empty. */
export type Cell = { readonly text: string; readonly formula: boolean };
/** `line` as the spreadsheet program numbers it, from 1. */
export type Line = { readonly line: number; readonly cells: readonly Cell[] };

/** Most people one file may bring. */
export const MOST_ROWS = 20_000;
/** The rows above the people: a title or two, and the headings. */
export const MOST_HEAD_ROWS = 10;
const LONGEST_CELL = 500;

/** What the database can hold of a text: no NUL, no half of a character; and nothing nobody would see. */
export const storable = (text: string): string => visible(text.replaceAll('\0', '').toWellFormed());

/** Full-width spaces count as spaces; what is far too long is cut, and then refused as too long. */
export const tidy = (text: string): string => storable(text.normalize('NFC').trim().replace(/\s+/g, ' ').slice(0, LONGEST_CELL));
