/** The steps of a finding's life: one closed union, each with who may take it. */
import { z } from 'zod';
import { Id, Instant, Plain, type Role } from './basics.ts';
import { CheckItem, Severity } from './findings.ts';
import { command, Reason } from './message.ts';
import { Day } from './registers.ts';

const Name = Plain.trim().min(1).max(100);
const Words = Plain.trim().min(1).max(2_000);
const Note = Plain.trim().max(500);
/** `on`: when what is judged was put forward (finding-judged.ts); something put forward since is not judged by it. Absent: whatever stands. */
const judging = { ...command, on: Instant.exactOptional() };

export const FindingStep = z.discriminatedUnion('step', [
  z.strictObject({ ...command, step: z.literal('acknowledge'), owner: Name }),
  /** Why it came to be, and what is done against it; no measures where only the cause is said anew. */
  z.strictObject({ ...command, step: z.literal('plan'), cause: Words, measures: z.array(z.strictObject({ id: Id, text: Name, due: Day })).max(20) }),
  z.strictObject({ ...command, step: z.literal('done'), measureId: Id, note: Note }),
  z.strictObject({ ...command, step: z.literal('rectify') }),
  z.strictObject({ ...judging, step: z.literal('recheck'), items: z.array(CheckItem).min(1).max(20), note: Note, /** Sent back: until when. */ due: Day.nullable() }),
  z.strictObject({ ...command, step: z.literal('improve'), measure: Words, since: Day, days: z.int().min(1).max(365) }),
  z.strictObject({
    ...judging, step: z.literal('review'), effective: z.boolean(), note: Words,
    /** Of what works: the clause's text as it is, and as it is to be. */
    revision: z.strictObject({ before: Words, after: Words }).nullable(),
    /** Of what does not: until when the next round. */
    due: Day.nullable(),
  }),
  z.strictObject({ ...judging, step: z.literal('approve'), version: Name }),
  z.strictObject({ ...command, step: z.literal('extend'), until: Day, reason: Reason }),
  z.strictObject({ ...judging, step: z.literal('answer-extension'), granted: z.boolean(), note: Note }),
  z.strictObject({ ...command, step: z.literal('urge'), note: Note }),
  z.strictObject({ ...command, step: z.literal('report'), text: Words }),
  z.strictObject({ ...command, step: z.literal('regrade'), severity: Severity, due: Day, reason: Reason }),
  z.strictObject({ ...command, step: z.literal('withdraw'), reason: Reason }),
  z.strictObject({ ...judging, step: z.literal('answer-withdrawal'), granted: z.boolean(), note: Note }),
]);
export type FindingStep = z.infer<typeof FindingStep>;
export type FindingStepName = FindingStep['step'];
/** One step's own fields. */
export type StepOf<S extends FindingStepName> = Extract<FindingStep, { step: S }>;

const doers: readonly Role[] = ['leader', 'inspector', 'organiser'];
const checkers: readonly Role[] = ['inspector', 'supervisor', 'organiser'];
const house: readonly Role[] = ['organiser', 'supervisor'];
/** A leader of the own unit only. What is put right on the spot an inspector may write down; the same may then not look again. */
export const STEP_ROLES: { readonly [S in FindingStepName]: readonly Role[] } = {
  acknowledge: ['leader'],
  plan: doers, done: doers, rectify: doers,
  recheck: checkers,
  improve: [...house, 'leader'], review: house, approve: ['supervisor'],
  extend: ['leader'], 'answer-extension': house,
  urge: checkers, report: doers, regrade: house,
  withdraw: checkers, 'answer-withdrawal': house,
};
export const FINDING_STEPS = Object.keys(STEP_ROLES) as FindingStepName[];
