// A random year of records, written straight into the tables: competitions, checks, inspections, findings, registers and surveys of three units, some of it struck, withdrawn, sealed, practised or outside of what is asked.

import { createHash, randomUUID } from 'node:crypto';
import { INDICATOR_SOURCES } from '@leitai/contract';
import type { Database, Prisma } from '@leitai/database';
import { DEFAULT_RULES } from '@leitai/scoring';
import fc from 'fast-check';
import type { Question } from '../../apps/server/src/indicators/source.ts';

/** The period asked for, and days on both sides of its borders. What is due in its last years is not due yet. */
export const [FROM, UNTIL] = ['2026-01-01', '2099-12-31'];
const DAYS = ['2025-12-31', '2026-01-01', '2026-02-28', '2026-02-01', UNTIL, '2100-01-01'] as const;
/** The same borders as instants: in China the day begins at 16:00 UTC. */
const INSTANTS = ['2025-12-31T15:59:59.999Z', '2025-12-31T16:00:00.000Z', '2026-02-27T20:00:00.000Z', '2099-12-31T15:59:59.999Z', '2099-12-31T16:00:00.000Z'] as const;
const STATES = ['stands', 'stands', 'stands', 'stands', 'struck', 'waiting', 'rejected'] as const;

const day = fc.constantFrom(...DAYS);
const inner = fc.constantFrom('2026-01-01', '2026-02-28', '2026-02-01', '2026-01-20', UNTIL);
/** Mostly within the period, so that enough counts. */
const someDay = fc.oneof({ weight: 3, arbitrary: inner }, { weight: 1, arbitrary: day });
const unit = fc.constantFrom(0, 0, 0, 1, 2);
/** The post asked for, another, and a second one of the same code. */
const post = fc.constantFrom(0, 0, 0, 1, 2);
/** An event that is asked, another one that is, one that is not, and a practice copy. */
const where = fc.constantFrom(0, 0, 0, 0, 1, 2, 3);
const entryState = fc.constantFrom(...STATES);
const person = fc.option(fc.nat(5), { freq: 4 });
const some = <T>(one: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> => fc.oneof({ weight: 9, arbitrary: fc.array(one, { minLength: Math.ceil(maxLength / 2), maxLength }) }, { weight: 1, arbitrary: fc.constant<T[]>([]) });
const place = { where, unit, post, state: entryState };
const orWhole = { ...place, post: fc.option(post, { freq: 3 }) };

const contest = fc.record({
  where, post, state: fc.constantFrom('provisional', 'final', 'final', 'signed', 'running'), published: fc.constantFrom(...INSTANTS), sealed: fc.constantFrom(false, false, false, true),
  entrants: some(fc.record({ unit, person, state: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'disqualified', 'absent', 'withdrawn'), total: fc.option(fc.constantFrom('95', '90', '88', '171/2', '250/3', '61.5'), { freq: 8 }) }), 8),
});
const visit = fc.record({
  unit, state: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'disqualified', 'waiting', 'absent', 'withdrawn'), total: fc.constantFrom('100', '80', '72.5', '40'), max: fc.constantFrom('100', '80', '60'),
  sheets: fc.array(fc.record({ state: fc.constantFrom('confirmed', 'confirmed', 'submitted', 'superseded', 'recused'), photos: fc.array(fc.record({ criterion: fc.constantFrom('plate', 'identity', 'pledge', 'supervision', 'other'), removed: fc.boolean() }), { maxLength: 3 }) }), { maxLength: 2 }),
});
export const records = fc.record({
  declared: fc.option(fc.nat(12)),
  contests: some(contest, 6),
  rounds: some(fc.record({ where, post, until: someDay, visits: some(visit, 4) }), 6),
  findings: some(fc.record({
    where, unit, post: fc.option(post, { freq: 6 }), state: fc.constantFrom('opened', 'rectified', 'closed', 'withdrawn'), severity: fc.constantFrom('minor', 'general', 'serious', 'major'),
    due: someDay, foundOn: someDay, rectified: fc.option(fc.constantFrom(...INSTANTS), { freq: 3 }), withdrawal: fc.option(fc.constantFrom(...INSTANTS)), reported: fc.boolean(),
  }), 12),
  staffing: some(fc.record({ ...place, day: someDay, headcount: fc.nat(9) }), 8),
  sessions: some(fc.record({ where, state: entryState, number: fc.nat(4), day: someDay }), 8),
  attendance: some(fc.record({ ...place, session: fc.nat(4), person, name: fc.constantFrom('甲', '乙') }), 16),
  editions: some(fc.record({ where: fc.constantFrom(0, 0, 0, 1), state: entryState, standard: fc.nat(1), edition: fc.nat(1), day: fc.constantFrom('2025-12-31', '2026-01-01', '2026-02-01', '2026-02-28'), until: fc.option(day, { freq: 1 }) }), 10),
  inUse: some(fc.record({ ...place, standard: fc.nat(1), edition: fc.nat(1), day: someDay }), 10),
  documents: some(fc.record({ ...place, kind: fc.constantFrom('outline', 'record', 'plan', 'self-check', 'assessment', 'outcome'), title: fc.nat(2), day: someDay }), 10),
  quiz: some(fc.record({ ...place, day: someDay, asked: fc.nat(10), right: fc.nat(10) }), 6),
  awards: some(fc.record({ ...orWhole, day: someDay, title: fc.nat(3) }), 6),
  incidents: some(fc.record({ ...orWhole, day: someDay, kind: fc.constantFrom('complaint', 'accident'), reported: fc.constantFrom('yes', 'no'), what: fc.nat(3) }), 6),
  surveys: some(fc.record({ where, closed: fc.boolean(), unit: fc.option(unit, { freq: 6 }), post: fc.option(post, { freq: 3 }), answers: fc.array(fc.record({ day: someDay, levels: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })) }), { maxLength: 8 }) }), 6),
  qualifications: some(fc.record({
    where: fc.constantFrom(0, 0, 1, 2), unit, post, person, from: someDay, until: day, revoked: fc.option(fc.constantFrom('proposed', 'approved', 'rejected'), { freq: 2 }),
    suspended: fc.option(fc.constantFrom('proposed', 'approved', 'lifted', 'rejected'), { freq: 2 }),
  }), 10),
});
export type Records = typeof records extends fc.Arbitrary<infer T> ? T : never;
export type World = { readonly question: Question; readonly events: readonly string[] };

