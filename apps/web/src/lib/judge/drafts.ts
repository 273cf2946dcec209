/** Marks begun but not yet whole: some of several readings. Kept per judge on the device, so that nothing typed is typed twice. */
import type { Decimal } from '@leitai/scoring';

export type Draft = { readonly readings: readonly (Decimal | null)[]; readonly faults: Readonly<Record<string, number>> };

const keyOf = (judgeId: string): string => `leitai.drafts.${judgeId}`;

export function loadDrafts(judgeId: string): Record<string, Draft> {
  try {
    return JSON.parse(localStorage.getItem(keyOf(judgeId)) ?? '{}') as Record<string, Draft>;
  } catch {
    return {};
  }
}

export function saveDrafts(judgeId: string, drafts: Readonly<Record<string, Draft>>): void {
  try {
    localStorage.setItem(keyOf(judgeId), JSON.stringify(drafts));
  } catch {
    // A device without storage keeps drafts for as long as the page lives.
  }
}
