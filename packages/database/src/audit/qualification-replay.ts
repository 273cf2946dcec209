/** Plays practical checks again: the settings of a cohort, the qualifications that were issued, and what was suspended and lifted. */
import type { Transaction } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import type { ChainEvent } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { Report } from './fault.ts';

type Columns = Readonly<Record<string, unknown>>;
type Told = { readonly seq: number; readonly columns: Columns };
type Row = Prisma.PostQualificationGetPayload<{ include: { suspensions: true } }>;
type Rows = { readonly contestId: string; readonly setting: Prisma.CheckSettingGetPayload<object> | null; readonly qualifications: readonly Row[] };

const day = (value: unknown): string => new Date(value as string).toISOString().slice(0, 10);

export const qualificationRows = async (tx: Transaction, eventId: string, contestId: string): Promise<Rows> => ({
  contestId,
  setting: await tx.checkSetting.findUnique({ where: { eventId_contestId: { eventId, contestId } } }),
  qualifications: await tx.postQualification.findMany({ where: { eventId, contestId }, include: { suspensions: true } }),
});

export class QualificationReplay {
  private setting: Told | null = null;
  private readonly issued = new Map<string, Told>();
  private readonly suspensions = new Map<string, Told>();
  private readonly rows: Rows;

  constructor(rows: Rows) {
    this.rows = rows;
  }

  play({ seq, body }: ChainEvent): void {
    const [by, at] = [body['by'], body['decidedAt']];
    switch (body.type) {
      case 'check:set': {
        this.setting = { seq, columns: { ...(body['after'] as Columns), saved: body['saved'], savedBy: by } };
        return;
      }
      case 'certificate:issue':
        for (const { certificateId, validFrom, validUntil, renewFrom, ...columns } of (body['qualifications'] ?? []) as (Columns & { certificateId: string })[]) {
          this.issued.set(certificateId, { seq, columns: { ...columns, validFrom: day(validFrom), validUntil: day(validUntil), renewFrom: day(renewFrom) } });
        }
        return;
      case 'qualification:suspend-ask':
        this.told(body, seq, { certificateId: body.subject, state: 'proposed', reason: body['reason'], askedBy: by, askedById: body.actor, askedAt: at, decidedBy: null, decidedAt: null, liftedBy: null, liftedAt: null, liftReason: null });
        return;
      case 'qualification:suspend': this.told(body, seq, { state: 'approved', decidedBy: by, decidedById: body.actor, decidedAt: at }); return;
      case 'qualification:suspend-reject': this.told(body, seq, { state: 'rejected', decidedBy: by, decidedById: body.actor, decidedAt: at }); return;
      case 'qualification:lift': this.told(body, seq, { liftedBy: by, liftedAt: at, liftReason: body['reason'] }); return;
      default: return;
    }
  }

  private told(body: ChainEvent['body'], seq: number, columns: Columns): void {
    const id = body['suspensionId'] as string;
    this.suspensions.set(id, { seq, columns: { ...this.suspensions.get(id)?.columns, ...columns } });
  }

  /** After the last event. */
  compare(report: Report): void {
    const { contestId, setting, qualifications } = this.rows;
    if (this.setting) differ(report, { seq: this.setting.seq, table: 'check_setting', row: contestId }, this.setting.columns, setting ? { ...setting, day: day(setting.day) } : undefined);
    else if (setting) unknown(report, 'check_setting', contestId, setting.savedBy);
    const rows = new Map(qualifications.map((row) => [row.certificateId, { ...row, validFrom: day(row.validFrom), validUntil: day(row.validUntil), renewFrom: day(row.renewFrom) }]));
    for (const [id, { seq, columns }] of this.issued) differ(report, { seq, table: 'post_qualification', row: id }, columns, rows.get(id));
    for (const id of rows.keys()) if (!this.issued.has(id)) unknown(report, 'post_qualification', id, id);
    const suspensions = new Map(qualifications.flatMap((row) => row.suspensions).map((one) =>
      [one.id, { ...one, askedAt: one.askedAt.toISOString(), decidedAt: one.decidedAt?.toISOString() ?? null, liftedAt: one.liftedAt?.toISOString() ?? null }]));
    for (const [id, { seq, columns }] of this.suspensions) differ(report, { seq, table: 'qualification_suspension', row: id }, columns, suspensions.get(id));
    for (const [id, { certificateId }] of suspensions) if (!this.suspensions.has(id)) unknown(report, 'qualification_suspension', id, certificateId);
  }
}
