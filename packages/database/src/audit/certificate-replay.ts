/** Plays certificates again: what was issued and revoked by the record, numbered without gaps, each bearing the signature of its key. */
import { bearsSignature, thumbprint } from '../certificates/signature.ts';
import type { Transaction } from '../client.ts';
import { sha256 } from '../sha256.ts';
import type { Prisma } from '../generated/client.ts';
import type { ChainEvent } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';

type Columns = Readonly<Record<string, unknown>>;
type Told = { readonly seq: number; readonly columns: Columns };
type Issued = { readonly id: string; readonly entrantId: string; readonly serial: number; readonly number: string; readonly payloadHash: string; readonly signature: string; readonly keyId: string; readonly replacesId: string | null };
const parts = { revocations: true, key: { select: { publicKey: true } } } satisfies Prisma.CertificateInclude;
type Row = Prisma.CertificateGetPayload<{ include: typeof parts }>;

/** The private half of the key is not read. */
export const certificateRows = (tx: Transaction, eventId: string, contestId: string): Promise<Row[]> =>
  tx.certificate.findMany({ where: { eventId, contestId }, include: parts, orderBy: { serial: 'asc' } });

export class CertificateReplay {
  private readonly issued = new Map<string, Told>();
  private readonly revocations = new Map<string, Told>();
  private readonly rows: readonly Row[];

  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }

  play({ seq, body }: ChainEvent): void {
    const [by, at] = [body['by'], body['decidedAt']];
    switch (body.type) {
      case 'certificate:issue':
        for (const { id, ...columns } of body['certificates'] as Issued[]) this.issued.set(id, { seq, columns: { ...columns, issuedBy: by, issuedAt: body['issuedAt'] } });
        return;
      case 'certificate:revoke-ask':
        this.told(body, seq, { certificateId: body.subject, state: 'proposed', reason: body['reason'], askedBy: by, askedById: body.actor, askedAt: at, decidedBy: null, decidedAt: null });
        return;
      case 'certificate:revoke': this.told(body, seq, { state: 'approved', decidedBy: by, decidedById: body.actor, decidedAt: at }); return;
      case 'certificate:revoke-reject': this.told(body, seq, { state: 'rejected', decidedBy: by, decidedById: body.actor, decidedAt: at }); return;
      default: return;
    }
  }

  private told(body: ChainEvent['body'], seq: number, columns: Columns): void {
    const id = body['revocationId'] as string;
    this.revocations.set(id, { seq, columns: { ...this.revocations.get(id)?.columns, ...columns } });
  }

  /** After the last event. */
  compare(report: Report): void {
    const rows = new Map(this.rows.map((row) => [row.id, row]));
    for (const [id, { seq, columns }] of this.issued) {
      const row = rows.get(id);
      differ(report, { seq, table: 'certificate', row: id }, columns, row && { ...row, payloadHash: sha256(row.payload), issuedAt: row.issuedAt.toISOString() });
      if (row) signed(report, seq, row);
    }
    for (const [id, { number }] of rows) if (!this.issued.has(id)) unknown(report, 'certificate', id, number);
    this.rows.forEach(({ id, serial }, index) => {
      if (serial !== index + 1) report({ seq: this.issued.get(id)?.seq ?? null, table: 'certificate', row: id, column: 'serial', expected: index + 1, found: serial });
    });
    const revocations = new Map(this.rows.flatMap((row) => row.revocations).map((one) => [one.id, { ...one, askedAt: one.askedAt.toISOString(), decidedAt: one.decidedAt?.toISOString() ?? null }]));
    for (const [id, { seq, columns }] of this.revocations) differ(report, { seq, table: 'certificate_revocation', row: id }, columns, revocations.get(id));
    for (const [id, { certificateId }] of revocations) if (!this.revocations.has(id)) unknown(report, 'certificate_revocation', id, certificateId);
  }
}

function signed(report: Report, seq: number, { id, payload, signature, keyId, key: { publicKey } }: Row): void {
  const place = { seq, table: 'certificate', row: id } as const;
  let known = '';
  try {
    known = thumbprint(publicKey);
  } catch {
    // No key at all: its thumbprint is nobody's.
  }
  if (known !== keyId) report({ ...place, column: 'key', expected: keyId, found: known });
  else if (!bearsSignature(payload, signature, publicKey)) report({ ...place, column: 'signature', expected: `signed by ${keyId}`, found: signature });
}
