// What must be true afterwards, held against what every client saw acknowledged.

import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { BoardState } from '@leitai/contract';
import { auditContest, type Database } from '@leitai/database';
import { firstDifference, playedResult } from '../../apps/simulator/src/check.ts';
import type { MarkValue, SheetInput } from '@leitai/scoring';
import type { Chief } from './chief.ts';
import type { Corrected, Corrector } from './corrector.ts';
import type { Acked } from './log.ts';
import type { Tablet } from './tablet.ts';

/** Events that only ever follow a command somebody saw acknowledged. */
const COUNTED = new Set([
  'mark:put', 'note:put', 'evidence:add', 'evidence:remove', 'sheet:submit', 'sheet:withdraw', 'sheet:move', 'attempt:grant', 'entrant:ask-substitute', 'desk:take-over',
]);
type Body = { readonly type: string; readonly actor: string; readonly subject: string; readonly after: unknown; readonly version: number };

/** Every way in which the record disagrees with the clients; none when nothing was lost, doubled or bent. */
export async function recordWrong(db: Database, eventId: string, chief: Chief, { corrected }: Corrector, tablets: readonly Tablet[]): Promise<string[]> {
  const contestId = chief.desk.contest.id;
  const events = await db.contestEvent.findMany({ where: { eventId, contestId }, select: { seq: true, commandId: true, body: true, recordedAt: true } });
  const put = new Map(events.map(({ seq, commandId, body, recordedAt }) => [commandId, { seq: Number(seq), body: JSON.parse(body) as Body, at: recordedAt.getTime() }]));
  const wrong: string[] = [];
  for (const tablet of tablets) {
    for (const { commandId, revision, version, value, criterionId, recordedAt } of tablet.acked) {
      const event = put.get(commandId);
      if (!event) wrong.push(`lost: acknowledged ${commandId} for ${criterionId}`);
      else if (event.seq !== revision || event.body.version !== version || !isDeepStrictEqual(event.body.after, value) || event.at !== Date.parse(recordedAt)) wrong.push(`bent: ${commandId}, event ${event.seq}`);
    }
    const standing = await db.mark.findMany({ where: { eventId, sheet: { judgeId: tablet.judgeId } } });
    for (const [place, { value, version }] of standingMarks(tablet, corrected)) {
      const mark = standing.find(({ sheetId, criterionId }) => `${sheetId}/${criterionId}` === place);
      if (mark?.version !== version || !isDeepStrictEqual(mark.value, value)) wrong.push(`stands otherwise: ${place} v${mark?.version}, acknowledged v${version}`);
    }
  }
  const others = [...chief.acked, ...tablets.flatMap(({ ackedSheets, beside }) => [...ackedSheets, ...beside.notes, ...beside.photos, ...beside.removals])];
  for (const { commandId, revision } of others) if (put.get(commandId)?.seq !== revision) wrong.push(`lost or bent: acknowledged ${put.get(commandId)?.body.type} ${commandId}`);
  const known = new Set([...others, ...tablets.flatMap(({ acked }) => acked)].map(({ commandId }) => commandId));
  for (const [commandId, { seq, body }] of put) {
    if (COUNTED.has(body.type) && !known.has(commandId)) wrong.push(`doubled: event ${seq} has command ${commandId}, which nobody saw acknowledged`);
  }
  return wrong;
}

/** Notes and photographs that are not as they were acknowledged, and photographs nobody saw acknowledged. */
export async function besideWrong(db: Database, eventId: string, tablets: readonly Tablet[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { judgeId, beside } of tablets) {
    const notes = await db.note.findMany({ where: { eventId, sheet: { judgeId } } });
    for (const [place, { text, version }] of lastAcked(beside.notes)) {
      const note = notes.find(({ sheetId, criterionId }) => `${sheetId}/${criterionId}` === place);
      if (note?.version !== version || note.text !== text) wrong.push(`note stands otherwise: ${place} v${note?.version}, acknowledged v${version}`);
    }
    const photos = await db.evidence.findMany({ where: { eventId, sheet: { judgeId } }, include: { content: true } });
    if (photos.length !== beside.photos.length) wrong.push(`photographs: ${photos.length}, acknowledged ${beside.photos.length}`);
    for (const { commandId, hash, removed } of beside.photos) {
      const photo = photos.find(({ id }) => id === commandId);
      if (!photo || photo.hash !== hash || (photo.removedAt !== null) !== removed) wrong.push(`photograph stands otherwise: ${commandId}`);
      else if (createHash('sha256').update(photo.content.bytes).digest('hex') !== hash) wrong.push(`photograph's bytes: ${commandId}`);
    }
  }
  return wrong;
}

/** What the audit of the contest finds, in words. */
export async function auditWrong(db: Database, eventId: string, contestId: string): Promise<string[]> {
  const { faults } = await auditContest(db, eventId, contestId);
  return faults.map(({ table, row, column, seq }) => `${table} ${row} ${column} #${seq}`);
}

/** Recomputes the standings from nothing but what tablets and chief saw acknowledged. @returns how the board differs, or null. */
export function boardWrong(chief: Chief, { corrected }: Corrector, tablets: readonly Tablet[], board: BoardState): string | null {
  const results = chief.confirmed.map(({ entrant }) => playedResult(chief.desk, entrant, tablets.flatMap((tablet) => sheetOf(chief, tablet, entrant.id, corrected))));
  return firstDifference(chief.desk, results, board);
}

/** None where the judge is recused. */
function sheetOf(chief: Chief, tablet: Tablet, entrantId: string, corrected: readonly Corrected[]): SheetInput[] {
  const { judgeId } = tablet;
  const sheet = chief.sheetsOf(entrantId).find((one) => one.judgeId === judgeId);
  if (!sheet) return [];
  const marks: Record<string, MarkValue> = {};
  for (const { sheetId, criterionId, value } of standingMarks(tablet, corrected).values()) if (sheetId === sheet.id && value !== null) marks[criterionId] = value;
  return [{ judgeId, marks }];
}

type Standing = { readonly sheetId: string; readonly criterionId: string; readonly version: number };

/** A judge's marks as they must stand: the last acknowledged, or what it was corrected to. */
const standingMarks = ({ acked }: Tablet, corrected: readonly Corrected[]): Map<string, Acked | Corrected> => {
  const own = new Set(acked.map(({ sheetId }) => sheetId));
  return lastAcked([...acked, ...corrected.filter(({ sheetId }) => own.has(sheetId))]);
};

/** Of every place, what was acknowledged under its highest version. */
function lastAcked<T extends Standing>(acked: readonly T[]): Map<string, T> {
  return new Map(acked.toSorted((a, b) => a.version - b.version).map((put) => [`${put.sheetId}/${put.criterionId}`, put]));
}
