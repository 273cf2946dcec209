/** Inspections: plans, their rounds (one period as one contest), visits (one subject of a round) and the record a visit leaves. */
import { z } from 'zod';
import type { Scheme } from '@leitai/scoring';
import { EntrantState, Exact, Id, Instant, Plain, SheetState, Text } from './basics.ts';
import { JudgeDesk, PairedDevice } from './desk.ts';
import { Evidence } from './evidence.ts';
import { FindingSettings } from './findings.ts';
import { MarkValue } from './scheme.ts';

/** 自查, 抽查, 监查. Source: 监督检查方式方法 of seed 002. */
export const InspectionForm = z.enum(['self', 'spot', 'supervision']);
export type InspectionForm = z.infer<typeof InspectionForm>;
/** 日查, 周查, 月查, 季查, 半年检查, 年度检查, 不定期. */
export const InspectionFrequency = z.enum(['day', 'week', 'month', 'quarter', 'half-year', 'year', 'unannounced']);
export type InspectionFrequency = z.infer<typeof InspectionFrequency>;

const Day = z.iso.date();
const Name = Plain.trim().max(100);

/** Whom or what a visit is to: an organisation's work on the plan's post, or a site of it. */
export const PlanSubject = z.strictObject({ organisationId: Id, /** Empty: the organisation itself. */ site: Name });
export type PlanSubject = z.infer<typeof PlanSubject>;

/** Of the subjects, `size` are drawn anew for each round. Absent: all are visited. */
export const Sampling = z.strictObject({ size: z.int().min(1).max(500), /** At random from all, or the same number from each organisation first. */ method: z.enum(['random', 'by-organisation']) });
export type Sampling = z.infer<typeof Sampling>;

/** When a round is accepted as a whole (判定规则): at most so many nonconforming visits, or a mean score rate of at least so much, in percent. */
export const DecisionRule = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('most-nonconforming'), most: z.int().min(0).max(500) }),
  z.strictObject({ type: z.literal('least-rate'), percent: z.string().regex(/^(100|[1-9]?\d)(\.\d{1,2})?$/) }),
]);
export type DecisionRule = z.infer<typeof DecisionRule>;

export const PlanFields = z.strictObject({
  name: Plain.trim().min(1).max(100),
  form: InspectionForm,
  frequency: InspectionFrequency,
  postId: Id,
  schemeVersionId: Id,
  /** 检查项目, as the record's form asks. */
  item: Plain.trim().min(1).max(200),
  from: Day,
  until: Day,
  subjects: z.array(PlanSubject).min(1).max(200),
  /** Accounts of the role `inspector`; each visit gets a sheet of every one of them. */
  inspectors: z.array(Id).min(1).max(5),
  sampling: Sampling.nullable(),
  decision: DecisionRule.nullable(),
});
export type PlanFields = z.infer<typeof PlanFields>;

/** How a round's subjects were drawn: whoever has the seed draws them again. `order`: positions in the population, as drawn. */
export const Drawn = z.object({ seed: z.string(), method: Sampling.shape.method, size: z.int(), population: z.array(PlanSubject), order: z.array(z.int()) });
export type Drawn = z.infer<typeof Drawn>;

/** `planned`: due later. `deciding`: handed in, and waits for a decision. `done`: its result stands. `missed`: overdue. `dropped`: not planned any more, with a reason. `undone`: its round ended without it (未实施), with a reason. */
export const VisitState = z.enum(['planned', 'due', 'missed', 'deciding', 'done', 'dropped', 'undone']);
export type VisitState = z.infer<typeof VisitState>;

/** A visit as lists show it. Its id is its entrant's. */
export const VisitRow = z.object({
  id: Id,
  eventId: Id,
  contestId: Id,
  planId: Id,
  plan: z.string(),
  form: InspectionForm,
  item: z.string(),
  code: z.string(),
  organisationId: Id,
  organisation: Text,
  postId: Id,
  post: Text,
  site: z.string(),
  from: Day,
  until: Day,
  state: VisitState,
  inspectors: z.array(z.object({ judgeId: Id, name: z.string(), sheet: SheetState.nullable() })),
  inspectedAt: Instant.nullable(),
  /** Of the confirmed result. `rate` is the score in percent of the max, exact. */
  total: Exact.nullable(),
  rate: Exact.nullable(),
  /** Grade of the standard's implementation: an id of the rules' bands. */
  grade: Text.nullable(),
  nonconforming: z.int(),
  /** Why it was not visited, or what has to be decided. */
  reason: z.string().nullable(),
});
export type VisitRow = z.infer<typeof VisitRow>;

/** What is written beside the sheets: the head of the record. All of it at once; `null` where nothing is said yet. */
export const VisitHead = z.strictObject({
  /** 处室(单位)负责人或岗位人员姓名. */
  responsible: Name,
  accompaniedBy: Name,
  inspectedAt: Instant.nullable(),
  /** 结论, in words. */
  conclusion: Plain.trim().max(2_000),
  notes: Plain.trim().max(2_000),
  /** Who of the unit has taken note, present at the visit. */
  acknowledgedBy: Name,
});
export type VisitHead = z.infer<typeof VisitHead>;

/** A finding that was opened from an item of the visit, and by whom: the one it has, however many inspectors looked. */
export const VisitFinding = z.object({ criterionId: z.string(), findingId: Id, number: z.string(), by: z.string() });
export type VisitFinding = z.infer<typeof VisitFinding>;

