/** When a photograph was taken, and when it arrived: both only where they differ. */
import { SAME_TIME_MS } from '@leitai/contract/evidence-limits';
import { m } from '#lib/paraglide/messages.js';

export type Times = { readonly at: string; /** Absent: known of no device. */ readonly takenAt?: string | null };

/** @param form writes one instant. @returns words to be set side by side. */
export function photoTimes({ at, takenAt }: Times, form: (instant: string) => string): string[] {
  if (!takenAt || Date.parse(at) - Date.parse(takenAt) <= SAME_TIME_MS) return [form(at)];
  return [m.evidence_taken_at({ time: form(takenAt) }), m.evidence_arrived_at({ time: form(at) })];
}
