/** The commands that put a mark or a note: against the version of it that is seen. */
import type { Sheet } from '@leitai/contract';
import type { MarkValue } from '@leitai/scoring';
import { newCommand } from '#lib/command.ts';

const versionOf = (all: readonly { readonly criterionId: string; readonly version: number }[], criterionId: string): number => all.find((one) => one.criterionId === criterionId)?.version ?? 0;

export const putMark = (sheet: Sheet, criterionId: string, value: MarkValue | null) =>
  ({ ...newCommand(), sheetId: sheet.id, criterionId, value, expectedVersion: versionOf(sheet.marks, criterionId) });

export const putNote = (sheet: Sheet, criterionId: string, text: string | null) =>
  ({ ...newCommand(), sheetId: sheet.id, criterionId, text, expectedVersion: versionOf(sheet.notes, criterionId) });
