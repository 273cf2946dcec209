/** The year's evaluation (综合评价) of an inspection event: what its ended rounds came to, subject by subject, proposed by one person and signed by another. */
import { z } from 'zod';
import type { YearRule } from '@leitai/scoring';
import { Exact, Id, Instant, Plain, Text } from './basics.ts';
import { DecisionRule, InspectionForm, InspectionFrequency, Sampling } from './inspections.ts';
import { command } from './message.ts';

const Day = z.iso.date();
const Percent = z.string().regex(/^(100|[1-9]?\d)(\.\d{1,2})?$/);
const Words = Plain.trim().max(2_000);
const rule = z.custom<YearRule>((v) => typeof v === 'object' && v !== null);

/** How plans weigh against each other and what holds a grade down (评定规则); the bands are those of the event's rules. */
export const EvaluationRule = z.strictObject({
  weights: z.record(Id, z.string().regex(/^\d{1,4}(\.\d{1,2})?$/)),
  undone: z.enum(['left-out', 'zero']),
  limit: z.strictObject({ percent: Percent, atMost: Plain.min(1).max(60) }).nullable(),
});
export type EvaluationRule = z.infer<typeof EvaluationRule>;

/** What a report of an evaluation says in words. Source: 评价程序 and 评价报告 of seed 002. */
export const EvaluationReport = z.strictObject({
  /** 评价小组. */
  group: Words,
  /** 评价方法. */
  method: Words,
  /** 总体效果, 存在问题, 下一步意见和建议. */
  effect: Words,
  problems: Words,
  next: Words,
});
export type EvaluationReport = z.infer<typeof EvaluationReport>;

const asked = { from: Day, until: Day, rule: EvaluationRule };
/** Both days included: the rounds whose last day lies within. */
export const EvaluationAsked = z.strictObject(asked);
export type EvaluationAsked = z.infer<typeof EvaluationAsked>;
export const EvaluationProposing = z.strictObject({ ...command, ...asked, report: EvaluationReport });
export type EvaluationProposing = z.infer<typeof EvaluationProposing>;

/** A plan as its rounds of the period were: 实施频率, 实施范围, 抽样方案, 判定规则. */
export const EvaluatedPlan = z.object({
  planId: Id, name: z.string(), item: z.string(), form: InspectionForm, frequency: InspectionFrequency, post: Text, sampling: Sampling.nullable(), decision: DecisionRule.nullable(),
  weight: z.string(), rounds: z.int(), planned: z.int(), done: z.int(),
});
export type EvaluatedPlan = z.infer<typeof EvaluatedPlan>;

export const EvaluatedSubject = z.object({
  organisationId: Id,
  organisation: Text,
  /** 在岗人数 on the last day, of the register; null where nothing was entered. */
  headcount: z.int().nullable(),
  /** Every plan by which it was inspected. `conforming`: inspections at which everything conformed. `rate`: YEAR-1. */
  parts: z.array(z.object({ planId: Id, planned: z.int(), done: z.int(), conforming: z.int(), rate: Exact.nullable() })),
  planned: z.int(),
  done: z.int(),
  conforming: z.int(),
  /** YEAR-2: before and after rounding. */
  exact: Exact.nullable(),
  composite: Exact.nullable(),
  /** YEAR-3; `lowered`: the grade it would have had but for what was not inspected. */
  grade: Text.nullable(),
  lowered: Text.nullable(),
  /** 不符合项 found in the period: all, not put right yet; and of those due in it, put right in time. */
  findings: z.object({ found: z.int(), open: z.int(), due: z.int(), onTime: z.int() }),
  /** 外部评价: levels of satisfaction given, and those satisfied; null where too few answered. */
  satisfaction: z.object({ satisfied: z.int(), given: z.int() }).nullable(),
});
export type EvaluatedSubject = z.infer<typeof EvaluatedSubject>;

/** `open`: rounds of the period that have not ended; nothing is proposed before they are. */
export const EvaluationFigures = z.object({ plans: z.array(EvaluatedPlan), subjects: z.array(EvaluatedSubject), open: z.int() });
export type EvaluationFigures = z.infer<typeof EvaluationFigures>;

const Said = z.object({ name: z.string(), at: Instant });
export const YearEvaluation = EvaluationFigures.omit({ open: true }).extend({
  id: Id, from: Day, until: Day, rule, report: EvaluationReport,
  state: z.enum(['proposed', 'approved', 'rejected']),
  proposed: Said, decided: Said.nullable(), rejection: z.string(),
});
export type YearEvaluation = z.infer<typeof YearEvaluation>;

export const EvaluationDesk = z.object({
  /** The database's day. */
  today: Day,
  plans: z.array(z.object({ id: Id, name: z.string(), form: InspectionForm, frequency: InspectionFrequency, post: Text })),
  /** 优秀, 良好, 及格, 不及格, as the event's rules have them. */
  bands: z.array(z.object({ id: z.string(), name: Text, from: z.string().nullable() })),
  /** The latest first. */
  evaluations: z.array(YearEvaluation),
});
export type EvaluationDesk = z.infer<typeof EvaluationDesk>;
