/** After a correction the recheck looks again: at the corrected entrant, and at whoever it brought among the top. */
import type { Transaction } from '@leitai/database';
import { topOf } from '../queries/recheck-sample.ts';
import { figuresOf, listed } from './recheck.ts';
import type { Place, Standing } from './sign-off-step.ts';

/** Codes of those who are to be checked (again); null where no sample is drawn, since nobody was checked. */
export type Again = { readonly again: readonly string[]; readonly joined: readonly string[] } | null;

/** Call once the corrected result stands. An error that was found counts on for the rate of errors: correcting it does not undo it. */
export async function recheckAgain(tx: Transaction, place: Place, { drawnAt, rechecks, contest }: Standing, entrantId: string): Promise<Again> {
  if (!drawnAt || contest.state !== 'closed') return null;
  const { eventId } = place;
  const checked = rechecks.find((one) => one.entrantId === entrantId);
  if (checked) {
    const corrected = checked.corrected || checked.error !== null;
    await tx.recheck.update({ where: { eventId_entrantId: { eventId, entrantId } }, data: { error: null, checkedBy: null, checkedAt: null, corrected } });
  }
  const list = await listed(tx, place);
  const sampled = new Set(rechecks.map((one) => one.entrantId));
  const top = new Set(topOf(list, figuresOf(contest)));
  const joining = list.filter((one) => !sampled.has(one.entrantId) && (one.entrantId === entrantId || top.has(one.entrantId)));
  await tx.recheck.createMany({ data: joining.map((one) => ({ ...place, entrantId: one.entrantId })) });
  return { again: checked ? list.filter((one) => one.entrantId === entrantId).map(({ code }) => code) : [], joined: joining.map(({ code }) => code) };
}
