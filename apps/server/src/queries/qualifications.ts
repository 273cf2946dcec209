/** Post qualifications over all events, as of a day: who is certified for which post, what is due and what has ended. */
import type { PostQualification, QualificationGroup, QualificationRegister, QualificationState, Suspension, Text } from '@leitai/contract';
import { Refused, type Database, type Prisma, type Transaction } from '@leitai/database';
import { daysBetween } from '@leitai/scoring';
import { payloadOf } from './certificates.ts';
import { houseDay, isoDay } from './today.ts';

const parts = {
  suspensions: { orderBy: { askedAt: 'desc' } },
  certificate: { include: { revocations: { where: { state: { not: 'rejected' } } }, entrant: { include: { person: true, organisation: true } } } },
} satisfies Prisma.PostQualificationInclude;
type Row = Prisma.PostQualificationGetPayload<{ include: typeof parts }>;

/** Of certain people or posts; all unless told. */
type QualificationFilter = { readonly postCode?: string; readonly employeeNo?: string; /** An organisation's Chinese name: what it goes by over events. */ readonly organisation?: string };

/** Newest first within a person and post. What was issued after the day counts like the rest: a register of the past goes by `from` and `until`. */
export async function postQualifications(db: Database | Transaction, filter: QualificationFilter = {}, day?: string): Promise<PostQualification[]> {
  const today = day ?? (await houseDay(db));
  const { postCode, employeeNo, organisation } = filter;
  const rows = await db.postQualification.findMany({
    where: {
      ...(postCode !== undefined && { postCode }), ...(employeeNo !== undefined && { employeeNo }),
      certificate: { contest: { event: { practice: false } } }, validFrom: { lte: new Date(today) },
    },
    include: parts, orderBy: [{ validFrom: 'desc' }, { certificate: { issuedAt: 'desc' } }],
  });
  const newest = new Set<string>();
  const found = rows.map((row) => {
    const holder = `${row.postCode}\n${row.employeeNo ?? `${row.eventId}\n${row.certificate.entrant.personId}`}`;
    const inForce = !isWithdrawn(row) && !newest.has(holder);
    if (inForce) newest.add(holder);
    return qualificationOf(row, today, inForce);
  });
  return organisation === undefined ? found : found.filter((one) => one.organisation.zh === organisation);
}

const isWithdrawn = ({ certificate }: Row): boolean => certificate.revocations.some(({ state }) => state === 'approved');

/** PASS-9: a withdrawn one is nothing, an earlier one is superseded, a suspended one rests; then the day decides. */
function stateOf(row: Row, today: string, inForce: boolean): QualificationState {
  if (isWithdrawn(row)) return 'withdrawn';
  if (!inForce) return 'superseded';
  if (today > isoDay(row.validUntil)) return 'expired';
  if (row.suspensions.some(({ state, liftedAt }) => state === 'approved' && !liftedAt)) return 'suspended';
  return today >= isoDay(row.renewFrom) ? 'due' : 'valid';
}

function qualificationOf(row: Row, today: string, inForce: boolean): PostQualification {
  const { certificate, eventId, certificateId, employeeNo, postCode, suspensions } = row;
  const payload = payloadOf(certificate);
  const terms = payload.qualification!;
  const asked = suspensions.find(({ state }) => state === 'proposed');
  const withdrawing = certificate.revocations.find(({ state }) => state === 'proposed');
  return {
    eventId, certificateId, number: payload.number, event: payload.event, key: employeeNo, name: payload.name, organisation: certificate.entrant.organisation.name as Text,
    postCode, post: payload.post, grade: terms.grade, score: terms.score,
    from: terms.from, until: terms.until, renewFrom: isoDay(row.renewFrom),
    state: stateOf(row, today, inForce), left: daysBetween(today, terms.until), renews: terms.renews,
    waiting: withdrawing ? { id: withdrawing.id, what: 'withdrawal', reason: withdrawing.reason, by: withdrawing.askedBy } : asked ? { id: asked.id, what: 'suspension', reason: asked.reason, by: asked.askedBy } : null,
    suspension: suspensions[0] ? suspensionOf(suspensions[0]) : null,
  };
}

const suspensionOf = ({ id, state, reason, askedBy, askedAt, decidedBy, decidedAt, liftReason, liftedBy, liftedAt }: Row['suspensions'][number]): Suspension => ({
  id, state: liftedAt ? 'lifted' : state, reason, asked: { name: askedBy, at: askedAt.toISOString() },
  decided: decidedBy !== null && decidedAt ? { name: decidedBy, at: decidedAt.toISOString() } : null,
  lifted: liftedBy !== null && liftedAt ? { name: liftedBy, at: liftedAt.toISOString(), reason: liftReason ?? '' } : null,
});

/** @param organisation its Chinese name; absent: all. @throws Refused 'event.not-found'. */
export async function qualificationRegister(db: Database, eventId: string, organisation?: string): Promise<QualificationRegister> {
  if (!(await db.event.count({ where: { id: eventId } }))) throw new Refused('event.not-found');
  const today = await houseDay(db);
  const rows = await postQualifications(db, organisation === undefined ? {} : { organisation }, today);
  const people = (await peopleOfPosts(db)).filter((one) => organisation === undefined || one.organisation.zh === organisation);
  return { today, groups: groupsOf(people, rows), rows };
}

type PostPerson = { readonly key: string; readonly organisation: Text; readonly postCode: string; readonly post: Text };

/** Whoever was entered for a post in a practical check, once, in the organisation they were last in. */
async function peopleOfPosts(db: Database): Promise<PostPerson[]> {
  const entrants = await db.entrant.findMany({
    where: { contest: { event: { kind: 'practicalCheck', practice: false }, NOT: { draw: { unsealedAt: null } } } },
    select: { eventId: true, personId: true, person: { select: { employeeNo: true } }, organisation: { select: { name: true } }, contest: { select: { post: { select: { code: true, name: true } } } } },
    orderBy: { contest: { event: { createdAt: 'asc' } } },
  });
  return [...new Map(entrants.map(({ eventId, personId, person, organisation, contest: { post } }): [string, PostPerson] => {
    const key = person.employeeNo ?? `${eventId}/${personId}`;
    return [`${post.code}\n${key}`, { key, organisation: organisation.name as Text, postCode: post.code, post: post.name as Text }];
  })).values()];
}

function groupsOf(people: readonly PostPerson[], rows: readonly PostQualification[]): QualificationGroup[] {
  const id = (one: { readonly organisation: Text; readonly postCode: string }): string => `${one.organisation.zh}\n${one.postCode}`;
  const held = Map.groupBy(rows, id);
  return [...Map.groupBy(people, id)].map(([key, members]) => {
    const { organisation, postCode, post } = members.at(-1)!;
    const count = (...states: QualificationState[]): number => (held.get(key) ?? []).filter(({ state }) => states.includes(state)).length;
    return { organisation, postCode, post, people: members.length, certified: count('valid', 'due'), due: count('due'), suspended: count('suspended'), expired: count('expired') };
  }).sort((a, b) => a.organisation.zh.localeCompare(b.organisation.zh, 'zh-CN') || (a.postCode < b.postCode ? -1 : 1));
}
