/** What the organiser adds to the chief's desk: a substitute's person, and how far judges may lie apart. */
import { z } from 'zod';
import { ContestState, Id, Plain } from './basics.ts';

/** Who takes the entrant's place. The organisation is the entrant's own. */
export const SubstituteInput = z.strictObject({
  name: Plain.trim().min(1).max(60),
  employeeNo: Plain.trim().max(40),
  gender: z.enum(['', '男', '女']),
  reason: Plain.trim().min(1).max(500),
});
export type SubstituteInput = z.infer<typeof SubstituteInput>;

/** A substitute the chief waits for. */
export const AskedSubstitute = z.object({ entrantId: Id, code: z.string(), reason: z.string() });
export type AskedSubstitute = z.infer<typeof AskedSubstitute>;

const Limit = Plain.trim().min(1).max(20);
/** As the rules hold them (SPREAD-1, SPREAD-2), exact decimals as text; null: no limit. */
export const SpreadLimits = z.strictObject({
  criterion: z.union([z.strictObject({ type: z.literal('points'), points: Limit }), z.strictObject({ type: z.literal('share'), percent: Limit })]).nullable(),
  total: Limit.nullable(),
});
export type SpreadLimits = z.infer<typeof SpreadLimits>;
export const SpreadSetting = z.object({ state: ContestState, limits: SpreadLimits });
export type SpreadSetting = z.infer<typeof SpreadSetting>;
