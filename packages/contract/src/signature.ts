/** A judge's signature under a sheet, and the sheet as it was signed. */
import { z } from 'zod';
import { Id, Instant, Text } from './basics.ts';
import { Sheet } from './desk.ts';
import { Sha256 } from './evidence.ts';
import { MOST_POINTS, MOST_STROKES, SIGNATURE_BOX } from './ink.ts';
import type { Scheme } from '@leitai/scoring';

/** x and y within the box in turn, so an even number of them. */
const Stroke = z
  .array(z.int().min(0).max(SIGNATURE_BOX.width))
  .min(2)
  .max(2 * MOST_POINTS)
  .refine((stroke) => stroke.length % 2 === 0 && stroke.every((value, at) => at % 2 === 0 || value <= SIGNATURE_BOX.height));

const Drawn = z.strictObject({
  type: z.literal('drawn'),
  strokes: z
    .array(Stroke)
    .min(1)
    .max(MOST_STROKES)
    .refine((strokes) => strokes.reduce((points, stroke) => points + stroke.length / 2, 0) <= MOST_POINTS),
});

/** What the tablet sends: lines, or the word of a judge who cannot draw. Whose name it is the server knows. */
export const SignatureInput = z.discriminatedUnion('type', [Drawn, z.strictObject({ type: z.literal('typed') })]);
export type SignatureInput = z.infer<typeof SignatureInput>;

/** Signed by hand on paper: the photograph that shows it, and who typed the paper in. */
const OnPaper = z.strictObject({
  type: z.literal('paper'), number: z.string(), photo: Sha256, enteredBy: z.string(), verifiedBy: z.string(), settledBy: z.string().nullable(),
});

/** What is kept: a typed one carries the name its judge goes by. */
export const Signature = z.discriminatedUnion('type', [Drawn, z.strictObject({ type: z.literal('typed'), name: z.string() }), OnPaper]);
export type Signature = z.infer<typeof Signature>;

/** With its SHA-256, which the event that handed the sheet in carries, and the sheet's version it made. */
export const SheetSignature = z.object({ signature: Signature, hash: z.string(), version: z.int() });
export type SheetSignature = z.infer<typeof SheetSignature>;

/** One state a sheet went through, or what was put on it in between. */
export const SheetStep = z.object({
  what: z.enum(['marked', 'submitted', 'withdrawn', 'returned', 'confirmed', 'amended', 'moved', 'superseded', 'recused', 'paper-entered', 'paper-verified', 'paper-settled', 'paper-decided', 'paper-applied', 'paper-aside']),
  at: Instant,
  name: z.string(),
  /** Of the sheet afterwards; null for what was put on it. */
  version: z.int().nullable(),
  /** How many marks, notes and photographs were put or taken away; null for all else. */
  changes: z.int().nullable(),
  reason: z.string().nullable(),
});
export type SheetStep = z.infer<typeof SheetStep>;

/** One judge's sheet as a document of record: by code, never by name of the entrant. */
export const SheetRecord = z.object({
  eventName: Text,
  contest: z.object({ letter: z.string(), name: Text, schemeVersion: z.int() }),
  scheme: z.custom<Scheme>(),
  entrant: z.object({ id: Id, code: z.string(), position: z.int() }),
  judge: z.object({ seat: z.int(), name: z.string() }),
  sheet: Sheet,
  /** Of the sheet as it stands; null while it is open, and for sheets handed in before signatures were kept. */
  signed: SheetSignature.nullable(),
  history: z.array(SheetStep),
  /** The head of the contest's chain as this was read. */
  head: z.object({ revision: z.int(), hash: z.string() }),
  serverTime: Instant,
});
export type SheetRecord = z.infer<typeof SheetRecord>;
