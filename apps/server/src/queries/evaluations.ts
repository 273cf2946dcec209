/** The year's evaluation: what the ended rounds of a period come to, and the evaluations that were made of them. */
import type { EvaluatedPlan, EvaluatedSubject, EvaluationAsked, EvaluationDesk, EvaluationFigures, EvaluationReport, InspectorVisit, Text, YearEvaluation } from '@leitai/contract';
import { Refused, type Database, type Prisma, type Transaction, type YearEvaluationModel } from '@leitai/database';
import { INSPECTION_RULES, STANDARD_GRADES, yearOutcome, type GradeRule, type Rules, type YearRule } from '@leitai/scoring';
import { planFrequency } from './enum-names.ts';
import { onTimeRectification } from './findings-rates.ts';
import { headcount } from './register-rows.ts';
import { satisfaction } from './surveys.ts';
import { houseDay, isoDay } from './today.ts';
import { readVisits } from './visits.ts';

const parts = { plan: { include: { post: true } }, contest: { select: { state: true } } } satisfies Prisma.InspectionRoundInclude;
type Round = Prisma.InspectionRoundGetPayload<{ include: typeof parts }>;
type Period = Pick<EvaluationAsked, 'from' | 'until'>;

/** Of the rounds whose last day lies within the period. */
export const roundsOf = (db: Database | Transaction, eventId: string, { from, until }: Period): Promise<Round[]> =>
  db.inspectionRound.findMany({ where: { eventId, until: { gte: new Date(from), lte: new Date(until) } }, include: parts, orderBy: [{ until: 'asc' }, { contestId: 'asc' }] });

/** The grades of standards as the event's rules have them; they are graded by percent alone. */
export async function bandsOf(db: Database | Transaction, eventId: string): Promise<GradeRule['bands']> {
  const event = await db.event.findUnique({ where: { id: eventId }, select: { rules: true } });
  if (!event) throw new Refused('event.not-found');
  const { grades } = (event.rules as unknown as Rules | null) ?? INSPECTION_RULES;
  return grades?.of === 'percent' ? grades.bands : STANDARD_GRADES.bands;
}

/** The composite is rounded once, to two places, as results are. */
export const ruleOf = ({ weights, undone, limit }: EvaluationAsked['rule'], bands: GradeRule['bands']): YearRule => ({ weights, undone, limit, bands, rounding: { digits: 2, mode: 'half-up' } });

/** What `rounds` come to. Call in one snapshot. */
export async function figuresOfYear(tx: Transaction, eventId: string, period: Period, rule: YearRule, rounds: readonly Round[]): Promise<EvaluationFigures> {
  const visits = (await readVisits(tx, { eventId, contestId: { in: rounds.map(({ contestId }) => contestId) } })).filter(({ state }) => state !== 'dropped');
  const byPlan = Map.groupBy(rounds, ({ planId }) => planId);
  const plans = [...byPlan].map(([planId, own]) => planOf(own[0]!.plan, own.length, visits.filter((visit) => visit.planId === planId), rule));
  const subjects: EvaluatedSubject[] = [];
  for (const own of Map.groupBy(visits, ({ organisationId }) => organisationId).values()) subjects.push(await subjectOf(tx, eventId, period, rule, own));
  return { plans, subjects: subjects.sort((a, b) => (a.organisation.zh < b.organisation.zh ? -1 : 1)), open: rounds.filter(({ contest }) => contest.state !== 'final').length };
}

function planOf({ id, name, item, form, frequency, post, sampling, decision }: Round['plan'], rounds: number, visits: readonly InspectorVisit[], rule: YearRule): EvaluatedPlan {
  return {
    planId: id, name, item, form, frequency: planFrequency(frequency), post: post.name as Text, sampling: sampling as EvaluatedPlan['sampling'], decision: decision as EvaluatedPlan['decision'],
    weight: rule.weights[id] ?? '0', rounds, planned: visits.length, done: visits.filter(isDone).length,
  };
}

const isDone = ({ state }: InspectorVisit): boolean => state === 'done';
/** A visit that a veto disqualified has no rate: it earns nothing, and does not conform. */
const conforms = ({ rate, nonconforming }: InspectorVisit): boolean => rate !== null && nonconforming === 0;

