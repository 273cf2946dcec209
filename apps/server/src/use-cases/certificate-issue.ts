/** Certificates are issued from final results, numbered without gaps under the contest's lock, signed, and written into its chain. */
import { randomUUID } from 'node:crypto';
import { DEFAULT_WORDS, fill, type CertificatePayload, type CertificatePlan, type Text } from '@leitai/contract';
import { appendEvent, canonical, contestFacts, lockContest, Refused, sha256, signingKey, signText, type CertificateModel, type ContestFacts, type PostQualificationModel, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { earnedIn, type Earned } from '../queries/certificates-earned.ts';
import { databaseNow } from '../queries/database-now.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';
import type { Place } from './sign-off-step.ts';

type Ground = { readonly facts: ContestFacts; readonly plan: CertificatePlan; readonly earned: readonly Earned[] };
type Wanted = Earned & { readonly replaces: Pick<CertificateModel, 'id' | 'number'> | null };

/**
 * All that are earned here and were never issued; whose was revoked gets a new one only when it is asked for.
 * @returns how many. @throws Refused 'contest.not-found', 'certificate.not-final', 'certificate.no-plan', 'practice.only'.
 */
export async function issueCertificates(ctx: Context, me: AccountIdentity, place: Place): Promise<{ issued: number }> {
  const issued = await ctx.db.$transaction(async (tx) => {
    const ground = await lockGround(tx, place);
    const held = new Set((await tx.certificate.findMany({ where: place, select: { entrantId: true } })).map(({ entrantId }) => entrantId));
    const due = ground.earned.filter(({ entrantId }) => !held.has(entrantId)).map((earned) => ({ ...earned, replaces: null }));
    return (await issue(tx, me, place, ground, due)).length;
  });
  if (issued > 0) ctx.notices.contestChanged(place.eventId, place.contestId);
  return { issued };
}

/**
 * A new one in place of a revoked one, by what the results and the plan say now.
 * @throws Refused 'certificate.not-found', 'certificate.not-revoked', 'certificate.replaced', 'certificate.nothing-due', and as `issueCertificates`.
 */
export async function reissueCertificate(ctx: Context, me: AccountIdentity, eventId: string, certificateId: string): Promise<{ number: string }> {
  const { contestId, entrantId, number } = await certificateAt(ctx.db, eventId, certificateId);
  const place = { eventId, contestId };
  const made = await ctx.db.$transaction(async (tx) => {
    const ground = await lockGround(tx, place);
    if (!(await tx.certificateRevocation.count({ where: { eventId, certificateId, state: 'approved' } }))) throw new Refused('certificate.not-revoked', { number });
    if (await tx.certificate.count({ where: { eventId, replacesId: certificateId } })) throw new Refused('certificate.replaced', { number });
    const earned = ground.earned.find((one) => one.entrantId === entrantId);
    if (!earned) throw new Refused('certificate.nothing-due', { number });
    return issue(tx, me, place, ground, [{ ...earned, replaces: { id: certificateId, number } }]);
  });
  ctx.notices.contestChanged(eventId, contestId);
  return { number: made[0]!.number };
}

/** @throws Refused 'certificate.not-found'. */
export async function certificateAt(db: Context['db'] | Transaction, eventId: string, id: string): Promise<CertificateModel> {
  const certificate = await db.certificate.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!certificate) throw new Refused('certificate.not-found');
  return certificate;
}

/** The plan is held as it is until all of it is issued. */
async function lockGround(tx: Transaction, { eventId, contestId }: Place): Promise<Ground> {
  const { state } = await lockContest(tx, eventId, contestId);
  if (state !== 'final') throw new Refused('certificate.not-final', { state });
  const [row] = await tx.$queryRaw<{ body: CertificatePlan }[]>`SELECT body FROM certificate_plan WHERE event_id = ${eventId}::uuid FOR SHARE`;
  if (!row) throw new Refused('certificate.no-plan');
  const facts = (await contestFacts(tx, eventId, contestId))!;
  if (facts.practice) throw new Refused('practice.only');
  return { facts, plan: row.body, earned: await earnedIn(tx, facts, row.body) };
}

