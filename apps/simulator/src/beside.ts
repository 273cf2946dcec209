/** What a judge puts beside a mark where the scheme asks for it: a note in words, a photograph. */
import { createHash } from 'node:crypto';
import type { JudgeDesk, Sheet } from '@leitai/contract';
import { unmetNeeds } from '@leitai/scoring';
import { command, type Client, type Connection } from './client.ts';
import { untilTaken } from './refused.ts';

const NOTE = '模拟:见现场情况 / Simulated: as seen on the spot';
/** A grey picture of 32 × 24 pixels. */
export const PHOTO = Buffer.from(
  '/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAYACADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAL/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCgCQAAAAAB/9k=',
  'base64',
);

/** Adds what the sheet's marks still need. @returns the sheet with it. */
export async function meetNeeds(connection: Connection, device: Client, { contest, scheme }: Pick<JudgeDesk, 'contest' | 'scheme'>, sheet: Sheet): Promise<Sheet> {
  const marks = Object.fromEntries(sheet.marks.flatMap(({ criterionId, value }) => (value === null ? [] : [[criterionId, value]])));
  const beside = (criterionId: string) => ({
    note: sheet.notes.find((note) => note.criterionId === criterionId)?.text ?? '', evidence: sheet.evidence.filter((one) => one.criterionId === criterionId).length,
  });
  let now = sheet;
  for (const { criterionId, what } of unmetNeeds(scheme, marks, beside)) {
    now = what === 'note' ? await writeNote(connection, now, criterionId) : await photograph(device, contest, now, criterionId);
  }
  return now;
}

async function writeNote(connection: Connection, sheet: Sheet, criterionId: string): Promise<Sheet> {
  const standing = sheet.notes.find((note) => note.criterionId === criterionId);
  const { version, sheetVersion, recordedAt: at } = await connection.send('note:put', {
    ...command(), sheetId: sheet.id, criterionId, text: NOTE, expectedVersion: standing?.version ?? 0,
  });
  return { ...sheet, version: sheetVersion, notes: [...sheet.notes.filter((other) => other !== standing), { criterionId, text: NOTE, version, at }] };
}

/** @param picture a JPEG. @returns the sheet with it. */
export async function photograph(device: Client, { eventId, id: contestId }: JudgeDesk['contest'], sheet: Sheet, criterionId: string, picture: Buffer = PHOTO): Promise<Sheet> {
  const form = new FormData();
  const fields = { ...command(), sheetId: sheet.id, criterionId, sha256: createHash('sha256').update(picture).digest('hex'), type: 'image/jpeg' };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'photo.jpg');
  // Again under the same id.
  const { evidence, sheetVersion } = await untilTaken(() => device.upload('POST /api/events/:eventId/contests/:contestId/evidence', { eventId, contestId }, form));
  return { ...sheet, version: sheetVersion, evidence: [...sheet.evidence, evidence] };
}
