/** A photograph beside a criterion: looked at, then kept with its bytes, its event and its place on the sheet, or not at all. */
import { MOST_PER_CRITERION, MOST_PER_SHEET, type PhotoFields, type RouteOutput } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { findCriterion } from '@leitai/scoring';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { contestRules } from '../queries/scheme.ts';
import { toEvidence, toSheet, type StoredSheet } from '../queries/sheet.ts';
import { contestCommand } from './contest-command.ts';
import { tellFindings } from './findings/tell-findings.ts';
import { inspectPhoto } from './inspect-photo.ts';
import { ownSheet, requireOpenItem, touchSheet } from './open-item.ts';
import { takenAt } from './taken-at.ts';

type Added = RouteOutput<'POST /api/events/:eventId/contests/:contestId/evidence'>;

/**
 * @throws Refused 'evidence.too-many' (details.most), 'mark.invalid' for what is no criterion, and what `inspectPhoto`, `contestCommand`, `ownSheet`
 * and `requireOpenItem` refuse.
 */
export async function addEvidence(ctx: Context, me: PanelIdentity, fields: PhotoFields, bytes: Uint8Array): Promise<Added> {
  const { eventId, contestId } = me;
  const { commandId: id, sheetId, criterionId, sha256: hash, type } = fields;
  const { scheme } = await contestRules(ctx.db, eventId, contestId);
  if (!findCriterion(scheme, criterionId)) throw new Refused('mark.invalid', { criterionId });
  const size = await inspectPhoto(bytes, fields);
  const { after, answer } = await contestCommand<StoredSheet, Pick<Added, 'evidence' | 'sheetVersion'>>(ctx, me, fields, {
    type: 'evidence:add',
    subject: `${sheetId}/${criterionId}`,
    board: false,
    find: (tx) => ownSheet(tx, me, sheetId),
    async change(tx, sheet) {
      await requireOpenItem(tx, me, sheet, criterionId);
      const beside = sheet.evidence.filter((one) => one.criterionId === criterionId);
      if (beside.length >= MOST_PER_CRITERION) throw new Refused('evidence.too-many', { most: MOST_PER_CRITERION });
      if (sheet.evidence.length >= MOST_PER_SHEET) throw new Refused('evidence.too-many', { most: MOST_PER_SHEET });
      await tx.$executeRaw`INSERT INTO evidence_bytes (event_id, hash, bytes) VALUES (${eventId}::uuid, ${hash}, ${bytes}) ON CONFLICT DO NOTHING`;
      const at = new Date();
      const row = await tx.evidence.create({ data: { eventId, id, sheetId, criterionId, hash, type, ...size, at, takenAt: takenAt(fields.at, at) } });
      const touched = await touchSheet(tx, sheet);
      const evidence = toEvidence(row);
      const sheetVersion = touched.version;
      return { after: touched, entry: { entrant: sheet.entrantId, evidence, bytes: bytes.length, sheetVersion }, answer: { evidence, sheetVersion } };
    },
  });
  ctx.notices.sheetChanged(eventId, contestId, toSheet(after), answer.revision);
  await tellFindings(ctx, { eventId, entrantId: after.entrantId, criterionId });
  const { evidence, sheetVersion, revision } = answer;
  return { evidence, sheetVersion, revision };
}