const KINDS = ['competition', 'practicalCheck', 'inspection'] as const;
const actor = { id: randomUUID(), name: '登记员' };
const text = (zh: string) => ({ zh, en: zh });
/** An item that is found by its name, beside those that bear the ids looked for. */
const CHECKLIST = [{ id: 'site', name: text('现场'), criteria: [{ id: 'other', no: '1', name: text('门口亮牌情况'), rule: text('亮牌'), kind: 'judged', max: '100', scale: { type: 'pass-fail' } }] }];
const AWARDS = [{ id: 'first', name: text('一等奖'), quota: { type: 'threshold' }, atLeast: '90' }, { id: 'second', name: text('二等奖'), quota: { type: 'threshold' }, atLeast: '60' }];
const score = (total: string, max = '100') => ({ status: 'scored', total, max, modules: [], criteria: [], judges: { type: 'all' }, vetoes: [], working: [] });

/** Rows gathered table by table, put in at once. */
class Rows {
  readonly events: Prisma.EventCreateManyInput[] = [];
  readonly organisations: Prisma.OrganisationCreateManyInput[] = [];
  readonly posts: Prisma.PostCreateManyInput[] = [];
  readonly people = new Map<string, Prisma.PersonCreateManyInput>();
  readonly schemes: Prisma.SchemeVersionCreateManyInput[] = [];
  readonly contests: Prisma.ContestCreateManyInput[] = [];
  readonly entrants: Prisma.EntrantCreateManyInput[] = [];
  readonly results: Prisma.ResultCreateManyInput[] = [];
}

