/** What was done about points that are lost: findings with their measures and what came of them, trainings that were planned and attended, and courses there are. */
import { FindingBody, type LoopClause, type LoopFinding, type LoopPlan, type LoopTraining, type Text } from '@leitai/contract';
import { clausesIn, registerDefinitions } from '@leitai/contract/register-kinds';
import { dayOf } from '@leitai/contract/house-day';
import type { Database } from '@leitai/database';
import { attendances, standingLines, type Attendance, type Line } from '../register-rows.ts';
import { dateOf, isoDay } from '../today.ts';
import type { Look } from './rows.ts';

export type Of = { /** A unit's Chinese name. */ readonly unit: string; readonly postCode: string; readonly from: string; readonly today: string };
export type Taught = { readonly id: string; readonly course: string; readonly trainer: string; readonly standard: string; readonly number: string };

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
/** A clause belongs to itself and to what it is a part of: 5.2.3 to 5.2, and to the whole standard. */
export function under(clause: LoopClause | null, { standard, number }: { readonly standard: string; readonly number: string | null }): boolean {
  if (clause === null || standard === '' || plain(clause.standard) !== plain(standard)) return false;
  return !number || clause.number === number || (clause.number ?? '').startsWith(`${number}.`);
}
/** As `under`; what names no number is about no clause in particular. */
export const cites = (finding: Pick<LoopFinding, 'clause'>, clause: LoopClause | null): boolean => finding.clause !== null && !!finding.clause.number && under(finding.clause, clause ?? { standard: '', number: null });

/** Everything that was done since a day, over all events: what one reading serves every unit and post of a list. */
export type Done = { readonly findings: readonly (LoopFinding & { readonly unit: string; readonly postCode: string | null })[]; readonly years: readonly Year[] };
type Year = {
  readonly organisations: readonly { readonly id: string; readonly name: unknown }[]; readonly posts: readonly { readonly id: string; readonly code: string }[];
  readonly courses: ReadonlyMap<string, Taught>; readonly attended: readonly Attendance[]; readonly plans: readonly Line[];
};

/** @param of the unit and the post whose findings are enough; absent: everybody's. */
export async function readDone(db: Database, { from, today }: Look, of?: Pick<Of, 'unit' | 'postCode'>): Promise<Done> {
  const [findings, years] = await Promise.all([findingsSince(db, from, today, of), yearsOf(db)]);
  return { findings, years };
}

/** Withdrawn ones not among them. Newest first. */
async function findingsSince(db: Database, from: string, today: string, of?: Pick<Of, 'unit' | 'postCode'>): Promise<Done['findings']> {
  const rows = await db.finding.findMany({
    where: {
      event: { practice: false }, state: { not: 'withdrawn' }, foundOn: { gte: dateOf(from) },
      ...(of && { organisation: { name: { path: ['zh'], equals: of.unit } }, OR: [{ postId: null }, { post: { code: of.postCode } }] }),
    },
    include: { organisation: { select: { name: true } }, post: { select: { code: true } } },
    orderBy: [{ foundOn: 'desc' }, { number: 'desc' }],
  });
  return rows.map((row) => {
    const { causes, measures, improvements } = FindingBody.parse(row.body);
    const clause = row.clause as { standard: string; title: LoopClause['title']; number: string } | null;
    const due = isoDay(row.due);
    const rectified = row.rectifiedAt && dayOf(row.rectifiedAt);
    const latest = improvements.at(-1);
    return {
      unit: (row.organisation.name as Text).zh, postCode: row.post?.code ?? null,
      id: row.id, eventId: row.eventId, number: row.number, subject: row.subject, state: row.state, owner: row.owner,
      clause: clause && { standard: clause.standard, title: clause.title, number: clause.number || null },
      foundOn: isoDay(row.foundOn), due, closedOn: row.closedAt && dayOf(row.closedAt), onTime: rectified ? rectified <= due : today > due ? false : null,
      causes: causes.map(({ text }) => text), measures: [...measures.map(({ text }) => text), ...improvements.map(({ measure }) => measure)],
      effective: latest?.review?.effective ?? null, version: improvements.findLast(({ revision }) => revision?.approved)?.revision?.approved?.version ?? null,
    };
  });
}

