/** Marks begun but not yet whole: some of several readings. Kept per judge on the device, so that nothing typed is typed twice. */
import type { Decimal } from '@leitai/scoring';

export type Draft = { readonly readings: readonly (Decimal | null)[]; readonly faults: Readonly<Record<string, number>> };

const PREFIX = 'leitai.drafts.';
const keyOf = (judgeId: string): string => `${PREFIX}${judgeId}`;

export function loadDrafts(judgeId: string): Record<string, Draft> {
  try {
    return JSON.parse(localStorage.getItem(keyOf(judgeId)) ?? '{}') as Record<string, Draft>;
  } catch {
    return {};
  }
}

/** Forgets every judge's drafts: the device was revoked. */
export function clearDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

export function saveDrafts(judgeId: string, drafts: Readonly<Record<string, Draft>>): void {
  try {
    localStorage.setItem(keyOf(judgeId), JSON.stringify(drafts));
  } catch {
    // A device without storage keeps drafts for as long as the page lives.
  }
}
