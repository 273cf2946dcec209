/** Inspection plans with how far their periods have come. */
import { periodsOf, type Completion, type DecisionRule, type InspectionPlan, type PlanPeriod, type PlansDesk, type PlanSubject, type Sampling, type Text, type VisitRow } from '@leitai/contract';
import { Refused, type Database, type Prisma, type SignOffModel } from '@leitai/database';
import { compareExact, mean } from '@leitai/scoring';
import type { StoredInspector } from '../use-cases/open-round.ts';
import { planFrequency } from './enum-names.ts';
import { completionOf } from './inspection-figures.ts';
import { houseDay, isoDay } from './today.ts';
import { readVisits, rowOf } from './visits.ts';

const parts = { post: true, scheme: true, rounds: { include: { contest: { select: { state: true, signOff: true } } }, orderBy: { number: 'asc' } } } satisfies Prisma.InspectionPlanInclude;
type StoredPlan = Prisma.InspectionPlanGetPayload<{ include: typeof parts }>;

/** @throws Refused 'event.not-found'. */
export async function plansDesk(db: Database, eventId: string): Promise<PlansDesk> {
  const [event, plans, inspectors, now] = await Promise.all([
    db.event.findUnique({ where: { id: eventId }, include: { posts: { orderBy: { letter: 'asc' } }, organisations: true, schemes: { orderBy: [{ code: 'asc' }, { version: 'desc' }] } } }),
    db.inspectionPlan.findMany({ where: { eventId }, include: parts, orderBy: [{ from: 'asc' }, { savedAt: 'asc' }] }),
    db.account.findMany({ where: { role: 'inspector' }, select: { id: true, name: true, closedAt: true }, orderBy: { name: 'asc' } }),
    houseDay(db),
  ]);
  if (!event) throw new Refused('event.not-found');
  const organisations = event.organisations.map(({ id, name }) => ({ id, name: name as Text }));
  const shown: InspectionPlan[] = [];
  // One after the other: with their results the visits of a whole year would be held at once.
  for (const plan of plans) shown.push(toPlan(plan, await visitsOf(db, eventId, plan.id), organisations, now));
  return {
    today: now,
    plans: shown,
    inspectors: inspectors.map(({ id, name, closedAt }) => ({ accountId: id, name, closed: closedAt !== null })),
    posts: event.posts.map(({ id, name }) => ({ id, name: name as Text })),
    schemes: event.schemes.map(({ id, code, version, body }) => ({ versionId: id, code, version, name: (body as unknown as { name: Text }).name })),
    organisations,
  };
}

/** Of one plan, in the order of what is due. @throws Refused 'plan.not-found'. */
export async function planVisits(db: Database, eventId: string, planId: string): Promise<VisitRow[]> {
  if (!(await db.inspectionPlan.findUnique({ where: { eventId_id: { eventId, id: planId } } }))) throw new Refused('plan.not-found');
  return visitsOf(db, eventId, planId);
}

const visitsOf = async (db: Database, eventId: string, planId: string): Promise<VisitRow[]> => (await readVisits(db, { eventId, contest: { round: { planId } } })).map(rowOf);

function toPlan(plan: StoredPlan, visits: readonly VisitRow[], organisations: readonly { readonly id: string; readonly name: Text }[], now: string): InspectionPlan {
  const { id, name, form, postId, schemeVersionId, item, revision, savedBy } = plan;
  const [subjects, sampling, decision] = [plan.subjects as unknown as PlanSubject[], plan.sampling as Sampling | null, plan.decision as DecisionRule | null];
  const [from, until, frequency] = [isoDay(plan.from), isoDay(plan.until), planFrequency(plan.frequency)];
  const byContest = Map.groupBy(visits, ({ contestId }) => contestId);
  const opened = plan.rounds.map((round): PlanPeriod => {
    const its = byContest.get(round.contestId) ?? [];
    const completion = completionOf(its);
    const closed = closedBy(round.contest.signOff);
    const endable = !closed && isoDay(round.until) < now && completion.due === 0 && its.every(({ state }) => state !== 'missed');
    return { number: round.number, from: isoDay(round.from), until: isoDay(round.until), contestId: round.contestId, ...completion, accepted: acceptedBy(decision, its), endable, closed };
  });
  const begun = new Set(opened.map((period) => period.from));
  const ahead = plan.endedAt ? [] : periodsOf(frequency, from, until).filter((period) => !begun.has(period.from)).map((period): PlanPeriod =>
    ({ ...period, contestId: null, planned: sampling?.size ?? subjects.length, done: 0, late: 0, missed: 0, due: 0, accepted: null, endable: false, closed: null }));
  const byUnit = Map.groupBy(visits, ({ organisationId }) => organisationId);
  return {
    id, name, form, frequency, postId, schemeVersionId, item, from, until, subjects, sampling, decision, revision, savedBy,
    savedAt: plan.savedAt.toISOString(), ended: plan.endedAt !== null, scheme: (plan.scheme.body as unknown as { name: Text }).name, post: plan.post.name as Text,
    inspectors: plan.inspectors as unknown as StoredInspector[],
    periods: [...opened, ...ahead].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.number - b.number)),
    organisations: organisations.flatMap((one): (Completion & { organisationId: string; name: Text })[] => {
      const its = byUnit.get(one.id);
      return its ? [{ organisationId: one.id, name: one.name, ...completionOf(its) }] : [];
    }),
  };
}

const closedBy = (signOff: SignOffModel | null): PlanPeriod['closed'] => (signOff?.finalBy && signOff.finalAt ? { by: signOff.finalBy, at: signOff.finalAt.toISOString() } : null);

/** The decision rule, once every visit that was made has its result. */
function acceptedBy(rule: DecisionRule | null, visits: readonly VisitRow[]): boolean | null {
  const made = visits.filter(({ state }) => state !== 'dropped' && state !== 'undone');
  if (!rule || made.length === 0 || made.some(({ state }) => state !== 'done')) return null;
  // What a veto disqualified has no rate: it does not conform, and earns nothing.
  if (rule.type === 'most-nonconforming') return made.filter(({ nonconforming, rate }) => nonconforming > 0 || rate === null).length <= rule.most;
  return compareExact(mean(made.map(({ rate }) => rate ?? '0')), rule.percent) >= 0;
}
