/** Documents to print: composed on the server once, for the page and for the workbook alike. */
import { z } from 'zod';
import { Id, Instant, Text } from './basics.ts';
import { APPLICATION_PAPERS, CONTEST_PAPERS, EVALUATION_PAPERS, EVENT_PAPERS, FINDING_PAPERS, VISIT_PAPERS, YEAR_PAPERS } from './paper-kinds.ts';
import { Signature } from './signature.ts';

export const PaperKind = z.enum([...EVENT_PAPERS, ...CONTEST_PAPERS, ...FINDING_PAPERS, ...VISIT_PAPERS, ...APPLICATION_PAPERS, ...EVALUATION_PAPERS]);
export type PaperKind = z.infer<typeof PaperKind>;

/** Both languages; where a fact has no second one, the same twice. */
const Words = z.object({ zh: z.string(), en: z.string() });
/** `struck`: it was given, and does not count. Null: to be filled in by hand, or nothing. */
export const PaperCell = z.union([z.string(), Words, z.object({ struck: z.string() }), z.object({ at: Instant }), z.null()]);
export type PaperCell = z.infer<typeof PaperCell>;

export const PaperTable = z.object({
  /** `share` of the width, as a number to be held against the others'. */
  columns: z.array(z.object({ name: Words, type: z.enum(['text', 'number']), share: z.int() })),
  rows: z.array(z.array(PaperCell)),
});
export type PaperTable = z.infer<typeof PaperTable>;

export const PaperPart = z.object({
  heading: Words.nullable(),
  /** Begins a page of its own. */
  newPage: z.boolean(),
  facts: z.array(z.object({ name: Words, value: PaperCell })),
  words: z.array(Words),
  /** Its index among the tables: many blank sheets share one. */
  table: z.int().nullable(),
  /** Signed by hand on each. */
  lines: z.array(Words),
  /** Signed on a device; absent where none is. */
  signatures: z.array(z.object({ name: Words, by: z.string(), signature: Signature })).exactOptional(),
  /** Photographs, by their addresses on this server; absent where there are none. */
  pictures: z.array(z.object({ caption: Words, address: z.string(), /** When it arrived, and when it was taken. */ at: Instant, takenAt: Instant.nullable() })).exactOptional(),
});
export type PaperPart = z.infer<typeof PaperPart>;

export const Paper = z.object({
  kind: z.enum([...PaperKind.options, ...YEAR_PAPERS]),
  title: Words,
  event: Text,
  /** Null: of the whole event. */
  contest: z.object({ letter: z.string(), name: Text }).nullable(),
  /** Begins with a page that bears the title alone. */
  cover: z.boolean(),
  landscape: z.boolean(),
  practice: z.boolean(),
  /** How many entries of the record it rests on: it grows with every change. */
  revision: z.int(),
  /** SHA-256 of all of it but `madeAt`, by which two printed copies are told to be the same. */
  hash: z.string(),
  madeAt: Instant,
  parts: z.array(PaperPart),
  tables: z.array(PaperTable),
});
export type Paper = z.infer<typeof Paper>;

/** What a document waits for. */
export const PaperNeed = z.enum(['entrants', 'panel', 'draw', 'unsealing', 'opening', 'results', 'recheck', 'publication', 'final', 'unfreezing', 'appeals', 'qualifications']);
export type PaperNeed = z.infer<typeof PaperNeed>;

export const PaperList = z.object({
  event: Text,
  contests: z.array(z.object({ id: Id, letter: z.string(), name: Text })),
  /** `settled`: nothing in it changes any more. */
  papers: z.array(z.object({ kind: PaperKind, contestId: Id.nullable(), need: PaperNeed.nullable(), settled: z.boolean() })),
});
export type PaperList = z.infer<typeof PaperList>;
