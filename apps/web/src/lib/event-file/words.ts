/** What event files and the work on them are called. */
import type { FileCause, Job } from '@leitai/contract';
import { errorMessage, RefusalError } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';

export function causeWord(cause: FileCause): string {
  switch (cause) {
    case 'timer': return m.file_cause_timer();
    case 'import': return m.file_cause_import();
    case 'reset': return m.file_cause_reset();
    case 'restore': return m.file_cause_restore();
    case 'practice': return m.file_cause_practice();
    case 'hand': return m.file_cause_hand();
    case 'archive': return m.file_cause_archive();
    case 'upload': return m.file_cause_upload();
    default: return cause satisfies never;
  }
}

const steps = { make: m.file_step_make, check: m.file_step_check, write: m.file_step_write, audit: m.file_step_audit, remove: m.file_step_remove, play: m.example_playing };
export const stepWord = (step: Job['step']): string => steps[step]();

/** "820 kB", "12.4 MB". */
export const sizeWord = (bytes: number): string => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** A refusal with the place in the file it is about. */
export function failureWords(failure: unknown): string {
  const { table, line, contest, member } = ((failure instanceof RefusalError ? failure.details : null) ?? {}) as Record<string, string | number | undefined>;
  const place = [contest, member ?? table, line].filter((part) => part !== undefined && part !== 0).join(' · ');
  return place === '' ? errorMessage(failure) : `${errorMessage(failure)} (${place})`;
}
