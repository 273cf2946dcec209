/** Two signatures publish: the chief's, then the supervisor's; the results are final when the deadline has passed. */
import type { Publishing } from '@leitai/contract';
import { Refused, type Transaction } from '@leitai/database';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import { requireAppealsSettled } from './appeals-settled.ts';
import { isSealed } from '../queries/sealed.ts';
import { requireNoneWaiting } from './correction-step.ts';
import { moveTo, signOffStep, signOffStepIn, tellStep, type Place, type Standing } from './sign-off-step.ts';

const DAY = 24 * 3_600_000;

/**
 * The chief signs what the recheck left standing. A practical check is final with that alone and needs no recheck.
 * @throws Refused 'access.forbidden' for another contest's chief, 'recheck.unfinished' (details.left), 'sign-off.note-needed' (details.errors),
 * 'correction.pending', 'points.pending' while a correction or points wait, 'draw.sealed' while nobody knows whose results they are.
 */
export function signAsChief(ctx: Context, me: PanelIdentity, place: Place, note: string): Promise<void> {
  if (me.contestId !== place.contestId || me.eventId !== place.eventId) throw new Refused('access.forbidden');
  return signOffStep(ctx, me, place, 'closed', 'contest:state', async (tx, standing) => {
    const { rechecks, drawnAt, contest, now } = standing;
    await requireNoneWaiting(tx, place);
    if (await isSealed(tx, place)) throw new Refused('draw.sealed');
    const signature = { chiefName: me.name, chiefSignedAt: now, chiefNote: note };
    if (contest.event.kind === 'practicalCheck') {
      await tx.signOff.update({ where: { eventId_contestId: place }, data: { ...signature, finalBy: me.name, finalAt: now } });
      return { ...(await moveTo(tx, standing, 'final', { publishedAt: now })), step: 'chief-signature', path: 'short', note };
    }
    const left = rechecks.filter(({ checkedAt }) => !checkedAt).length;
    if (!drawnAt || left > 0) throw new Refused('recheck.unfinished', { left: drawnAt ? left : null });
    const errors = rechecks.filter(({ error }) => error !== null).length;
    if (errors > 0 && note === '') throw new Refused('sign-off.note-needed', { errors });
    await tx.signOff.update({ where: { eventId_contestId: place }, data: signature });
    return { ...(await moveTo(tx, standing, 'signed')), step: 'chief-signature', path: 'full', note };
  });
}

/**
 * The supervisor signs, which publishes provisionally for so many days.
 * @throws Refused 'sign-off.same-person' when the chief goes by the same name.
 */
export function signAsSupervisor(ctx: Context, me: AccountIdentity, place: Place, days: number): Promise<void> {
  return signOffStep(ctx, me, place, 'signed', 'contest:state', (tx, standing) => supervisorSigns(tx, me, standing, days));
}

/**
 * The same under several contests at once: all of them, or none. Each is named with the head of its chain, as it was when what becomes public was looked at.
 * @throws Refused 'contest.not-found', 'contest.bad-transition', 'publication.stale' (details.contestId) where anything happened since, 'sign-off.same-person'.
 */
export async function publishSeveral(ctx: Context, me: AccountIdentity, eventId: string, { contests, days }: Publishing): Promise<void> {
  const heads = new Map(contests.map(({ contestId, head }) => [contestId, head]));
  // In one order, as everywhere that more than one contest is locked.
  const places = [...heads.keys()].sort().map((contestId) => ({ eventId, contestId }));
  await ctx.db.$transaction(async (tx) => {
    for (const place of places) {
      await signOffStepIn(tx, me, place, 'signed', 'contest:state', (_tx, standing) => {
        if (standing.contest.headHash !== heads.get(place.contestId)) throw new Refused('publication.stale', { contestId: place.contestId });
        return supervisorSigns(tx, me, standing, days);
      });
    }
  });
  for (const place of places) tellStep(ctx, place);
}

async function supervisorSigns(tx: Transaction, me: AccountIdentity, standing: Standing, days: number) {
  const { eventId, contestId, chiefName, now } = standing;
  if (chiefName === null || sameName(chiefName, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
  const objectionsUntil = new Date(now.getTime() + days * DAY);
  await tx.signOff.update({ where: { eventId_contestId: { eventId, contestId } }, data: { supervisorName: me.name, supervisorSignedAt: now } });
  return {
    ...(await moveTo(tx, standing, 'provisional', { publishedAt: now, objectionsUntil })),
    step: 'supervisor-signature', until: objectionsUntil.toISOString(),
  };
}

/** The supervisor gives the results back to the chief, whose signature is void. */
export function returnToChief(ctx: Context, me: AccountIdentity, place: Place, reason: string): Promise<void> {
  return signOffStep(ctx, me, place, 'signed', 'contest:state', async (tx, standing) => {
    await tx.signOff.update({ where: { eventId_contestId: place }, data: { chiefName: null, chiefSignedAt: null, chiefNote: '' } });
    return { ...(await moveTo(tx, standing, 'closed')), step: 'return', reason };
  });
}

/** @throws Refused 'publication.open' (details.until) while objections may still be raised, by the database's clock; 'correction.pending', 'points.pending' while a correction or points wait, 'appeal.open' while an appeal does. */
export function makeFinal(ctx: Context, me: AccountIdentity, place: Place): Promise<void> {
  return signOffStep(ctx, me, place, 'provisional', 'contest:state', async (tx, standing) => {
    const { contest: { objectionsUntil }, now } = standing;
    if (!objectionsUntil || now < objectionsUntil) throw new Refused('publication.open', { until: objectionsUntil });
    await requireNoneWaiting(tx, place);
    await requireAppealsSettled(tx, place, now);
    await tx.signOff.update({ where: { eventId_contestId: place }, data: { finalBy: me.name, finalAt: now } });
    return { ...(await moveTo(tx, standing, 'final')), step: 'final' };
  });
}
