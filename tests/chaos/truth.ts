// What must be true afterwards, held against what every client saw acknowledged.

import { isDeepStrictEqual } from 'node:util';
import type { BoardState } from '@leitai/contract';
import { auditContest, type Database } from '@leitai/database';
import { firstDifference, playedResult } from '../../apps/simulator/src/check.ts';
import type { MarkValue, SheetInput } from '@leitai/scoring';
import type { Chief } from './chief.ts';
import type { Acked, Tablet } from './tablet.ts';

type Body = { readonly type: string; readonly actor: string; readonly subject: string; readonly after: unknown; readonly version: number };

/** Every way in which the record disagrees with the clients; none when nothing was lost, doubled or bent. */
export async function marksWrong(db: Database, eventId: string, contestId: string, tablets: readonly Tablet[]): Promise<string[]> {
  const events = await db.contestEvent.findMany({ where: { eventId, contestId }, select: { seq: true, commandId: true, body: true } });
  const put = new Map(events.map(({ seq, commandId, body }) => [commandId, { seq: Number(seq), body: JSON.parse(body) as Body }]));
  const wrong: string[] = [];
  for (const tablet of tablets) {
    for (const { commandId, revision, version, value, criterionId } of tablet.acked) {
      const event = put.get(commandId);
      if (!event) wrong.push(`lost: acknowledged ${commandId} for ${criterionId}`);
      else if (event.seq !== revision || event.body.version !== version || !isDeepStrictEqual(event.body.after, value)) wrong.push(`bent: ${commandId}, event ${event.seq}`);
    }
    for (const { commandId, revision } of tablet.ackedSheets) if (put.get(commandId)?.seq !== revision) wrong.push(`lost or bent: acknowledged hand-in or withdrawal ${commandId}`);
    const standing = await db.mark.findMany({ where: { eventId, sheet: { judgeId: tablet.judgeId } } });
    for (const [place, { value, version }] of lastAcked(tablet.acked)) {
      const mark = standing.find(({ sheetId, criterionId }) => `${sheetId}/${criterionId}` === place);
      if (mark?.version !== version || !isDeepStrictEqual(mark.value, value)) wrong.push(`stands otherwise: ${place} v${mark?.version}, acknowledged v${version}`);
    }
  }
  const known = new Set(tablets.flatMap(({ acked, ackedSheets }) => [...acked, ...ackedSheets].map(({ commandId }) => commandId)));
  const counted = new Set(['mark:put', 'sheet:submit', 'sheet:withdraw']);
  for (const [commandId, { seq, body }] of put) {
    if (counted.has(body.type) && !known.has(commandId)) wrong.push(`doubled: event ${seq} has command ${commandId}, which nobody saw acknowledged`);
  }
  return wrong;
}

/** What the audit of the contest finds, in words. */
export async function auditWrong(db: Database, eventId: string, contestId: string): Promise<string[]> {
  const { faults } = await auditContest(db, eventId, contestId);
  return faults.map(({ table, row, column, seq }) => `${table} ${row} ${column} #${seq}`);
}

/** Recomputes the standings from nothing but what tablets and chief saw acknowledged. @returns how the board differs, or null. */
export function boardWrong(chief: Chief, tablets: readonly Tablet[], board: BoardState): string | null {
  const results = chief.confirmed.map(({ entrant }) => playedResult(chief.desk, entrant, tablets.flatMap((tablet) => sheetOf(chief, tablet, entrant.id))));
  return firstDifference(chief.desk, results, board);
}

/** None where the judge is recused. */
function sheetOf({ desk }: Chief, { judgeId, acked }: Tablet, entrantId: string): SheetInput[] {
  const sheet = desk.sheets.find((one) => one.judgeId === judgeId && one.entrantId === entrantId);
  if (!sheet) return [];
  const marks: Record<string, MarkValue> = {};
  for (const { sheetId, criterionId, value } of lastAcked(acked).values()) if (sheetId === sheet.id && value !== null) marks[criterionId] = value;
  return [{ judgeId, marks }];
}

/** Of every mark, what was acknowledged under its highest version. */
function lastAcked(acked: readonly Acked[]): Map<string, Acked> {
  return new Map(acked.toSorted((a, b) => a.version - b.version).map((put) => [`${put.sheetId}/${put.criterionId}`, put]));
}
