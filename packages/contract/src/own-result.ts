/** What a contestant sees of the own result: own numbers, judges without names, the rank only once published. */
import { z } from 'zod';
import type { WorkingStep } from '@leitai/scoring';
import { ContestState, Id, Instant, Text } from './basics.ts';
import { OwnCertificate } from './certificates.ts';

const JudgePoints = z.object({ label: z.string(), value: z.string(), use: z.enum(['kept', 'high', 'low']) });

export const OwnResult = z.object({
  entrantId: Id,
  eventName: Text,
  /** While the public's view is frozen (封榜), since `frozenSince`, its state and all that publication shows stand still here too. */
  contest: z.object({ id: Id, eventId: Id, letter: z.string(), name: Text, state: ContestState, frozenSince: Instant.exactOptional() }),
  /** Null, and everything decided by it still waiting, while the contest's draw is sealed. */
  code: z.string().nullable(),
  name: z.string(),
  organisation: Text,
  /** 'waiting' until the chief has confirmed. */
  status: z.enum(['waiting', 'scored', 'disqualified', 'absent', 'withdrawn']),
  confirmedAt: Instant.nullable(),
  /** The latest correction of this result, newest numbers in `total`; null where there was none. */
  correction: z.object({ at: Instant, reason: z.string(), before: z.string().nullable() }).nullable(),
  total: z.string().nullable(),
  max: z.string(),
  /** Only once the contest is published; `of` counts ranked entrants; `awardPlace` is the award's index among all of the rules, 0 the highest. */
  place: z.object({ rank: z.int(), tied: z.boolean(), of: z.int(), gap: z.string(), award: Text.nullable(), awardPlace: z.int().nullable() }).nullable(),
  /** Of the post, once published. */
  post: z.object({ mean: z.string(), best: z.string() }).nullable(),
  /** Once the results are final and it was issued; a revoked one until another takes its place. */
  certificate: OwnCertificate.nullable(),
  judges: z.array(JudgePoints),
  /** Labels of the judges who were recused: they gave no marks. */
  recused: z.array(z.string()),
  modules: z.array(
    z.object({
      id: z.string(),
      name: Text,
      points: z.string(),
      max: z.string(),
      /** Mean of the post, once published. */
      mean: z.string().nullable(),
      criteria: z.array(
        z.object({
          id: z.string(),
          no: z.string(),
          name: Text,
          rule: Text,
          kind: z.enum(['measured', 'judged']),
          points: z.string(),
          max: z.string(),
          clauses: z.array(z.object({ standard: z.string(), title: Text, number: z.string().exactOptional() })),
          judges: z.array(JudgePoints),
        }),
      ),
    }),
  ),
  /** Where stages make the result: the points of each and what its weight, in percent, leaves of them; exact. */
  stages: z.array(z.object({ id: z.string(), name: Text, weight: z.string(), points: z.string(), weighted: z.string() })),
  /** The vetoes that count, for the working names them by id. */
  vetoes: z.array(z.object({ id: z.string(), name: Text })),
  /** The steps from the judges' totals to the result; judge ids in them are the anonymous labels. */
  working: z.array(z.custom<WorkingStep>()),
  digits: z.int(),
});
export type OwnResult = z.infer<typeof OwnResult>;
