/** The mark as it crosses the wire. The engine's checkMark judges it against the scheme; this only bounds its shape and size. */
import { z } from 'zod';
import type { MarkValue as EngineMarkValue } from '@leitai/scoring';
import { Plain } from './basics.ts';

const Decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/);
const Counts = z.record(Plain.max(60), z.int().min(0).max(999));

export const MarkValue: z.ZodType<EngineMarkValue> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pass-fail'), pass: z.boolean() }),
  z.strictObject({ type: z.literal('levels'), level: z.int().min(0).max(99) }),
  z.strictObject({ type: z.literal('points'), points: Decimal }),
  z.strictObject({ type: z.literal('count'), counts: Counts }),
  z.strictObject({ type: z.literal('checklist'), ticks: z.record(Plain.max(60), z.boolean()) }),
  z.strictObject({ type: z.literal('measure'), readings: z.array(Decimal).min(1).max(100), faults: Counts.exactOptional() }),
  z.strictObject({ type: z.literal('time'), seconds: Decimal, faults: Counts.exactOptional() }),
  z.strictObject({ type: z.literal('rank-points'), reading: Decimal, faults: Counts.exactOptional() }),
  z.strictObject({ type: z.literal('not-applicable') }),
  z.strictObject({ type: z.literal('veto'), reason: Plain.trim().min(1).max(500) }),
]);
export type MarkValue = EngineMarkValue;
