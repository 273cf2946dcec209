/** Rules of contests as they are read, changed and copied; points that are brought in; what a publication would make public. */
import { z } from 'zod';
import type { Bundle, Issue, MedalRow, OrganisationStanding, Rules, Scheme } from '@leitai/scoring';
import { ContestState, Exact, Id, Instant, Plain, Text } from './basics.ts';
import { Reason } from './message.ts';
import { PublicResults } from './public-results.ts';
import { RecheckFigures } from './results.ts';

/** The engine says what is wrong with rules; here only what no database can hold: a NUL, or half of a character. */
const RulesInput = z.custom<Rules>((value) => typeof value === 'object' && value !== null && !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)));
/** SHA-256 of rules as they were read: who changes others is told so. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const RulesChange = z.strictObject({ rules: RulesInput, expected: Hash });
export const RulesDefaults = z.strictObject({ rules: RulesInput, objectionDays: z.int().min(1).max(60) });
export const RulesTrial = z.strictObject({ rules: RulesInput, contestIds: z.array(Id).min(1).max(100) });
export const RulesCopy = z.strictObject({ rules: RulesInput, contests: z.array(z.strictObject({ contestId: Id, expected: Hash })).min(1).max(100) });
export type RulesCopy = z.infer<typeof RulesCopy>;

export const EventRules = z.object({
  /** Null: those of the engine. */
  defaults: z.custom<Rules>().nullable(),
  objectionDays: z.int(),
  contests: z.array(z.object({ id: Id, letter: z.string(), name: Text, state: ContestState, rules: z.custom<Rules>(), hash: z.string() })),
});
export type EventRules = z.infer<typeof EventRules>;

export const ContestRules = z.object({
  state: ContestState,
  rules: z.custom<Rules>(),
  hash: z.string(),
  scheme: z.custom<Scheme>(),
  /** Seated judges. */
  judges: z.int(),
  figures: RecheckFigures,
  /** A sample was drawn with the figures as they are. */
  drawn: z.boolean(),
  /** What is confirmed so far, for worked examples; codes and seats only. Null while nothing is, or while the draw is sealed. */
  ground: z.custom<Bundle>().nullable(),
});
export type ContestRules = z.infer<typeof ContestRules>;

/** What the engine finds wrong with rules in each contest. */
export const RulesTried = z.array(z.object({ contestId: Id, issues: z.array(z.custom<Issue>()) }));

const Points = z.string().regex(/^(0|[1-9]\d{0,11})(\.\d{1,6})?$/);
const PointsFault = z.object({
  column: z.enum(['who', 'points']),
  code: z.enum(['required', 'formula', 'unknown-person', 'ambiguous', 'other-name', 'duplicate', 'not-a-number', 'over-max']),
  params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
});
/** Rows of an uploaded file as they would be brought in; `before` is what stands. Stores nothing. */
export const PointsPreview = z.object({
  rows: z.array(z.object({ line: z.int(), personId: Id.nullable(), who: z.string(), organisation: Text.nullable(), before: z.string().nullable(), after: z.string(), faults: z.array(PointsFault) })),
  /** Who would still be without points. */
  without: z.array(z.object({ who: z.string(), organisation: Text })),
});
export type PointsPreview = z.infer<typeof PointsPreview>;

export const PointsProposal = z.strictObject({
  stageId: Plain.max(64), reason: Reason, rows: z.array(z.strictObject({ personId: Id, points: Points })).min(1).max(5_000),
});
export type PointsProposal = z.infer<typeof PointsProposal>;
export const PointsRejection = z.strictObject({ reason: Reason });
/** As it is kept: by person. */
export type PointsRow = { readonly personId: string; readonly before: string | null; readonly after: string };

const Signed = z.object({ name: z.string(), at: Instant });
export const PointsImports = z.object({
  stages: z.array(z.object({ id: z.string(), name: Text, max: z.string(), weight: z.string(), /** How many of the contest's entrants have points, of how many. */ have: z.int(), of: z.int() })),
  /** Newest first. */
  imports: z.array(z.object({
    id: Id, stageId: z.string(), reason: z.string(), state: z.enum(['proposed', 'approved', 'rejected']),
    proposed: Signed, decided: Signed.extend({ reason: z.string().nullable() }).nullable(),
    rows: z.array(z.object({ personId: Id, who: z.string(), organisation: Text.nullable(), before: z.string().nullable(), after: z.string() })),
  })),
});
export type PointsImports = z.infer<typeof PointsImports>;

/** How far each contest has come towards publication, and what all results together make. */
export const ResultsProgress = z.object({
  objectionDays: z.int(),
  contests: z.array(z.object({
    id: Id, letter: z.string(), name: Text, state: ContestState, path: z.enum(['full', 'short']), frozen: z.boolean(),
    entrants: z.int(), decided: z.int(), ranked: z.int(), ties: z.int(), awards: z.int(),
    /** Entrants whose points of a brought-in stage are missing. */
    lacking: z.int(),
    recheck: z.object({ drawn: z.boolean(), done: z.int(), of: z.int(), errors: z.int() }),
    corrections: z.int(),
    until: Instant.nullable(),
  })),
  organisations: z.array(z.object({ id: Id, name: Text })),
  standings: z.array(z.custom<OrganisationStanding>()),
  /** Awards in the order of the table's columns. */
  awards: z.array(z.object({ id: z.string(), name: Text })),
  medals: z.array(z.custom<MedalRow>()),
  /** Whose awards make the medal table. */
  medalists: z.array(z.object({ organisationId: Id, awardId: z.string(), letter: z.string(), code: z.string(), total: Exact })),
});
export type ResultsProgress = z.infer<typeof ResultsProgress>;

/** Exactly what the public results site would show of a contest once it is published; `head` is the chain's, by which the signature knows it. */
export const Publication = z.object({ contestId: Id, head: Hash, frozen: z.boolean(), results: PublicResults });
export type Publication = z.infer<typeof Publication>;
export const Publishing = z.strictObject({ contests: z.array(z.strictObject({ contestId: Id, head: Hash })).min(1).max(100), days: z.int().min(1).max(60) });
export type Publishing = z.infer<typeof Publishing>;
