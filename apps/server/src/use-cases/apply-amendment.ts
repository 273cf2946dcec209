/** Makes an approved correction stand: its event, marks, sheets, result and entrant, and what publication makes of it. */
import { appendEvent, Prisma, type CorrectionModel, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { vetoesOf, type Amendment } from '../queries/amendment.ts';
import { entrantState } from '../queries/enum-names.ts';
import type { KeptMove } from '../queries/moved.ts';
import { readSheets, type StoredSheet } from '../queries/sheet.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';
import { recheckAgain } from './recheck-again.ts';
import { readStanding, type Place, type Standing } from './sign-off-step.ts';

/** Whom a correction concerns has at least so long to object, in milliseconds. */
const TO_OBJECT = 24 * 3_600_000;

const json = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;
const totalOf = (score: Amendment['score']): string | null => ('total' in score ? score.total : null);

/** Call under the contest's lock. @returns the sheets that changed, and the number of the event. */
export async function applyAmendment(
  tx: Transaction, me: AccountIdentity, place: Place, correction: CorrectionModel, amendment: Amendment,
): Promise<{ sheets: StoredSheet[]; revision: number }> {
  const { eventId, contestId } = place;
  const { entrantId, id: correctionId } = correction;
  const { result, score, marks, confirmedVetoes } = amendment;
  const standing = await readStanding(tx, place);
  const was = await tx.entrant.findUniqueOrThrow({ where: { eventId_id: { eventId, id: entrantId } } });
  const touched = await touchedSheets(tx, eventId, marks);
  await changeResult(tx, eventId, entrantId, amendment);
  const recheck = await recheckAgain(tx, place, standing, entrantId);
  const until = extended(standing);
  // Names are not written down: who reads it looks them up.
  const moved = amendment.moved.map(({ entrantId: id, before, after }): KeptMove => ({ entrantId: id, before, after }));
  const entry = {
    type: 'result:amend', subject: entrantId, by: me.name, correctionId, appealId: correction.appealId, reason: correction.reason,
    proposer: { id: correction.proposedById, role: correction.proposedRole, name: correction.proposedBy },
    marks, sheets: touched.map(({ id, version }) => ({ id, version: version + 1 })), vetoes: confirmedVetoes,
    before: { status: result.judged.status, total: totalOf(result.judged), vetoes: vetoesOf(result), state: entrantState(was.state), outReason: was.outReason },
    after: { status: score.status, total: totalOf(score), state: entrantState(amendment.entrant.state), outReason: amendment.entrant.outReason },
    moved, until: until?.toISOString() ?? null, recheck,
  };
  const { revision, recordedAt } = await appendEvent(tx, eventId, contestId, fromOrganiser(standing.now), actorOf(me), entry, {}, true);
  const at = new Date(recordedAt);
  for (const { sheetId, criterionId, after, version } of marks) {
    const value = after === null ? Prisma.DbNull : json(after);
    await tx.mark.upsert({
      where: { eventId_sheetId_criterionId: { eventId, sheetId, criterionId } },
      create: { eventId, sheetId, criterionId, value, version, at }, update: { value, version, at },
    });
  }
  const ids = touched.map(({ id }) => id);
  await tx.sheet.updateMany({ where: { eventId, id: { in: ids } }, data: { version: { increment: 1 }, amendedAt: at } });
  await tx.result.update({ where: { eventId_entrantId: { eventId, entrantId } }, data: { amendedSeq: revision, amendedAt: at } });
  if (until) await tx.contest.update({ where: { eventId_id: { eventId, id: contestId } }, data: { objectionsUntil: until } });
  await tx.correction.update({
    where: { eventId_id: { eventId, id: correctionId } },
    data: {
      state: 'approved', decidedById: me.accountId, decidedBy: me.name, decidedAt: at, seq: revision, until, moved: json(moved),
      earlier: json({ status: result.judged.status, total: totalOf(result.judged), score: result.judged, sheets: result.sheets }),
    },
  });
  return { sheets: await readSheets(tx, { eventId, id: { in: ids } }), revision };
}

const touchedSheets = (tx: Transaction, eventId: string, marks: Amendment['marks']): Promise<{ id: string; version: number }[]> =>
  tx.sheet.findMany({ where: { eventId, id: { in: marks.map(({ sheetId }) => sheetId) } }, select: { id: true, version: true }, orderBy: { id: 'asc' } });

/** Before the event, so that the recheck sees the ranks as they will be. */
async function changeResult(tx: Transaction, eventId: string, entrantId: string, { score, sheets, entrant }: Amendment): Promise<void> {
  await tx.result.update({
    where: { eventId_entrantId: { eventId, entrantId } }, data: { status: score.status, total: totalOf(score), score: json(score), sheets: json(sheets) },
  });
  await tx.entrant.update({ where: { eventId_id: { eventId, id: entrantId } }, data: entrant });
}

/** A correction of published results never shortens the time to object, and leaves everybody a day. */
export function extended({ contest: { state, objectionsUntil }, now }: Standing): Date | null {
  if (state !== 'provisional' || !objectionsUntil) return null;
  const least = new Date(now.getTime() + TO_OBJECT);
  return objectionsUntil < least ? least : null;
}
