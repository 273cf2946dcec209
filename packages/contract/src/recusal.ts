/** Recusal (回避): which judge does not mark whom, and the conflicts of interest that call for it. */
import { z } from 'zod';
import { Id, Instant, Plain, Text } from './basics.ts';

/** By organisation (the system's word), declared by the judge, or ordered by chief or organiser. */
export const RecusalCause = z.enum(['organisation', 'declared', 'ordered']);
export type RecusalCause = z.infer<typeof RecusalCause>;

export const RecusalReason = Plain.trim().min(1).max(500);

/** As panels see it: by ids and codes, never by name. `reason` is empty where the organisation is the cause. */
export const Recusal = z.object({ judgeId: Id, entrantId: Id, cause: RecusalCause, reason: z.string(), at: Instant });
export type Recusal = z.infer<typeof Recusal>;

/** A judge and an entrant who are kept apart, or should be: the organiser's view, with names. */
export const RecusalCase = z.object({
  contestId: Id,
  judge: z.object({ id: Id, seat: z.int(), name: z.string(), organisation: Text.nullable() }),
  /** `code` is null, and `id` the person's, while the contest's draw is sealed. */
  entrant: z.object({ id: Id, code: z.string().nullable(), name: z.string(), organisation: Text }),
  cause: RecusalCause,
  /** The judge's last day with the entrant's organisation; null while the judge is there, and for other causes. */
  until: z.iso.date().nullable(),
  reason: z.string(),
  /** Null: a conflict that is found, but nobody is recused yet; opening the contest does it. */
  recusedAt: Instant.nullable(),
  /** Judges who mark this entrant once this and every other case of the contest is settled, and how many the rules need. */
  remaining: z.int(),
  quorum: z.int(),
});
export type RecusalCase = z.infer<typeof RecusalCase>;

/** `months`: how far back former organisations count. */
export const RecusalOverview = z.object({ months: z.int(), cases: z.array(RecusalCase) });
export type RecusalOverview = z.infer<typeof RecusalOverview>;
