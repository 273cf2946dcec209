/** Photographs of a finding: those taken beside the item of the visit it came from, which stay on its sheets, and those sent to the finding itself. */
import { FindingBody, type FindingPhoto, type PhotoType } from '@leitai/contract';
import type { Database, FindingModel } from '@leitai/database';

type Of = Pick<FindingModel, 'eventId' | 'entrantId' | 'criterionId' | 'body'>;

/** Of every inspector who looked at the item; one that was taken off its sheet is none any more. Whoever may read the finding may see them. */
export async function findingPhotos(db: Database, { eventId, entrantId, criterionId, body }: Of): Promise<FindingPhoto[]> {
  const { photos } = FindingBody.parse(body);
  if (entrantId === null || criterionId === null) return photos;
  const taken = await db.evidence.findMany({
    where: { eventId, criterionId, removedAt: null, sheet: { entrantId } }, include: { sheet: { include: { judge: { include: { person: true } } } } }, orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const asFound = taken.map(({ id, hash, type, width, height, at, takenAt, sheet }): FindingPhoto => (
    { id, stage: 'before', round: 1, measureId: null, caption: '', hash, type: type as PhotoType, width, height, by: sheet.judge.person.name, at: at.toISOString(), takenAt: takenAt?.toISOString() ?? null }
  ));
  return [...asFound, ...photos];
}