async function issue(tx: Transaction, me: AccountIdentity, place: Place, ground: Ground, wanted: readonly Wanted[]): Promise<CertificateModel[]> {
  if (wanted.length === 0) return [];
  const now = await databaseNow(tx);
  return keepSigned(tx, me, place, now, wanted.map((one) => ({ ...one, replacesId: one.replaces?.id ?? null, payload: (serial) => payloadOf(ground, one, serial, now) })));
}

/** What is to be signed, once its number is known. */
type ToSign = Pick<Earned, 'entrantId' | 'qualified'> & { readonly replacesId: string | null; readonly payload: (serial: number) => CertificatePayload };

/** Numbers, signs, keeps and records them, in their order. Call under the contest's lock. */
export async function keepSigned(tx: Transaction, me: AccountIdentity, place: Place, now: Date, wanted: readonly ToSign[]): Promise<CertificateModel[]> {
  const key = await signingKey(tx);
  const { _max: { serial: last } } = await tx.certificate.aggregate({ where: place, _max: { serial: true } });
  const rows = wanted.map(({ entrantId, replacesId, payload: made }, index): CertificateModel => {
    const serial = (last ?? 0) + index + 1;
    const certificate = made(serial);
    const payload = canonical(certificate);
    return {
      ...place, id: certificate.id, entrantId, serial, number: certificate.number, payload, signature: signText(payload, key.privateKey), keyId: key.id,
      issuedBy: me.name, issuedAt: now, replacesId,
    };
  });
  await tx.certificate.createMany({ data: rows });
  const qualifications = rows.flatMap(({ id, entrantId }): PostQualificationModel[] => {
    const { qualified } = wanted.find((one) => one.entrantId === entrantId)!;
    if (!qualified) return [];
    const { terms: { postCode, from, until }, gradeId, total, employeeNo, renewFrom } = qualified;
    return [{ ...place, certificateId: id, entrantId, employeeNo, postCode, gradeId, total, validFrom: new Date(from), validUntil: new Date(until), renewFrom: new Date(renewFrom) }];
  });
  await tx.postQualification.createMany({ data: qualifications });
  const certificates = rows.map(({ id, entrantId, serial, number, payload, signature, keyId, replacesId }) =>
    ({ id, entrantId, serial, number, payloadHash: sha256(payload), signature, keyId, replacesId }));
  const entry = { type: 'certificate:issue', subject: place.contestId, by: me.name, issuedAt: now.toISOString(), certificates, ...(qualifications.length > 0 && { qualifications: qualifications.map(({ eventId: _event, contestId: _contest, ...columns }) => columns) }) };
  await appendEvent(tx, place.eventId, place.contestId, fromOrganiser(now), actorOf(me), entry, {}, false);
  return rows;
}

/** "2026-A-001". */
export const certificateNumber = (prefix: string, letter: string, serial: number): string => `${prefix}-${letter}-${`${serial}`.padStart(3, '0')}`;

function payloadOf({ facts, plan }: Ground, { entrantId, kind, award, rank, tied, qualified, replaces }: Wanted, serial: number, now: Date): CertificatePayload {
  const { name } = facts.entrants.find(({ id }) => id === entrantId)!;
  const { title, body } = plan[kind] ?? DEFAULT_WORDS[kind];
  const post = qualified?.post ?? facts.name;
  const [grade, until] = qualified ? [qualified.terms.grade, dayInWords(qualified.terms.until)] : [same(''), same('')];
  const words = { event: facts.eventName, post, award: award ?? same(''), rank: same(`${rank}`), name: same(name), grade, until };
  return {
    format: 'leitai-certificate/1', id: randomUUID(), number: certificateNumber(plan.prefix, facts.letter, serial), kind,
    name, event: facts.eventName, post, award, rank, tied, ...(qualified && { qualification: qualified.terms }), title, text: fill(body, words),
    issuer: plan.issuer, date: qualified ? qualified.terms.from : plan.date, layout: plan.layout, issuedAt: now.toISOString(), replaces: replaces?.number ?? null,
  };
}

const same = (text: string): Text => ({ zh: text, en: text });

/** "2028年3月14日", "14 March 2028". */
const dayInWords = (day: string): Text => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { zh: `${year}年${month}月${date}日`, en: new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }) };
};
