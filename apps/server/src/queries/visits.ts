/** Inspection visits as lists show them: who, where, when, how far, and what came out. */
import type { InspectorVisit, SheetState, Text, VisitHead, VisitRow, VisitState } from '@leitai/contract';
import type { Database, InspectionVisitModel, Prisma, Transaction } from '@leitai/database';
import { conformityOf, gradeOf, scoreRate, type EntrantScore, type Rules, type Scheme, type SheetInput } from '@leitai/scoring';
import { houseDay, isoDay } from './today.ts';

/** Those that count: what an inspector had only begun when the seat was handed over does not. */
export const standingSheets = { state: { not: 'superseded' }, OR: [{ judge: { endedAt: null } }, { state: { in: ['submitted', 'confirmed'] } }] } satisfies Prisma.SheetWhereInput;
const parts = {
  visit: true, organisation: true, result: true,
  contest: { select: { rules: true, post: { select: { id: true, name: true } }, scheme: { select: { id: true } }, round: { select: { from: true, until: true, plan: { select: { id: true, name: true, form: true, item: true } } } } } },
  sheets: { where: standingSheets, select: { judgeId: true, state: true } },
} satisfies Prisma.EntrantInclude;
type StoredVisit = Prisma.EntrantGetPayload<{ include: typeof parts }>;

/** In the order of what is due. Each scheme is read once, however many visits it belongs to. @param latest so many of those due last; absent: all of them, as figures need. */
export async function readVisits(db: Database | Transaction, where: Prisma.EntrantWhereInput, latest?: number): Promise<InspectorVisit[]> {
  const [found, now] = await Promise.all([
    db.entrant.findMany({ where: { ...where, visit: { isNot: null } }, include: parts, ...(latest !== undefined && { take: -latest }), orderBy: [{ contest: { round: { until: 'asc' } } }, { contestId: 'asc' }, { position: 'asc' }] }),
    houseDay(db),
  ]);
  const versions = [...new Set(found.map(({ contest }) => contest.scheme.id))];
  const contests = [...new Set(found.map(({ contestId }) => contestId))];
  const [schemes, judges, findings] = await Promise.all([
    db.schemeVersion.findMany({ where: { id: { in: versions } }, select: { id: true, body: true } }),
    db.judge.findMany({ where: { contestId: { in: contests } }, include: { person: { select: { name: true } } }, orderBy: { seat: 'asc' } }),
    db.finding.findMany({ where: { contestId: { in: contests }, state: { not: 'withdrawn' } }, select: { id: true, number: true, entrantId: true, criterionId: true, openedBy: true }, orderBy: { number: 'asc' } }),
  ]);
  const bodies = new Map(schemes.map(({ id, body }) => [id, body as unknown as Scheme]));
  const seats = Map.groupBy(judges, ({ contestId }) => contestId);
  const opened = Map.groupBy(findings, ({ entrantId }) => entrantId);
  return found.map((one) => ({
    ...toVisit(one, bodies.get(one.contest.scheme.id)!, seats.get(one.contestId) ?? [], now),
    findings: (opened.get(one.id) ?? []).map(({ id, number, criterionId, openedBy }) => ({ criterionId: criterionId ?? '', findingId: id, number, by: openedBy })),
  }));
}

type Seat = { readonly id: string; readonly endedAt: Date | null; readonly person: { readonly name: string } };

function toVisit(entrant: StoredVisit, scheme: Scheme, seats: readonly Seat[], now: string): Omit<InspectorVisit, 'findings'> {
  const { contest, result, sheets, visit } = entrant;
  const { plan, from, until } = contest.round!;
  const score = (result?.score ?? null) as EntrantScore | null;
  const grades = (contest.rules as unknown as Rules).grades;
  const grade = score && grades ? gradeOf(grades, score) : null;
  const sheetOf = new Map(sheets.map(({ judgeId, state }) => [judgeId, state as SheetState]));
  // Who has a sheet of it: whoever took the seat over later has none of what was inspected before.
  const inspectors = seats.filter(({ id, endedAt }) => (sheets.length > 0 ? sheetOf.has(id) : endedAt === null));
  return {
    id: entrant.id, eventId: entrant.eventId, contestId: entrant.contestId, planId: plan.id, plan: plan.name, form: plan.form, item: plan.item, code: entrant.code,
    organisationId: entrant.organisationId, organisation: entrant.organisation.name as Text, postId: contest.post.id, post: contest.post.name as Text, site: visit!.site,
    from: isoDay(from), until: isoDay(until), state: stateOf(entrant, now),
    inspectors: inspectors.map(({ id, person }) => ({ judgeId: id, name: person.name, sheet: sheetOf.get(id) ?? null })),
    inspectedAt: visit!.inspectedAt?.toISOString() ?? null,
    total: result?.total ?? null, rate: score && scoreRate(score), grade: grades?.bands.find(({ id }) => id === grade?.gradeId)?.name ?? null,
    nonconforming: result ? nonconforming(scheme, result.sheets as unknown as SheetInput[]).length : 0,
    reason: entrant.outReason, head: headOf(visit!), version: visit!.version,
  };
}

/** What a list shows of a visit. */
export function rowOf({ head: _, version: __, findings: ___, ...row }: InspectorVisit): VisitRow {
  return row;
}

/** Criteria that at least one counted sheet finds not to conform. */
export const nonconforming = (scheme: Scheme, sheets: readonly Pick<SheetInput, 'marks'>[]): string[] =>
  scheme.modules.flatMap(({ criteria }) => criteria.filter(({ id }) => sheets.some(({ marks }) => conformityOf(scheme, id, marks[id]) === 'nonconform')).map(({ id }) => id));

function stateOf({ state, sheets, contest }: StoredVisit, now: string): VisitState {
  if (state === 'withdrawn') return 'dropped';
  if (state === 'absent') return 'undone';
  if (state === 'confirmed' || state === 'disqualified') return 'done';
  if (sheets.length > 0 && sheets.every((sheet) => sheet.state === 'submitted' || sheet.state === 'recused')) return 'deciding';
  const { from, until } = contest.round!;
  if (now < isoDay(from)) return 'planned';
  return now > isoDay(until) ? 'missed' : 'due';
}

export function headOf({ responsible, accompaniedBy, inspectedAt, conclusion, notes, acknowledgedBy }: InspectionVisitModel): VisitHead {
  return { responsible, accompaniedBy, inspectedAt: inspectedAt?.toISOString() ?? null, conclusion, notes, acknowledgedBy };
}
