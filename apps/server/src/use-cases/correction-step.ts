/** What proposing and deciding a correction share: where it may happen, what stands, and what it would make of it. */
import type { CorrectionChange } from '@leitai/contract';
import { contestFacts, lockContest, Refused, type ContestFacts, type EntrantModel, type LockedContest, type Transaction } from '@leitai/database';
import type { Identity } from '../access/identity.ts';
import { amend, type Amendment } from '../queries/amendment.ts';
import { readSheets, type StoredSheet } from '../queries/sheet.ts';
import type { Place } from './sign-off-step.ts';

/** A chief's rights end at the own contest. @throws Refused 'access.forbidden'. */
export function requireOwn(me: Identity, { eventId, contestId }: Place): void {
  if (me.role === 'chief' && (me.contestId !== contestId || me.eventId !== eventId)) throw new Refused('access.forbidden');
}

/**
 * Locks the contest, where its results may be corrected: while it is judged, closed or provisional.
 * @throws Refused 'contest.not-found', 'contest.not-running' in set-up, 'correction.signed' while the supervisor has the chief's signature before
 * them (it is returned first), 'correction.final'.
 */
export async function lockForCorrection(tx: Transaction, { eventId, contestId }: Place): Promise<LockedContest> {
  const contest = await lockContest(tx, eventId, contestId);
  if (contest.state === 'setup') throw new Refused('contest.not-running');
  if (contest.state === 'signed') throw new Refused('correction.signed');
  if (contest.state === 'final') throw new Refused('correction.final');
  return contest;
}

export type Ground = { readonly facts: ContestFacts; readonly entrant: EntrantModel; readonly sheets: readonly StoredSheet[] };

/** @throws Refused 'contest.not-found', 'entrant.not-found' for one of another contest or without a result. */
async function correctionGround(tx: Transaction, { eventId, contestId }: Place, entrantId: string): Promise<Ground> {
  const facts = await contestFacts(tx, eventId, contestId);
  if (!facts) throw new Refused('contest.not-found');
  const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id: entrantId } });
  if (!entrant) throw new Refused('entrant.not-found');
  return { facts, entrant, sheets: await readSheets(tx, { eventId, entrantId }) };
}

/** @throws Refused what `correctionGround` and `amend` refuse. */
export async function tryCorrection(tx: Transaction, place: Place, change: CorrectionChange, reason: string): Promise<Amendment> {
  const { facts, entrant, sheets } = await correctionGround(tx, place, change.entrantId);
  return amend(facts, entrant, sheets, change, reason);
}

/** Nobody signs, and nothing becomes final, over a correction or brought-in points that wait: once final they could not be decided any more. @throws Refused 'correction.pending', 'points.pending'. */
export async function requireNoneWaiting(tx: Transaction, place: Place): Promise<void> {
  const count = await tx.correction.count({ where: { ...place, state: 'proposed' } });
  if (count > 0) throw new Refused('correction.pending', { count });
  if ((await tx.pointsImport.count({ where: { ...place, state: 'proposed' } })) > 0) throw new Refused('points.pending');
}
