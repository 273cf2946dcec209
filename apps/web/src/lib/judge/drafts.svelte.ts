/** Marks begun but not yet whole: some of several readings. Kept per judge on the device, so that nothing typed is typed twice. */
import type { Decimal } from '@leitai/scoring';

export type Draft = { readonly readings: readonly (Decimal | null)[]; readonly faults: Readonly<Record<string, number>> };

const PREFIX = 'leitai.drafts.';
const keyOf = (judgeId: string): string => `${PREFIX}${judgeId}`;

/** Forgets every judge's drafts: the device was revoked. */
export function clearDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

/** Until a judge is named they live as long as the page. */
export class Drafts {
  #all: Readonly<Record<string, Draft>> = $state.raw({});
  #judgeId: string | null = null;

  load(judgeId: string): void {
    this.#judgeId = judgeId;
    try {
      this.#all = JSON.parse(localStorage.getItem(keyOf(judgeId)) ?? '{}') as Record<string, Draft>;
    } catch {
      this.#all = {};
    }
  }

  of(sheetId: string, criterionId: string): Draft | null {
    return this.#all[`${sheetId}/${criterionId}`] ?? null;
  }

  /** Null: it is whole, or there is nothing of it any more. */
  put(sheetId: string, criterionId: string, draft: Draft | null): void {
    const { [`${sheetId}/${criterionId}`]: _, ...others } = this.#all;
    this.#all = draft ? { ...others, [`${sheetId}/${criterionId}`]: draft } : others;
    if (this.#judgeId === null) return;
    try {
      localStorage.setItem(keyOf(this.#judgeId), JSON.stringify(this.#all));
    } catch {
      // A device without storage keeps drafts for as long as the page lives.
    }
  }

  clear(): void {
    this.#all = {};
  }
}
