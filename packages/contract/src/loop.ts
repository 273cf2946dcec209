/** Closing the loop: where an organisation's post loses points, in which clause, by whom, since when, and what was done about it. */
import { z } from 'zod';
import { Id, Text } from './basics.ts';
import { FindingState } from './findings.ts';
import { EmployeeNo } from './qualifications.ts';
import { Day } from './registers.ts';

export const LoopSource = z.enum(['competition', 'practical-check', 'inspection']);
export type LoopSource = z.infer<typeof LoopSource>;
/** How many months back from today, and of which source; none named: of all. */
export const LoopView = z.enum(['12', '36', '12-competition', '36-competition', '12-practical-check', '36-practical-check', '12-inspection', '36-inspection']);
export type LoopView = z.infer<typeof LoopView>;
/** "2026-3": the third quarter. */
const Quarter = z.string();
const Clause = z.object({ standard: z.string(), title: Text, number: z.string().nullable() });
export type LoopClause = z.infer<typeof Clause>;
/** Rates and means are exact percents of what could be earned. A mean that would tell the marks of a few is null. */
const Rates = z.object({ rate: z.string(), mean: z.string().nullable() });

export const LoopGrid = z.object({
  today: Day, from: Day,
  posts: z.array(z.object({ id: Id, code: z.string(), name: Text })),
  organisations: z.array(z.object({ id: Id, name: Text })),
  /** Where there are results. */
  cells: z.array(Rates.extend({ postId: Id, organisationId: Id, results: z.int() })),
});
export type LoopGrid = z.infer<typeof LoopGrid>;

/** One criterion of one result. */
export const LoopRow = z.object({
  source: LoopSource, eventId: Id, contestId: Id, entrantId: Id, event: Text, day: Day, code: z.string(),
  /** Null for a team or a site. */
  person: z.string().nullable(), employeeNo: EmployeeNo.nullable(),
  points: z.string(), max: z.string(), lost: z.string(),
});
export type LoopRow = z.infer<typeof LoopRow>;
/** A training that teaches the clause; rates of what was earned before its day, and from the day after. */
const LoopEffect = z.object({ sessionId: Id, before: z.string().nullable(), after: z.string().nullable() });
/** A plan against the clause; the same rates before the first day it was held on, and after the last. */
const PlanEffect = z.object({ planId: Id, before: z.string().nullable(), after: z.string().nullable() });
export const LoopItem = Rates.extend({
  key: z.string(), module: Text, name: Text, clause: Clause.nullable(),
  /** Points, and in how many of `of` results some were lost. */
  lost: z.string(), times: z.int(), of: z.int(),
  /** The first quarter under the mean. */
  since: Quarter.nullable(),
  quarters: z.array(Rates.extend({ quarter: Quarter })),
  rows: z.array(LoopRow),
  findings: z.array(Id), trainings: z.array(LoopEffect), courses: z.array(Id), plans: z.array(PlanEffect),
});
export type LoopItem = z.infer<typeof LoopItem>;
export const LoopPerson = z.object({ name: z.string(), employeeNo: EmployeeNo.nullable(), rate: z.string(), lost: z.string(), results: z.int() });
export const LoopFinding = z.object({
  id: Id, eventId: Id, number: z.string(), subject: z.string(), clause: Clause.nullable(), state: FindingState, owner: z.string(), foundOn: Day, due: Day, closedOn: Day.nullable(),
  /** Null while it still may be. */
  onTime: z.boolean().nullable(),
  /** Of each round: why it came to be. */
  causes: z.array(z.string()), measures: z.array(z.string()),
  /** What the review of the latest improvement said. */
  effective: z.boolean().nullable(),
  /** Of the standard as it was revised. */
  version: z.string().nullable(),
});
export type LoopFinding = z.infer<typeof LoopFinding>;
const Taught = z.object({ id: Id, course: z.string(), trainer: z.string(), standard: z.string(), number: z.string() });
export const LoopTraining = Taught.extend({ day: Day, people: z.int(), planId: Id.nullable() });
export type LoopTraining = z.infer<typeof LoopTraining>;
/** A line of the register of training plans. */
export const LoopPlan = z.object({
  id: Id, number: z.string(), day: Day, standard: z.string(), clauses: z.array(z.string()), course: z.string(), trainer: z.string(), method: Text, who: z.string(), charge: z.string(),
  /** Sessions that the unit's people came to, from the first to the last; null: none yet. */
  held: z.object({ from: Day, until: Day, people: z.int() }).nullable(),
});
export type LoopPlan = z.infer<typeof LoopPlan>;

export const LoopPage = z.object({
  today: Day, from: Day, event: Text,
  post: z.object({ id: Id, code: z.string(), name: Text }), organisation: z.object({ id: Id, name: Text }),
  /** Of everything; null where there is no result. */
  whole: Rates.nullable(),
  results: z.array(z.object({ source: LoopSource, count: z.int() })),
  quarters: z.array(Rates.extend({ quarter: Quarter })),
  /** Those some points of which were lost, the worst first. */
  items: z.array(LoopItem),
  people: z.array(LoopPerson),
  findings: z.array(LoopFinding), trainings: z.array(LoopTraining), courses: z.array(Taught), plans: z.array(LoopPlan),
});
export type LoopPage = z.infer<typeof LoopPage>;
