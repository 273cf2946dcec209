/** Reads ahead what a chief may be about to confirm, so that a result waits for one round trip instead of two. */
import type { ChiefDesk, SheetState } from '@leitai/contract';
import { foreseeGround } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';

type Place = Pick<PanelIdentity, 'eventId' | 'contestId'>;

/** In the background. What cannot be read now is read when it is confirmed. */
export function foresee({ db, log }: Pick<Context, 'db' | 'log'>, { eventId, contestId }: Place, entrantIds: readonly string[]): void {
  const one = async (): Promise<void> => {
    for (const entrantId of entrantIds) await foreseeGround(db, eventId, contestId, entrantId);
  };
  void one().catch((error: unknown) => log.warn({ contestId, err: error }, 'reading ahead failed'));
}

const HANDED_IN = new Set<SheetState>(['submitted', 'recused', 'superseded']);

/** Those on a chief's desk whose sheets are all in. */
export function readyToConfirm({ sheets }: Pick<ChiefDesk, 'sheets'>): string[] {
  const waited = new Set(sheets.filter(({ state }) => !HANDED_IN.has(state)).map(({ entrantId }) => entrantId));
  return [...new Set(sheets.map(({ entrantId }) => entrantId))].filter((id) => !waited.has(id));
}