/** @param run makes posts' codes and people's numbers of one world unlike those of another. */
export async function writeWorld(db: Database, all: Records, run: number): Promise<World> {
  const rows = new Rows();
  const CODE = `P${run}`;
  const ids = Object.fromEntries(KINDS.map((kind) => [kind, Array.from({ length: 4 }, () => randomUUID())])) as Record<(typeof KINDS)[number], string[]>;
  const units = new Map<string, string>();
  const posts = new Map<string, string>();
  for (const kind of KINDS) {
    for (const [index, id] of ids[kind].entries()) {
      rows.events.push({ id, kind, name: text(`${kind} ${index}`), practice: index === 3 });
      rows.schemes.push({ eventId: id, id, code: 'S', version: 1, body: { format: 'leitai-scheme/1', code: 'S', name: text('表'), max: '100', modules: kind === 'inspection' ? CHECKLIST : [], vetoes: [] }, hash: 'x' });
      for (const number of [0, 1, 2]) {
        units.set(`${id} ${number}`, randomUUID());
        rows.organisations.push({ eventId: id, id: units.get(`${id} ${number}`)!, name: text(`单位${number}`) });
        posts.set(`${id} ${number}`, randomUUID());
        rows.posts.push({ eventId: id, id: posts.get(`${id} ${number}`)!, code: number === 1 ? `Q${run}` : CODE, letter: 'ABC'[number]!, name: text('岗位'), shortName: text('岗') });
      }
    }
  }
  const unitOf = (eventId: string, number: number | null): string | null => (number === null ? null : units.get(`${eventId} ${number}`)!);
  const postOf = (eventId: string, number: number | null): string | null => (number === null ? null : posts.get(`${eventId} ${number}`)!);
  /** Whoever has a number is one row of the event. */
  const personOf = (eventId: string, number: number | null, kind: 'person' | 'site' = 'person'): string => {
    const key = number === null ? randomUUID() : `${eventId} ${number}`;
    const known = rows.people.get(key) ?? { eventId, id: randomUUID(), kind, name: '某人', employeeNo: number === null ? null : `${run}-${number}` };
    rows.people.set(key, known);
    return known.id;
  };
  const contestOf = (eventId: string, number: number, over: Partial<Prisma.ContestCreateManyInput> = {}): string => {
    const id = randomUUID();
    rows.contests.push({ eventId, id, postId: postOf(eventId, number)!, schemeVersionId: eventId, rules: { ...DEFAULT_RULES, awards: AWARDS } as unknown as Prisma.InputJsonObject, ...over });
    return id;
  };
  const entrantOf = (eventId: string, contestId: string, personId: string, organisation: number, position: number, state: Prisma.EntrantCreateManyInput['state'] = 'waiting'): string => {
    const id = randomUUID();
    rows.entrants.push({ eventId, id, contestId, personId, organisationId: unitOf(eventId, organisation)!, position, code: `K${position}`, state });
    return id;
  };
  const resultOf = (eventId: string, contestId: string, entrantId: string, made: { readonly status: string; readonly total?: string; readonly [more: string]: unknown }): void => void rows.results.push({
    eventId, entrantId, contestId, seq: rows.results.length, status: made.status, total: made.total ?? null, score: made as unknown as Prisma.InputJsonObject, sheets: [], confirmedAt: new Date(),
  });

  const draws: Prisma.DrawCreateManyInput[] = [];
  for (const one of all.contests) {
    const eventId = ids.competition[one.where]!;
    const published = one.state === 'provisional' || one.state === 'final';
    const contestId = contestOf(eventId, one.post, { state: one.state as 'final', publishedAt: published ? new Date(one.published) : null });
    if (one.sealed) draws.push({ eventId, contestId, seed: 's', list: [], preparedBy: 'x', preparedAt: new Date() });
    const seen = new Set<number>();
    for (const [index, entrant] of one.entrants.entries()) {
      if (entrant.person !== null && seen.has(entrant.person)) continue;
      if (entrant.person !== null) seen.add(entrant.person);
      const entrantId = entrantOf(eventId, contestId, personOf(eventId, entrant.person), entrant.unit, index + 1, entrant.state as 'confirmed');
      if (entrant.total !== null) resultOf(eventId, contestId, entrantId, score(entrant.total));
      else if (entrant.state === 'disqualified') resultOf(eventId, contestId, entrantId, { status: 'disqualified', vetoes: ['v'], working: [] });
    }
  }

  const plans: Prisma.InspectionPlanCreateManyInput[] = [];
  const rounds: Prisma.InspectionRoundCreateManyInput[] = [];
  const visits: Prisma.InspectionVisitCreateManyInput[] = [];
  const judges: Prisma.JudgeCreateManyInput[] = [];
  const sheets: (Prisma.SheetCreateManyInput & { readonly becomes: 'confirmed' | 'submitted' | 'superseded' | 'recused' })[] = [];
  const evidence: Prisma.EvidenceCreateManyInput[] = [];
  const hash = createHash('sha256').update('x').digest('hex');
  for (const one of all.rounds) {
    const eventId = ids.inspection[one.where]!;
    const contestId = contestOf(eventId, one.post, { state: 'running', autoConfirm: true });
    const planId = randomUUID();
    const [from, until] = [new Date(one.until), new Date(one.until)];
    plans.push({ eventId, id: planId, name: '月查', form: 'self', frequency: 'month', postId: postOf(eventId, one.post)!, schemeVersionId: eventId, item: '现场', from, until, subjects: [], inspectors: [], savedBy: 'x' });
    rounds.push({ eventId, contestId, planId, number: 1, from, until });
    for (const [index, made] of one.visits.entries()) {
      const entrantId = entrantOf(eventId, contestId, personOf(eventId, null, 'site'), made.unit, index + 1, made.state as 'confirmed');
      visits.push({ eventId, entrantId });
      if (made.state === 'confirmed') resultOf(eventId, contestId, entrantId, score(made.total, made.max));
      if (made.state === 'disqualified') resultOf(eventId, contestId, entrantId, { status: 'disqualified', vetoes: ['v'], working: [] });
      for (const sheet of made.sheets) {
        const [judgeId, sheetId] = [randomUUID(), randomUUID()];
        judges.push({ eventId, id: judgeId, contestId, personId: personOf(eventId, null), role: 'judge', seat: judges.length + 1 });
        sheets.push({ eventId, id: sheetId, contestId, entrantId, judgeId, becomes: sheet.state as 'confirmed' });
        for (const { criterion, removed } of sheet.photos) evidence.push({ eventId, id: randomUUID(), sheetId, criterionId: criterion, hash, type: 'image/jpeg', width: 1, height: 1, at: new Date(), removedAt: removed ? new Date() : null });
      }
    }
  }

  const entries: Prisma.RegisterEntryCreateManyInput[] = [];
  const taken = new Set<string>();
  /** What is the same as a line that stands or waits was struck, as the product sees to. */
  const enter = (register: string, key: readonly (string | number | null)[], one: { readonly where: number; readonly state: (typeof STATES)[number]; readonly unit?: number; readonly post?: number | null; readonly day?: string }, body: Record<string, string>): void => {
    const eventId = ids.inspection[one.where]!;
    const [organisationId, postId] = [unitOf(eventId, one.unit ?? null), postOf(eventId, one.post ?? null)];
    const whole = [eventId, register, organisationId, ...key].join('\n');
    const counts = one.state === 'stands' || one.state === 'waiting';
    const state = counts && taken.has(whole) ? 'struck' : one.state;
    if (counts) taken.add(whole);
    entries.push({ eventId, id: randomUUID(), register, key: whole, day: one.day === undefined ? null : new Date(one.day), organisationId, postId, body, state, enteredById: actor.id, enteredBy: actor.name });
  };
  for (const one of all.staffing) enter('staffing', [one.post, one.day], one, { headcount: `${one.headcount}` });
  for (const one of all.sessions) enter('sessions', [one.number], one, { number: `场${one.number}`, course: '课' });
  for (const one of all.attendance) enter('attendance', [one.session, one.person ?? one.name], one, { session: `场${one.session}`, employeeNo: one.person === null ? '' : `${one.person}`, name: one.name });
  for (const one of all.editions) enter('standards', [one.standard, one.edition], one, { standard: `标${one.standard}`, edition: `${one.edition}`, until: one.until ?? '' });
  for (const one of all.inUse) enter('standard-use', [one.post, one.standard, one.day], one, { standard: `标${one.standard}`, edition: `${one.edition}` });
  for (const one of all.documents) enter('documents', [one.post, one.kind, one.title], one, { kind: one.kind, title: `${one.title}` });
  for (const one of all.quiz) enter('quiz', [one.post, one.day], one, { asked: `${one.asked}`, right: `${Math.min(one.asked, one.right)}` });
  for (const one of all.awards) enter('awards', [one.day, one.title], one, { kind: 'honour', title: `${one.title}`, level: 'city', proof: 'x' });
  for (const one of all.incidents) enter('incidents', [one.day, one.kind, one.what], one, { kind: one.kind, what: `${one.what}`, reported: one.reported });

  const findings = all.findings.map((one, index): Prisma.FindingCreateManyInput => {
    const eventId = ids.inspection[one.where]!;
    return {
      eventId, id: randomUUID(), number: `${index}`, organisationId: unitOf(eventId, one.unit)!, postId: postOf(eventId, one.post), site: '', subject: 'x', severity: one.severity as 'minor', state: one.state as 'opened', owner: '',
      foundOn: new Date(one.foundOn), due: new Date(one.due), source: 'visit', openedById: actor.id, openedBy: actor.name, openedAt: new Date(), rectifiedAt: one.rectified && new Date(one.rectified), body: { report: one.reported ? { text: 'x' } : null, ...(one.withdrawal && { withdrawal: { at: one.withdrawal } }) },
    };
  });

  const surveys: Prisma.SurveyCreateManyInput[] = [];
  const subjects: Prisma.SurveySubjectCreateManyInput[] = [];
  const answers: Prisma.SurveyAnswerCreateManyInput[] = [];
  for (const one of all.surveys) {
    const [eventId, surveyId, subjectId] = [ids.inspection[one.where]!, randomUUID(), randomUUID()];
    surveys.push({ eventId, id: surveyId, title: text('测评'), questions: [text('一'), text('二')], opensAt: new Date('2025-01-01'), closesAt: new Date(one.closed ? '2026-03-01' : '2099-01-01'), salt: 's' });
    subjects.push({ eventId, id: subjectId, surveyId, position: 1, code: randomUUID(), organisationId: unitOf(eventId, one.unit), postId: postOf(eventId, one.post) });
    for (const answer of one.answers) answers.push({ eventId, id: randomUUID(), surveyId, subjectId, day: new Date(answer.day), levels: answer.levels });
  }

  const certificates: Prisma.CertificateCreateManyInput[] = [];
  const held: Prisma.PostQualificationCreateManyInput[] = [];
  const revocations: Prisma.CertificateRevocationCreateManyInput[] = [];
  const suspensions: Prisma.QualificationSuspensionCreateManyInput[] = [];
  for (const [index, one] of all.qualifications.entries()) {
    const eventId = ids.practicalCheck[one.where]!;
    const contestId = contestOf(eventId, one.post, { state: 'final' });
    const entrantId = entrantOf(eventId, contestId, personOf(eventId, one.person), one.unit, 1, 'confirmed');
    const [certificateId, asked] = [randomUUID(), { reason: 'x', askedById: actor.id, askedBy: actor.name, askedAt: new Date() }];
    const number = `${run}-${randomUUID()}`;
    const payload = JSON.stringify({ number, event: text('考核'), name: '某人', post: text('岗'), qualification: { grade: text('称职'), score: '80', from: one.from, until: one.until, renews: false } });
    certificates.push({ eventId, id: certificateId, contestId, entrantId, serial: 1, number, payload, signature: 's', keyId: 'key', issuedBy: 'x', issuedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, index)) });
    held.push({ eventId, certificateId, contestId, entrantId, employeeNo: one.person === null ? null : `${run}-${one.person}`, postCode: one.post === 1 ? `Q${run}` : CODE, gradeId: 'g', total: '80', validFrom: new Date(one.from), validUntil: new Date(one.until), renewFrom: new Date(one.until) });
    if (one.revoked) revocations.push({ eventId, id: randomUUID(), certificateId, ...asked, state: one.revoked as 'proposed' });
    if (one.suspended) suspensions.push({ eventId, id: randomUUID(), certificateId, ...asked, state: one.suspended === 'lifted' ? 'approved' : (one.suspended as 'proposed'), liftedAt: one.suspended === 'lifted' ? new Date() : null });
  }

  const applicationId = randomUUID();
  const asked = KINDS.flatMap((kind) => [ids[kind][0]!, ids[kind][1]!, ids[kind][3]!]);
  await db.$transaction(async (tx) => {
    await tx.signingKey.createMany({ data: [{ id: 'key', publicKey: 'p' }], skipDuplicates: true });
    await tx.event.createMany({ data: rows.events });
    await tx.organisation.createMany({ data: rows.organisations });
    await tx.post.createMany({ data: rows.posts });
    await tx.schemeVersion.createMany({ data: rows.schemes });
    await tx.person.createMany({ data: [...rows.people.values()] });
    await tx.contest.createMany({ data: rows.contests });
    await tx.draw.createMany({ data: draws });
    await tx.entrant.createMany({ data: rows.entrants });
    await tx.result.createMany({ data: rows.results });
    await tx.inspectionPlan.createMany({ data: plans });
    await tx.inspectionRound.createMany({ data: rounds });
    await tx.inspectionVisit.createMany({ data: visits });
    await tx.judge.createMany({ data: judges });
    await tx.sheet.createMany({ data: sheets.map(({ becomes: _, ...sheet }) => sheet) });
    await tx.evidenceBytes.createMany({ data: ids.inspection.map((eventId) => ({ eventId, hash, bytes: new Uint8Array([120]) })) });
    await tx.evidence.createMany({ data: evidence });
    for (const [state, those] of Map.groupBy(sheets, ({ becomes }) => becomes)) await tx.sheet.updateMany({ where: { id: { in: those.map(({ id }) => id) } }, data: { state } });
    await tx.finding.createMany({ data: findings });
    await tx.registerEntry.createMany({ data: entries });
    await tx.survey.createMany({ data: surveys });
    await tx.surveySubject.createMany({ data: subjects });
    await tx.surveyAnswer.createMany({ data: answers });
    await tx.certificate.createMany({ data: certificates });
    await tx.postQualification.createMany({ data: held });
    await tx.certificateRevocation.createMany({ data: revocations });
    await tx.qualificationSuspension.createMany({ data: suspensions });
  });
  return {
    question: { unit: text('单位0'), postCode: CODE, from: FROM, until: UNTIL, eventIds: asked, headcount: all.declared === null ? null : { applicationId, people: all.declared }, seeks: INDICATOR_SOURCES['site-photo-evidence'].seeks },
    events: Object.values(ids).flat(),
  };
}
