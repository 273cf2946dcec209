/** Nothing becomes final over an objection: one that is open, that was granted and not corrected yet, or whose ruling may still be taken further. */
import { Refused, type Transaction } from '@leitai/database';
import { OPEN } from './appeal-step.ts';
import type { Place } from './sign-off-step.ts';

/** @param now the database's clock. @throws Refused 'appeal.open' (details: how many are `open`, await a correction, may be taken further, and `until`). */
export async function requireAppealsSettled(tx: Transaction, place: Place, now: Date): Promise<void> {
  const appeals = await tx.appeal.findMany({ where: place });
  const taken = new Set(appeals.filter(({ state }) => state !== 'withdrawn' && state !== 'rejected').map(({ againstId }) => againstId));
  const open = appeals.filter(({ state }) => OPEN.includes(state));
  const further = appeals.filter(({ id, reviewUntil }) => reviewUntil !== null && now < reviewUntil && !taken.has(id));
  if (open.length + further.length === 0) return;
  const until = further.map(({ reviewUntil }) => reviewUntil!.toISOString()).sort().at(-1) ?? null;
  throw new Refused('appeal.open', { open: open.length, uncorrected: open.filter(({ state }) => state === 'ruled').length, further: further.length, until });
}
