/** What records feed the derived criteria of a demonstration round with: where a figure comes from, the rows behind it, and what was decided in its place. */
import type { Derived as DerivedFeed } from '@leitai/scoring';
import { z } from 'zod';
import { Id, Instant, Plain, Text } from './basics.ts';
import { Reason } from './message.ts';

/** A decimal, or a fraction where a division does not end. */
const Figure = Plain.regex(/^-?\d{1,12}(?:\.\d{1,6}|\/[1-9]\d{0,11})?$/);
/** Points, one figure, or figures by name (SCALE-13, SCALE-16). */
export const Derived = z.custom<DerivedFeed>((value) => typeof value === 'string' || (typeof value === 'object' && value !== null));

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** One row behind a figure: its table, its key there, and the columns that counted. */
export const IndicatorRow = z.object({ table: z.string(), key: z.string(), columns: z.record(z.string(), Cell) });
export type IndicatorRow = z.infer<typeof IndicatorRow>;

const Figures = z.record(z.string(), z.string());
/** `figures` is null where the records say nothing: no value, which is not 0. */
export const IndicatorReading = z.object({
  figures: Figures.nullable(),
  /** How the rows make the figures, in words. */
  working: z.array(Text),
  rows: z.array(IndicatorRow),
  /** Of the canonical text of question and rows. */
  sha256: z.string(),
});
export type IndicatorReading = z.infer<typeof IndicatorReading>;

/** In place of the figures: points, or the figures as they should be. */
const Instead = z.union([z.strictObject({ points: Figure }), z.strictObject({ value: Figure }).catchall(Figure)]);
export const OverrideAsking = z.strictObject({ criterionId: Plain.min(1).max(64), derived: Instead, reason: Reason });
export type OverrideAsking = z.infer<typeof OverrideAsking>;
export const OverrideDeciding = z.strictObject({ criterionId: Plain.min(1).max(64), approved: z.boolean(), reason: Plain.trim().max(500) });
export type OverrideDeciding = z.infer<typeof OverrideDeciding>;
export const IndicatorOverride = z.object({
  state: z.enum(['proposed', 'approved', 'rejected']), derived: z.union([z.object({ points: z.string() }), Figures]), reason: z.string(),
  proposed: z.object({ name: z.string(), at: Instant }), decided: z.object({ name: z.string(), at: Instant, reason: z.string() }).nullable(),
});
export type IndicatorOverride = z.infer<typeof IndicatorOverride>;

export const Indicator = z.object({
  criterionId: z.string(), no: z.string(), name: Text, max: z.string(),
  source: z.string(),
  /** As frozen; before that, as the records say now. */
  reading: IndicatorReading,
  frozen: z.object({ at: Instant, by: z.string() }).nullable(),
  /** What the records say now, where that is another figure than the frozen one. */
  since: Figures.nullable(),
  override: IndicatorOverride.nullable(),
  /** What the engine makes of it, exact; null while there is no value. */
  points: z.string().nullable(),
  /** The unit's own points, where they are further from it than SELF_TOLERANCE. */
  contradicts: z.string().nullable(),
});
export type Indicator = z.infer<typeof Indicator>;

export const Indicators = z.object({
  entrantId: Id.nullable(),
  /** For whom the records are asked. */
  unit: Text, post: z.string(),
  period: z.object({ from: z.string(), until: z.string() }),
  events: z.array(z.object({ id: Id, name: Text })),
  indicators: z.array(Indicator),
});
export type Indicators = z.infer<typeof Indicators>;
