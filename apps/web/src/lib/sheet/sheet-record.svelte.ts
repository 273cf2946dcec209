/** One sheet as the server keeps it for the record: signature, history, head of the chain. */
import type { SheetRecord } from '@leitai/contract';
import { api } from '#lib/api.ts';

type Place = { readonly eventId: string; readonly contestId: string; readonly sheetId: string };

export class RecordOfSheet {
  record: SheetRecord | null = $state.raw(null);
  failure: unknown = $state.raw(null);

  /** Reads it; what comes after the returned function was called is let go. */
  read(params: Place): () => void {
    let wanted = true;
    api('GET /api/events/:eventId/contests/:contestId/sheets/:sheetId', { params }).then(
      (record) => wanted && ([this.record, this.failure] = [record, null]),
      (error: unknown) => wanted && (this.failure = error),
    );
    return () => (wanted = false);
  }
}

/** "8F3A · 21D7 · C05E": the beginning of the hash, as people read it out. */
export const proofCode = (hash: string): string => (hash.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join(' · ');
