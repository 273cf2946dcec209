/** What anybody learns of a certificate by its number: what it says, whether it holds, and no more of its holder than a masked name. */
import type { CertificateCheck } from '@leitai/contract';
import { bearsSignature, Refused, type Database, type PlaqueModel, type Prisma } from '@leitai/database';
import { maskName } from '../projection/mask-name.ts';
import { payloadOf } from './certificates.ts';
import { houseDay, isoDay } from './today.ts';

const parts = {
  key: { select: { id: true, publicKey: true, privateKey: true, takenInAt: true } }, contest: { select: { frozenAt: true } }, replaces: { select: { number: true } }, replacedBy: { select: { number: true } },
  revocations: { where: { state: 'approved' } }, qualification: { include: { suspensions: { where: { state: 'approved', liftedAt: null } } } }, plaque: true,
} satisfies Prisma.CertificateInclude;

async function read(db: Database, number: string) {
  const row = await db.certificate.findUnique({ where: { number }, include: parts });
  if (!row) throw new Refused('certificate.not-found');
  return row;
}

const restingOf = (plaque: Pick<PlaqueModel, 'standing' | 'suspendedAt' | 'reason'> | null): { readonly at: Date; readonly reason: string } | undefined =>
  (plaque?.standing === 'suspended' && plaque.suspendedAt ? { at: plaque.suspendedAt, reason: plaque.reason } : undefined);

/** Issued while what the public sees stands still: numbers can be guessed, and would tell who wins. */
const hidden = ({ issuedAt, contest: { frozenAt } }: Awaited<ReturnType<typeof read>>): boolean => frozenAt !== null && issuedAt >= frozenAt;

/** @throws Refused 'certificate.not-found'. */
export async function checkCertificate(db: Database, number: string): Promise<CertificateCheck> {
  const row = await read(db, number);
  if (hidden(row)) return { status: 'frozen', number };
  const payload = payloadOf(row);
  const holds = payload.number === number && payload.id === row.id && bearsSignature(row.payload, row.signature, row.key.publicKey);
  const revoked = row.revocations[0];
  const suspended = row.qualification?.suspensions.map(({ decidedAt, reason }) => ({ at: decidedAt!, reason }))[0] ?? restingOf(row.plaque);
  const { kind, name, event, post, award, title, issuer, date, issuedAt, qualification } = payload;
  const until = qualification?.until ?? (row.plaque ? isoDay(row.plaque.validUntil) : undefined);
  const expired = until !== undefined && (await houseDay(db)) > until;
  return {
    status: !holds ? 'broken' : revoked ? 'revoked' : row.key.privateKey === null ? 'elsewhere' : expired ? 'expired' : suspended ? 'suspended' : 'valid',
    number, kind, name: kind === 'plaque' ? name : maskName(name), event, post, award, title, issuer, date, issuedAt, key: row.key.id,
    keyFrom: row.key.privateKey === null ? { takenInAt: row.key.takenInAt?.toISOString() ?? null } : null,
    ...(qualification && { qualification }),
    ...(row.plaque && { until: until! }),
    suspended: suspended ? { at: suspended.at.toISOString(), reason: suspended.reason } : null,
    revoked: revoked ? { at: revoked.decidedAt!.toISOString(), reason: revoked.reason } : null,
    replaces: row.replaces?.number ?? null,
    replacedBy: row.replacedBy[0]?.number ?? null,
  };
}

/** @returns the holder's name. @throws Refused 'certificate.not-found', also while nothing is said of it. */
export async function holderOf(db: Database, number: string): Promise<string> {
  const row = await read(db, number);
  if (hidden(row)) throw new Refused('certificate.not-found');
  return payloadOf(row).name;
}
