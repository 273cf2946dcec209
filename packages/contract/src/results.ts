/** A contest's results on their way to publication: the list with its working, the recheck, the signatures. */
import { z } from 'zod';
import type { AwardStep, Criterion, MarkValue, Rules, Standing, WorkingStep } from '@leitai/scoring';
import { ContestState, EntrantState, Id, Instant, Plain, Text } from './basics.ts';
import { Evidence } from './evidence.ts';
import { Signature } from './signature.ts';

const Percent = z.int().min(0).max(100);
/** Percentages: of the ranked, all of the top; of the rest, at least so many; and how many errors force a full recheck. */
export const RecheckFigures = z.strictObject({ top: Percent, rest: Percent, limit: Percent });
export type RecheckFigures = z.infer<typeof RecheckFigures>;

/** The error that was found, in words; null: none. */
export const RecheckFinding = z.strictObject({ error: Plain.trim().min(1).max(500).nullable() });
/** Needed when the chief signs although the recheck found errors. */
export const ChiefSignature = z.strictObject({ note: Plain.trim().max(500) });
export const SupervisorSignature = z.strictObject({ days: z.int().min(1).max(60) });
export const SignatureReturn = z.strictObject({ reason: Plain.trim().min(1).max(500) });

const Signed = z.object({ name: z.string(), at: Instant });
const Judged = z.object({ seat: z.int(), value: z.string(), use: z.enum(['kept', 'high', 'low']) });

export const RecheckItem = z.object({ entrantId: Id, code: z.string(), error: z.string().nullable(), checked: Signed.nullable(), /** An error found here was corrected since. */ corrected: z.boolean() });
export type RecheckItem = z.infer<typeof RecheckItem>;

export const ResultRow = z.object({
  entrantId: Id,
  code: z.string(),
  /** Null for the chief, who goes by codes, and for everybody while the contest's draw is sealed. */
  name: z.string().nullable(),
  organisation: Text.nullable(),
  state: EntrantState,
  rank: z.int().nullable(),
  tied: z.boolean(),
  total: z.string().nullable(),
  award: Text.nullable(),
  /** Its index among all awards of the rules: 0 is gold. */
  awardPlace: z.int().nullable(),
  judges: z.array(Judged),
  /** Where stages make the result: what each adds, as it is shown. */
  stages: z.array(z.object({ id: z.string(), points: z.string(), weighted: z.string() })),
  working: z.array(z.custom<WorkingStep>()),
  tieBreak: z.custom<NonNullable<Standing['tieBreak']>>().nullable(),
  correctedAt: Instant.nullable(),
});
export type ResultRow = z.infer<typeof ResultRow>;

export const ContestResults = z.object({
  contest: z.object({ id: Id, eventId: Id, letter: z.string(), name: Text, state: ContestState, head: z.string() }),
  eventName: Text,
  /** Names are apart from codes; nobody signs before they are joined again. */
  sealed: z.boolean(),
  /** `short`: the chief's signature makes it final. */
  path: z.enum(['full', 'short']),
  seats: z.array(z.object({ judgeId: Id, seat: z.int() })),
  /** Of modules, criteria and vetoes, for the working. */
  names: z.record(z.string(), Text),
  rows: z.array(ResultRow),
  /** By which the results came about, and the working of the awards' places. */
  rules: z.custom<Rules>(),
  awardWorking: z.array(z.custom<AwardStep>()),
  /** Imports of points that wait for approval. */
  pointsWaiting: z.int(),
  objectionDays: z.int(),
  /** Whether computing every result anew from its raw marks gives what stands. */
  recomputed: z.boolean(),
  recheck: z.object({
    figures: RecheckFigures,
    /** SHA-256 of the seed, made known when the contest was opened; the seed itself once the sample is drawn. */
    seedHash: z.string().nullable(),
    seed: z.string().nullable(),
    drawnAt: Instant.nullable(),
    /** Too many errors: everybody is checked. */
    full: z.boolean(),
    sample: z.array(RecheckItem),
  }),
  chief: Signed.extend({ note: z.string() }).nullable(),
  supervisor: Signed.nullable(),
  /** Until when objections may be raised. */
  until: Instant.nullable(),
  final: Signed.nullable(),
  /** How many corrections were proposed, and how many of them wait for the supervisor. */
  corrections: z.object({ all: z.int(), waiting: z.int() }),
});
export type ContestResults = z.infer<typeof ContestResults>;

/** One entrant's counted sheets as they stand, raw readings beside the points the engine makes of them now. */
export const RecheckSheets = z.object({
  code: z.string(),
  stored: z.string().nullable(),
  recomputed: z.string().nullable(),
  criteria: z.array(z.custom<Criterion>()),
  sheets: z.array(
    z.object({
      seat: z.int(),
      total: z.string(),
      signature: Signature.nullable(),
      marks: z.array(
        z.object({
          criterionId: z.string(), value: z.custom<MarkValue>().nullable(), points: z.string().nullable(),
          note: z.string().nullable(), evidence: z.array(Evidence),
        }),
      ),
    }),
  ),
});
export type RecheckSheets = z.infer<typeof RecheckSheets>;