async function subjectOf(tx: Transaction, eventId: string, { from, until }: Period, rule: YearRule, visits: readonly InspectorVisit[]): Promise<EvaluatedSubject> {
  const { organisationId, organisation } = visits[0]!;
  const byPlan = [...Map.groupBy(visits, ({ planId }) => planId)];
  const outcome = yearOutcome(rule, byPlan.map(([plan, own]) => ({ plan, rates: own.filter(isDone).map(({ rate }) => rate ?? '0'), undone: own.filter((one) => !isDone(one)).length })));
  const counts = (own: readonly InspectorVisit[]) => ({ planned: own.length, done: own.filter(isDone).length, conforming: own.filter(isDone).filter(conforms).length });
  const name = (id: string | null): Text | null => rule.bands.find((band) => band.id === id)?.name ?? null;
  const of = { eventId, organisationId, postId: null, from, until };
  const [people, due, found, open, satisfied] = [
    await headcount(tx, of), await onTimeRectification(tx, { eventId, organisationId, from, until }), await findings(tx, of, {}), await findings(tx, of, { state: { in: ['opened', 'acknowledged', 'rectified'] } }), await satisfaction(tx, of),
  ];
  return {
    organisationId, organisation, headcount: people.rows.length === 0 ? null : people.count,
    parts: byPlan.map(([planId, own], index) => ({ planId, ...counts(own), rate: outcome.parts[index]!.rate })),
    ...counts(visits), exact: outcome.exact, composite: outcome.composite, grade: name(outcome.gradeId), lowered: name(outcome.lowered),
    findings: { found, open, due: due.due, onTime: due.onTime },
    satisfaction: satisfied.given === 0 ? null : { satisfied: satisfied.satisfied, given: satisfied.given },
  };
}

const findings = (tx: Transaction, { eventId, organisationId, from, until }: Period & { readonly eventId: string; readonly organisationId: string }, more: Prisma.FindingWhereInput): Promise<number> =>
  tx.finding.count({ where: { eventId, organisationId, foundOn: { gte: new Date(from), lte: new Date(until) }, state: { not: 'withdrawn' }, AND: more } });

/** @throws Refused 'event.not-found', 'evaluation.invalid' (details.fields) for a plan or a grade that is not there. */
export async function previewYear(db: Database, eventId: string, asked: EvaluationAsked): Promise<EvaluationFigures> {
  return db.$transaction(async (tx) => {
    const rule = ruleOf(asked.rule, await bandsOf(tx, eventId));
    return figuresOfYear(tx, eventId, asked, rule, await roundsOf(tx, eventId, asked));
  }, { isolationLevel: 'RepeatableRead' });
}

/** @throws Refused 'event.not-found'. */
export async function evaluationDesk(db: Database, eventId: string): Promise<EvaluationDesk> {
  const [bands, plans, rows, day] = await Promise.all([
    bandsOf(db, eventId),
    db.inspectionPlan.findMany({ where: { eventId }, include: { post: true }, orderBy: [{ from: 'asc' }, { savedAt: 'asc' }] }),
    db.yearEvaluation.findMany({ where: { eventId }, orderBy: { proposedAt: 'desc' } }),
    houseDay(db),
  ]);
  return {
    today: day,
    plans: plans.map(({ id, name, form, frequency, post }) => ({ id, name, form, frequency: planFrequency(frequency), post: post.name as Text })),
    bands: bands.map(({ id, name, from }) => ({ id, name, from: from ?? null })),
    evaluations: rows.map(toEvaluation),
  };
}

/** @throws Refused 'evaluation.not-found'. */
export async function readEvaluation(db: Database | Transaction, eventId: string, id: string): Promise<YearEvaluation> {
  const row = await db.yearEvaluation.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!row) throw new Refused('evaluation.not-found');
  return toEvaluation(row);
}

function toEvaluation({ id, from, until, rule, plans, subjects, report, state, proposedBy, proposedAt, decidedBy, decidedAt, rejection }: YearEvaluationModel): YearEvaluation {
  return {
    id, from: isoDay(from), until: isoDay(until), rule: rule as unknown as YearRule, plans: plans as unknown as EvaluatedPlan[], subjects: subjects as unknown as EvaluatedSubject[],
    report: report as unknown as EvaluationReport, state, proposed: { name: proposedBy, at: proposedAt.toISOString() },
    decided: decidedBy !== null && decidedAt !== null ? { name: decidedBy, at: decidedAt.toISOString() } : null, rejection,
  };
}
