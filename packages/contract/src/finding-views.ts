/** Findings as pages show them. */
import { z } from 'zod';
import { Id, Instant, Text } from './basics.ts';
import { FindingBody, FindingClause, FindingSettings, FindingSource, FindingState, Severity } from './findings.ts';
import type { FindingStepName } from './finding-steps.ts';
import { Day } from './registers.ts';

export const FindingRow = z.object({
  id: Id,
  /** Year, the post's letter and a count without gaps: "2026-E-017". */
  number: z.string(),
  subject: z.string(), severity: Severity, state: FindingState, round: z.int(),
  organisation: z.object({ id: Id, name: Text }), post: z.object({ id: Id, letter: z.string(), name: Text }).nullable(), site: z.string(),
  clause: FindingClause.nullable(),
  owner: z.string(), foundOn: Day, due: Day,
  /** Days past its time, by the database's day; 0 when it is in time or right. */
  overdue: z.int(),
  /** Of this round. */
  measures: z.object({ done: z.int(), total: z.int() }),
  openedBy: z.string(), openedAt: Instant,
  source: FindingSource, /** The inspection's item, or the complaint. */ sourceWords: z.string(),
  rectifiedAt: Instant.nullable(), closedAt: Instant.nullable(),
  asked: z.object({ extension: z.boolean(), withdrawal: z.boolean() }),
  reported: z.boolean(),
});
export type FindingRow = z.infer<typeof FindingRow>;

/** `at`: the database's clock, by whose `today` what is over is told. A leader is shown the own unit's only. */
export const FindingList = z.object({ at: Instant, today: Day, event: Text, settings: FindingSettings, findings: z.array(FindingRow) });
export type FindingList = z.infer<typeof FindingList>;

/** What happened, from the record. `details` are the event's own words. */
export const FindingTrace = z.object({ seq: z.int(), type: z.string(), by: z.string(), at: Instant, recordedAt: Instant, details: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])) });
export type FindingTrace = z.infer<typeof FindingTrace>;
/** The same clause, not met by anybody within a year, over all events. */
export const SameClause = z.object({ id: Id, eventId: Id, number: z.string(), foundOn: Day, site: z.string(), organisation: Text, state: FindingState, /** Between found and closed. */ days: z.int().nullable(), samePlace: z.boolean() });
export type SameClause = z.infer<typeof SameClause>;

export const Finding = FindingRow.extend({
  at: Instant, today: Day, eventId: Id, event: Text, practice: z.boolean(),
  body: FindingBody,
  settings: FindingSettings,
  traces: z.array(FindingTrace),
  history: z.array(SameClause),
  /** Of the same clause at the same place since the improvement that is observed now. */
  recurrences: z.int(),
  before: Id.nullable(), after: Id.nullable(),
  /** The steps that the reader may take now. */
  may: z.array(z.custom<FindingStepName>()),
  /** Number of the record's last event about it. */
  revision: z.int(),
});
export type Finding = z.infer<typeof Finding>;

/** Where a finding may be opened: units and posts of the event. */
export const FindingChoices = z.object({
  organisations: z.array(z.object({ id: Id, name: Text })), posts: z.array(z.object({ id: Id, letter: z.string(), name: Text })), settings: FindingSettings, today: Day,
});
export type FindingChoices = z.infer<typeof FindingChoices>;