/** The registers of every year of supervision. */
async function yearsOf(db: Database): Promise<Year[]> {
  const events = await db.event.findMany({
    where: { kind: 'inspection', practice: false }, select: { id: true, organisations: { select: { id: true, name: true } }, posts: { select: { id: true, code: true } } },
  });
  return Promise.all(events.map(async ({ id, organisations, posts }): Promise<Year> => {
    const [courses, attended, plans] = await Promise.all([standingLines(db, id, 'courses'), attendances(db, id), standingLines(db, id, 'plans')]);
    return { organisations, posts, courses: new Map(courses.map((line): [string, Taught] => [line.body['title']!, taught(line.id, line.body)])), attended, plans };
  }));
}

/** Of the post, or of no post in particular. */
export const findingsOf = ({ findings }: Done, { unit, postCode }: Of): LoopFinding[] =>
  findings.filter((one) => one.unit === unit && (one.postCode === null || one.postCode === postCode)).map(({ unit: _, postCode: __, ...finding }) => finding);

/** As `under`, of any clause it was planned for, or of the whole standard. */
export const plannedFor = ({ standard, clauses }: Pick<LoopPlan, 'standard' | 'clauses'>, clause: LoopClause | null): boolean =>
  clauses.length === 0 ? under(clause, { standard, number: null }) : clauses.some((number) => under(clause, { standard, number }));

/** Of the years that know the unit: plans and sessions since `from`, of sessions those that somebody of the unit's post attended, oldest first. */
export function trainingsOf({ years }: Done, { unit, postCode, from, today }: Of): { trainings: LoopTraining[]; courses: Taught[]; plans: LoopPlan[] } {
  const read = years.flatMap(({ organisations, posts, courses, attended, plans }) => {
    const [units, codes] = [organisations.filter(({ name }) => (name as Text).zh === unit), posts.filter(({ code }) => code === postCode)];
    if (units.length === 0) return [];
    const isTheirs = ({ organisationId, postId }: Line): boolean => units.some(({ id }) => id === organisationId) && codes.some(({ id }) => id === postId);
    const theirs = attended.filter((line) => isTheirs(line) && line.session.day! >= from && line.session.day! <= today);
    const planned = plans.filter((line) => isTheirs(line) && line.day! >= from);
    const trainings = [...Map.groupBy(theirs, ({ session }) => session.id).values()].flatMap((all): LoopTraining[] => {
      const { id: sessionId, day, body } = all[0]!.session;
      const course = courses.get(body['course']!);
      return course ? [{ ...course, id: sessionId, trainer: body['trainer'] || course.trainer, day: day!, people: peopleIn(all), planId: planned.find(({ body: plan }) => plan['number'] === body['plan'])?.id ?? null }] : [];
    });
    return [{ trainings, courses: [...courses.values()], plans: planned.map((line) => planOf(line, theirs.filter(({ session }) => session.body['plan'] === line.body['number']))) }];
  });
  // A course that several years have is one.
  const courses = new Map(read.flatMap((one) => one.courses).map((course) => [course.course, course]));
  return { trainings: read.flatMap((one) => one.trainings).sort((a, b) => (a.day < b.day ? -1 : 1)), courses: [...courses.values()], plans: read.flatMap((one) => one.plans).sort((a, b) => (a.day < b.day ? -1 : 1)) };
}

const peopleIn = (attended: readonly Attendance[]): number => new Set(attended.map(({ person }) => person)).size;

function planOf({ id, day, body }: Line, attended: readonly Attendance[]): LoopPlan {
  const days = attended.map(({ session }) => session.day!).sort();
  return {
    id, number: body['number']!, day: day!, standard: body['standard']!, clauses: clausesIn(body['clauses'] ?? ''), course: body['course']!, trainer: body['trainer'] ?? '', who: body['who']!, charge: body['charge'] ?? '',
    method: METHODS.find((method) => method.id === body['method'])!.words,
    held: days.length === 0 ? null : { from: days[0]!, until: days.at(-1)!, people: peopleIn(attended) },
  };
}
const METHODS = registerDefinitions.plans.fields.find(({ id }) => id === 'method')!.choices!;

const taught = (id: string, body: Readonly<Record<string, string>>): Taught =>
  ({ id, course: body['title']!, trainer: body['trainer'] ?? '', standard: body['standard'] ?? '', number: body['clause'] ?? '' });
