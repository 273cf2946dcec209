/** The recheck before anybody signs: its figures, the draw from the committed seed, and what was found on each entrant. */
import { randomBytes } from 'node:crypto';
import type { RecheckFigures } from '@leitai/contract';
import { appendEvent, contestFacts, lockContest, Refused, standingsOf, sha256, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { forcesFull, recheckSample, type Listed } from '../queries/recheck-sample.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';
import { signOffStep, type Place, type Standing } from './sign-off-step.ts';

/** A new seed whenever judging begins, before anybody knows a result; an earlier recheck and its signatures are void. @returns its hash, to be made known. */
export async function commitSeed(tx: Transaction, place: Place): Promise<string> {
  const seed = randomBytes(32).toString('hex');
  await tx.signOff.deleteMany({ where: place });
  await tx.signOff.create({ data: { ...place, seed } });
  return sha256(seed);
}

/** @throws Refused 'recheck.drawn' once a sample has been drawn with the figures as they were. */
export async function changeRecheckFigures(ctx: Context, me: AccountIdentity, place: Place, figures: RecheckFigures): Promise<void> {
  const { eventId, contestId } = place;
  await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    const drawn = await tx.signOff.count({ where: { ...place, drawnAt: { not: null } } });
    if (drawn > 0) throw new Refused('recheck.drawn');
    const { top: recheckTop, rest: recheckRest, limit: recheckLimit } = figures;
    await tx.contest.update({ where: { eventId_id: { eventId, id: contestId } }, data: { recheckTop, recheckRest, recheckLimit } });
    await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actorOf(me), { type: 'recheck:figures', subject: contestId, after: figures }, {}, false);
  });
}

export const figuresOf = ({ recheckTop, recheckRest, recheckLimit }: Standing['contest']): RecheckFigures =>
  ({ top: recheckTop, rest: recheckRest, limit: recheckLimit });

/** @throws Refused 'recheck.drawn': nobody draws twice. */
export function drawRecheck(ctx: Context, me: AccountIdentity, place: Place): Promise<void> {
  return signOffStep(ctx, me, place, 'closed', 'recheck:draw', async (tx, { seed, drawnAt, contest, now }) => {
    if (drawnAt) throw new Refused('recheck.drawn');
    const list = await listed(tx, place);
    const sample = recheckSample(list, figuresOf(contest), seed);
    await tx.signOff.update({ where: { eventId_contestId: place }, data: { drawnAt: now } });
    await tx.recheck.createMany({ data: sample.map((entrantId) => ({ ...place, entrantId })) });
    const codes = new Map(list.map(({ entrantId, code }) => [entrantId, code]));
    return { seed, seedHash: sha256(seed), figures: figuresOf(contest), sample: sample.map((id) => codes.get(id)) };
  });
}

/**
 * Writes down what was found on a sampled entrant; a later finding replaces an earlier one, and both are in the record. Once the whole
 * sample is checked and too many errors were found, everybody else joins it.
 * @throws Refused 'recheck.not-sampled'.
 */
export function recheckEntrant(ctx: Context, me: AccountIdentity, place: Place, entrantId: string, error: string | null): Promise<void> {
  return signOffStep(ctx, me, place, 'closed', 'recheck:check', async (tx, { rechecks, contest, full, now }) => {
    const before = rechecks.find((one) => one.entrantId === entrantId);
    if (!before) throw new Refused('recheck.not-sampled');
    await tx.recheck.update({
      where: { eventId_entrantId: { eventId: place.eventId, entrantId } }, data: { error, checkedBy: me.name, checkedAt: now },
    });
    const rest = rechecks.filter((one) => one !== before);
    const errors = rest.filter((one) => one.error !== null || one.corrected).length + (error !== null || before.corrected ? 1 : 0);
    const widened = !full && rest.every(({ checkedAt }) => checkedAt) && forcesFull(errors, rechecks.length, figuresOf(contest));
    if (widened) {
      const known = new Set(rechecks.map((one) => one.entrantId));
      const others = (await listed(tx, place)).filter((one) => !known.has(one.entrantId));
      await tx.recheck.createMany({ data: others.map((one) => ({ ...place, entrantId: one.entrantId })) });
      await tx.signOff.update({ where: { eventId_contestId: place }, data: { full: true } });
    }
    return { entrantId, before: before.checkedAt && { error: before.error }, after: { error }, widened };
  });
}

/** Everybody with a result: by rank, then those without one. */
export async function listed(tx: Transaction, { eventId, contestId }: Place): Promise<Listed[]> {
  const facts = (await contestFacts(tx, eventId, contestId))!;
  const codes = new Map(facts.entrants.map(({ id, code }) => [id, code]));
  const ranked = standingsOf(facts).map(({ entrantId, rank }) => ({ entrantId, rank }));
  const known = new Set(ranked.map(({ entrantId }) => entrantId));
  const others = facts.results.filter(({ entrantId }) => !known.has(entrantId)).map(({ entrantId }) => ({ entrantId, rank: null }));
  return [...ranked, ...others].map((one) => ({ ...one, code: codes.get(one.entrantId)! }));
}