/** A visit on its inspector's phone: which sheet is whose stands on the desk, by entrant. */
export const InspectorVisit = VisitRow.extend({ head: VisitHead, version: z.int(), findings: z.array(VisitFinding) });
export type InspectorVisit = z.infer<typeof InspectorVisit>;

/** All an inspector has to do and did of late: own visits only, the most urgent first. `unannounced`: plans from which one may be opened at once. */
export const InspectorVisits = z.object({
  me: z.object({ name: z.string() }),
  visits: z.array(VisitRow),
  unannounced: z.array(z.object({ eventId: Id, planId: Id, name: z.string(), post: Text, item: z.string(), subjects: z.array(PlanSubject.extend({ organisation: Text })) })),
  serverTime: Instant,
});
export type InspectorVisits = z.infer<typeof InspectorVisits>;

/** An inspector's desk of one round: a judge's desk, and the visits beside it. */
export const VisitDesk = JudgeDesk.extend({ visits: z.array(InspectorVisit), /** Given to put right a finding, by its severity. */ days: FindingSettings.shape.days });
export type VisitDesk = z.infer<typeof VisitDesk>;

/** Whether an item conforms: of the engine's `conformityOf`. Null: not marked. */
export const Conformity = z.enum(['conform', 'nonconform', 'not-applicable']);
export type Conformity = z.infer<typeof Conformity>;

/** Everything 标准实施情况检查记录表 asks, with the checklist item by item: what is printed and filed. */
export const InspectionVisitRecord = z.object({
  row: VisitRow,
  event: Text,
  practice: z.boolean(),
  head: VisitHead,
  version: z.int(),
  acknowledgedAt: Instant.nullable(),
  scheme: z.custom<Scheme>((v) => typeof v === 'object' && v !== null),
  drawn: Drawn.nullable(),
  decision: DecisionRule.nullable(),
  /** 检查人: one sheet each. */
  sheets: z.array(z.object({
    sheetId: Id, judgeId: Id, inspector: z.string(), state: SheetState, version: z.int(), submittedAt: Instant.nullable(),
    /** 检查内容 and 检查记录: every criterion and raised veto, in the scheme's order. */
    items: z.array(z.object({ criterionId: z.string(), value: MarkValue.nullable(), points: Exact.nullable(), conformity: Conformity.nullable(), note: z.string().nullable(), evidence: z.array(Evidence) })),
  })),
  /** What the result's sheets say of each criterion together: one nonconforming sheet makes it so. */
  items: z.array(z.object({ criterionId: z.string(), conformity: Conformity.nullable(), points: Exact.nullable(), max: Exact.nullable() })),
  /** Of all items together (CONF-2): 合格 or 不合格. */
  conclusion: z.enum(['conform', 'nonconform']).nullable(),
  entrantState: EntrantState,
  confirmed: z.object({ at: Instant, by: z.string(), note: z.string().nullable(), revision: z.int() }).nullable(),
  /** What keeps the result from standing by itself. */
  undecided: z.object({ vetoes: z.array(z.object({ id: z.string(), name: Text, reason: z.string(), by: z.array(z.string()) })), spread: z.array(z.string()), total: z.boolean(), incomplete: z.string().nullable() }).nullable(),
});
export type InspectionVisitRecord = z.infer<typeof InspectionVisitRecord>;

/** Planned visits of a period against those done, late ones told apart. `missed`: overdue, or never made when the round ended. */
export const Completion = z.object({ planned: z.int(), done: z.int(), late: z.int(), missed: z.int(), due: z.int() });
export type Completion = z.infer<typeof Completion>;

export const PlanPeriod = Completion.extend({
  number: z.int(), from: Day, until: Day, contestId: Id.nullable(), /** Of the decision rule, once all are done. */ accepted: z.boolean().nullable(),
  /** Nothing is left to be visited or decided and its last day is over: it is to be ended. */ endable: z.boolean(),
  /** Who signed that its results are final. */ closed: z.object({ by: z.string(), at: Instant }).nullable(),
});
export type PlanPeriod = z.infer<typeof PlanPeriod>;

export const InspectionPlan = PlanFields.omit({ inspectors: true }).extend({
  id: Id,
  revision: z.int(),
  savedBy: z.string(),
  savedAt: Instant,
  ended: z.boolean(),
  scheme: Text,
  post: Text,
  inspectors: z.array(z.object({ accountId: Id, name: z.string() })),
  periods: z.array(PlanPeriod),
  organisations: z.array(Completion.extend({ organisationId: Id, name: Text })),
});
export type InspectionPlan = z.infer<typeof InspectionPlan>;

/** An inspector of the rounds that go on, with the phones that were heard of today: what has not arrived yet. */
export const InspectorDevices = z.object({ accountId: Id, name: z.string(), devices: z.array(PairedDevice.pick({ id: true, label: true, online: true, report: true })) });
export type InspectorDevices = z.infer<typeof InspectorDevices>;

export const PlansDesk = z.object({
  /** The database's day: what is due is told by it. */
  today: Day,
  plans: z.array(InspectionPlan),
  /** `closed`: signs in no more. */
  inspectors: z.array(z.object({ accountId: Id, name: z.string(), closed: z.boolean() })),
  posts: z.array(z.object({ id: Id, name: Text })),
  schemes: z.array(z.object({ versionId: Id, code: z.string(), version: z.int(), name: Text })),
  organisations: z.array(z.object({ id: Id, name: Text })),
});
export type PlansDesk = z.infer<typeof PlansDesk>;
