/** What stands beside the marks of a sheet: what the server has, with what is still on its way laid over it. */
import type { Evidence, Note, Sheet } from '@leitai/contract';
import type { Beside } from '@leitai/scoring';
import type { Entry, MarkReceipt, NoteCommand } from '../outbox.ts';
import type { Photo } from './photo-line.ts';

/** A photograph on the screen: from the server by its id, or from this device. */
export type Shown = { readonly id: string; readonly stored: Evidence | null; readonly local: Photo | null };

/** The note that stands, or the own one still on its way; empty where there is none. */
export function noteOf(sheet: Sheet, pending: readonly Entry[], criterionId: string): string {
  const own = pending.findLast((entry) => entry.name === 'note:put' && entry.command.criterionId === criterionId);
  if (own?.name === 'note:put') return own.command.text ?? '';
  return sheet.notes.find((note) => note.criterionId === criterionId)?.text ?? '';
}

/** In the order they were taken; one that arrived unacknowledged is shown once, one that was thrown away not at all. */
export function photosOf(sheet: Sheet, pending: readonly Entry[], photos: readonly Photo[], criterionId: string): Shown[] {
  const gone = new Set([
    ...pending.flatMap((entry) => (entry.name === 'evidence:remove' ? [entry.command.evidenceId] : [])), ...photos.filter(({ dropped }) => dropped).map(({ id }) => id),
  ]);
  const stored = sheet.evidence.filter((one) => one.criterionId === criterionId);
  const known = new Set(stored.map(({ id }) => id));
  const local = photos.filter((photo) => photo.criterionId === criterionId && !known.has(photo.id));
  return [...stored.map((one) => ({ id: one.id, stored: one, local: null })), ...local.map((one) => ({ id: one.id, stored: null, local: one }))].filter(({ id }) => !gone.has(id));
}

/** As the engine asks for it. A refused photograph is none. */
export function besideOf(sheet: Sheet, pending: readonly Entry[], photos: readonly Photo[], criterionId: string): Beside {
  return {
    note: noteOf(sheet, pending, criterionId),
    evidence: photosOf(sheet, pending, photos, criterionId).filter(({ local }) => local?.state !== 'refused').length,
  };
}

/** How many versions of the sheet are still on their way with them. One that may have arrived and is thrown away makes two: it comes and goes. */
export function versionsOf(sheet: Sheet, photos: readonly Photo[]): number {
  const arrived = new Set(sheet.evidence.map(({ id }) => id));
  return photos.reduce((sum, { id, state, dropped }) => sum + (state === 'refused' ? 0 : Number(!arrived.has(id)) + Number(dropped)), 0);
}

export function withNote(sheet: Sheet, { criterionId, text }: NoteCommand, { version, sheetVersion, recordedAt }: MarkReceipt): Sheet {
  const known = sheet.notes.find((note) => note.criterionId === criterionId);
  if (known && known.version >= version) return sheet;
  const note: Note = { criterionId, text, version, at: recordedAt };
  return { ...sheet, version: Math.max(sheet.version, sheetVersion), notes: [...sheet.notes.filter((other) => other !== known), note] };
}

export function withEvidence(sheet: Sheet, evidence: Evidence, sheetVersion: number): Sheet {
  if (sheet.evidence.some(({ id }) => id === evidence.id)) return sheet;
  return { ...sheet, version: Math.max(sheet.version, sheetVersion), evidence: [...sheet.evidence, evidence] };
}

export function withoutEvidence(sheet: Sheet, evidenceId: string, sheetVersion: number): Sheet {
  return { ...sheet, version: Math.max(sheet.version, sheetVersion), evidence: sheet.evidence.filter(({ id }) => id !== evidenceId) };
}
