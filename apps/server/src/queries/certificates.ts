/** Certificates as the organiser's desk lists them, as files to take along, and as their holder sees the own one. */
import type { CertificateFile, CertificateKey, CertificatePayload, CertificatePlan, CertificateRevocation, Certificates, IssuedCertificate, OpenBadge, OwnCertificate, Text } from '@leitai/contract';
import { didOf, perDatabase, publicKey, Refused, signBadge, type CertificateModel, type Database, type Prisma } from '@leitai/database';
import { readFacts } from '../projection/facts.ts';
import { sharedReads } from '../projection/shared-reads.ts';
import { earnedIn } from './certificates-earned.ts';

const parts = { revocations: { orderBy: { askedAt: 'desc' } }, replacedBy: { select: { number: true } } } satisfies Prisma.CertificateInclude;
type Parts = Prisma.CertificateGetPayload<{ include: typeof parts }>;

export const payloadOf = ({ payload }: Pick<CertificateModel, 'payload'>): CertificatePayload => JSON.parse(payload) as CertificatePayload;

/** @throws Refused 'event.not-found'. */
export async function certificates(db: Database, eventId: string): Promise<Certificates> {
  const event = await db.event.findUnique({
    where: { id: eventId },
    include: { certificatePlan: true, contests: { include: { post: true, certificates: { include: parts, orderBy: { serial: 'asc' } } }, orderBy: { post: { letter: 'asc' } } } },
  });
  if (!event) throw new Refused('event.not-found');
  const plan = event.certificatePlan?.body as CertificatePlan | undefined;
  return {
    eventName: event.name as Text,
    qualifies: event.kind === 'practicalCheck',
    plan: plan ?? null,
    key: await certificateKey(db),
    contests: await Promise.all(event.contests.map(async ({ id, post, state, certificates: issued }) => ({
      id, letter: post.letter, name: post.shortName as Text, state, issued: issued.length,
      due: state === 'final' && plan ? await due(db, eventId, id, plan, issued) : 0,
    }))),
    certificates: event.contests.flatMap((contest) => contest.certificates.map(issuedCertificate)),
  };
}

async function due(db: Database, eventId: string, contestId: string, plan: CertificatePlan, issued: readonly CertificateModel[]): Promise<number> {
  const facts = await readFacts(db, eventId, contestId);
  const held = new Set(issued.map(({ entrantId }) => entrantId));
  return facts ? (await earnedIn(db, facts, plan)).filter(({ entrantId }) => !held.has(entrantId)).length : 0;
}

const issuedCertificate = (one: Parts): IssuedCertificate => ({
  contestId: one.contestId,
  payload: payloadOf(one),
  issuedBy: one.issuedBy,
  revocation: one.revocations[0] ? revocationOf(one.revocations[0]) : null,
  replacedBy: one.replacedBy[0]?.number ?? null,
});

const revocationOf = ({ id, state, reason, askedBy, askedAt, decidedBy, decidedAt }: Parts['revocations'][number]): CertificateRevocation => ({
  id, state, reason, asked: { name: askedBy, at: askedAt.toISOString() },
  decided: decidedBy !== null && decidedAt ? { name: decidedBy, at: decidedAt.toISOString() } : null,
});

export async function certificateKey(db: Database): Promise<CertificateKey | null> {
  const key = await publicKey(db);
  return key && { id: key.id, pem: key.publicKey, did: didOf(key.publicKey), createdAt: key.createdAt.toISOString() };
}

/** @throws Refused 'certificate.not-found', 'certificate.elsewhere'. */
export async function certificateCopies(db: Database, eventId: string, id: string): Promise<{ file: CertificateFile; badge: OpenBadge }> {
  const row = await db.certificate.findUnique({ where: { eventId_id: { eventId, id } }, include: { key: true } });
  if (!row) throw new Refused('certificate.not-found');
  const { publicKey: own, privateKey } = row.key;
  // The key of the installation it was issued by stayed there.
  if (privateKey === null) throw new Refused('certificate.elsewhere', { number: row.number });
  const payload = payloadOf(row);
  return {
    file: { payload, signature: { algorithm: 'Ed25519', canonicalization: 'RFC8785', key: row.keyId, value: row.signature } },
    badge: signBadge(payload, { publicKey: own, privateKey }),
  };
}

/** Milliseconds for which a reading serves the phones of its contest. */
const AGE = 500;
const byEntrant = perDatabase((db) => sharedReads(async (key: string) => {
  const [eventId, contestId] = key.split('/') as [string, string];
  const rows = await db.certificate.findMany({ where: { eventId, contestId }, include: { revocations: { where: { state: 'approved' } } }, orderBy: { serial: 'asc' } });
  return new Map(rows.map((row): [string, OwnCertificate] => {
    const revoked = row.revocations[0];
    return [row.entrantId, { payload: payloadOf(row), revoked: revoked ? { at: revoked.decidedAt!.toISOString(), reason: revoked.reason } : null }];
  }));
}, AGE));

/** The latest of this entrant, revoked or not. */
export const ownCertificate = async (db: Database, { eventId, contestId }: { eventId: string; contestId: string }, entrantId: string): Promise<OwnCertificate | null> =>
  (await byEntrant(db)(`${eventId}/${contestId}`)).get(entrantId) ?? null;
