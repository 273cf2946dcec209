/** A photograph of a finding: looked at like those on sheets, then kept with its bytes, its event and its place, or not at all. */
import { FindingBody, MOST_FINDING_PHOTOS, type FindingPhoto, type FindingPhotoFields, type FindingState, type PhotoStage } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { standingFinding, type FindingPlace } from '../../findings/standing.ts';
import { actorOf } from '../actor.ts';
import { inspectPhoto } from '../inspect-photo.ts';
import { programmeCommand } from '../programme-command.ts';
import { takenAt } from '../taken-at.ts';

/** A leader proves; who looks, shows what was found. */
const OF_LEADER: readonly PhotoStage[] = ['proof'];
/** One taken on a phone without a network may come when the next step is done already. */
const WHILE: { readonly [S in PhotoStage]: readonly FindingState[] } = {
  before: ['opened', 'acknowledged', 'rectified'], proof: ['acknowledged'], recheck: ['rectified', 'closed', 'acknowledged'],
};

/** @throws Refused 'access.forbidden', 'finding.not-found', 'finding.bad-state', 'finding.measures' for no measure of this round, 'evidence.too-many', and what `inspectPhoto` refuses. */
export async function addFindingPhoto(ctx: Context, me: AccountIdentity, place: FindingPlace, fields: FindingPhotoFields, bytes: Uint8Array): Promise<{ photo: FindingPhoto }> {
  const { eventId, findingId } = place;
  const { commandId: id, stage, measureId = null, caption, sha256: hash, type } = fields;
  if (me.role === 'leader' ? !OF_LEADER.includes(stage) : me.role === 'supervisor' && stage === 'proof') throw new Refused('access.forbidden');
  const size = await inspectPhoto(bytes, fields);
  const { photo } = await programmeCommand(ctx, eventId, actorOf(me), fields, {
    type: 'finding:photo',
    subject: findingId,
    allow: async (tx) => void (await standingFinding(tx, me, place, new Date(0))),
    async change(tx, now) {
      const { row, body } = await standingFinding(tx, me, place, now);
      if (!WHILE[stage].includes(row.state)) throw new Refused('finding.bad-state', { state: row.state });
      if (stage === 'proof' && !body.measures.some((one) => one.id === measureId && one.round === row.round)) throw new Refused('finding.measures');
      if (body.photos.length >= MOST_FINDING_PHOTOS) throw new Refused('evidence.too-many', { most: MOST_FINDING_PHOTOS });
      await tx.$executeRaw`INSERT INTO evidence_bytes (event_id, hash, bytes) VALUES (${eventId}::uuid, ${hash}, ${bytes}) ON CONFLICT DO NOTHING`;
      const added: FindingPhoto = { id, stage, round: row.round, measureId: stage === 'proof' ? measureId : null, caption, hash, type, ...size, by: me.name, at: now.toISOString(), takenAt: takenAt(fields.at, now)?.toISOString() ?? null };
      await tx.finding.update({ where: { eventId_id: { eventId, id: findingId } }, data: { body: FindingBody.parse({ ...body, photos: [...body.photos, added] }) } });
      return { entry: { by: me.name, said: { stage, caption } }, rows: [{ table: 'finding', id: findingId }], answer: { photo: added } };
    },
  });
  return { photo };
}
