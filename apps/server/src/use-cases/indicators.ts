/** Freezing what records say when a review begins, and deciding on something else in its place: proposed by one person, approved by another. */
import type { OverrideAsking, OverrideDeciding } from '@leitai/contract';
import { appendEvent, lockContest, Prisma, Refused, type IndicatorValueModel, type Transaction } from '@leitai/database';
import type { Figures } from '@leitai/scoring';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import type { Reading } from '../indicators/sources.ts';
import { databaseNow } from '../queries/database-now.ts';
import { askedFor, readAll, type Application } from '../queries/indicator-readings.ts';
import type { StoredOverride } from '../queries/indicators.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';

type Me = AccountIdentity | PanelIdentity;
type Place = { readonly eventId: string; readonly contestId: string; readonly entrantId: string };
export type Readings = ReadonlyMap<string, Reading>;

/** What is to be frozen when this entrant is called: null where nothing is derived of records, or it is frozen already. */
export async function readingsFor({ db }: Pick<Context, 'db'>, { eventId, contestId, entrantId }: Place): Promise<Readings | null> {
  const application = await db.demonstrationApplication.findFirst({ where: { eventId, entrantId, round: { contestId } }, select: { id: true } });
  if (!application || (await db.indicatorValue.count({ where: { eventId, entrantId } })) > 0) return null;
  return readAll(db, await askedFor(db, { eventId, applicationId: application.id }));
}

/** Call under the contest's lock. What was frozen meanwhile stays as it is. */
export async function freezeIn(tx: Transaction, me: Me, { eventId, contestId, entrantId }: Place, readings: Readings): Promise<void> {
  if (readings.size === 0 || (await tx.indicatorValue.count({ where: { eventId, entrantId } })) > 0) return;
  const values = [...readings].map(([criterionId, { source, sha256, figures }]) => ({ criterionId, source, sha256, figures }));
  const entry = { type: 'indicator:freeze', subject: entrantId, by: me.name, values };
  const { recordedAt } = await appendEvent(tx, eventId, contestId, fromOrganiser(await databaseNow(tx)), actorOf(me), entry, {}, false);
  await tx.indicatorValue.createMany({
    data: [...readings].map(([criterionId, { source, text, sha256, figures }]) => ({
      eventId, contestId, entrantId, criterionId, source, text, sha256, figures: figures ?? Prisma.DbNull, frozenAt: new Date(recordedAt), frozenBy: me.name,
    })),
  });
}

/** @throws Refused 'application.not-found', 'indicator.not-entered' before the team is entered for the review. */
export async function freezeIndicators(ctx: Context, me: AccountIdentity, place: Application): Promise<void> {
  const { eventId, entrantId, round: { contestId } } = await askedFor(ctx.db, place);
  if (entrantId === null) throw new Refused('indicator.not-entered');
  const readings = await readingsFor(ctx, { eventId, contestId, entrantId });
  if (!readings) return;
  await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    await freezeIn(tx, me, { eventId, contestId, entrantId }, readings);
  });
  ctx.notices.contestChanged(eventId, contestId);
}

/** @throws Refused 'application.not-found', 'indicator.not-found' for what is not frozen, 'indicator.stands', 'indicator.pending'. */
export async function proposeOverride(ctx: Context, me: AccountIdentity, place: Application, { criterionId, derived, reason }: OverrideAsking): Promise<void> {
  await overrideStep(ctx, me, place, criterionId, 'indicator:override', (standing, at) => {
    if (standing?.state === 'proposed') throw new Refused('indicator.pending', { by: standing.proposedBy });
    if (standing?.state === 'approved') throw new Refused('indicator.decided', { by: standing.decidedBy });
    return {
      state: 'proposed', derived: derived as StoredOverride['derived'], reason, proposedById: me.accountId, proposedBy: me.name, proposedAt: at,
      decidedById: null, decidedBy: null, decidedAt: null, decision: '',
    };
  });
}

/** @throws Refused what `proposeOverride` refuses, 'indicator.decided', 'sign-off.same-person'. */
export async function decideOverride(ctx: Context, me: AccountIdentity, place: Application, { criterionId, approved, reason }: OverrideDeciding): Promise<void> {
  await overrideStep(ctx, me, place, criterionId, 'indicator:decide', (standing, at) => {
    if (standing?.state !== 'proposed') throw new Refused('indicator.decided');
    if (standing.proposedById === me.accountId || sameName(standing.proposedBy, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
    return { ...standing, state: approved ? 'approved' : 'rejected', decidedById: me.accountId, decidedBy: me.name, decidedAt: at, decision: reason };
  });
}

async function overrideStep(ctx: Context, me: AccountIdentity, place: Application, criterionId: string, type: string, next: (standing: StoredOverride | null, at: string) => StoredOverride): Promise<void> {
  const { eventId, entrantId, round: { contestId } } = await askedFor(ctx.db, place);
  if (entrantId === null) throw new Refused('indicator.not-found');
  await ctx.db.$transaction(async (tx) => {
    await lockContest(tx, eventId, contestId);
    const value = await valueOf(tx, eventId, entrantId, criterionId);
    if (await tx.result.count({ where: { eventId, entrantId } })) throw new Refused('indicator.stands');
    const now = await databaseNow(tx);
    const override = next(value.override as StoredOverride | null, now.toISOString());
    const entry = { type, subject: `${entrantId}/${criterionId}`, by: me.name, figures: value.figures as Figures | null, override };
    await appendEvent(tx, eventId, contestId, fromOrganiser(now), actorOf(me), entry, {}, false);
    await tx.indicatorValue.update({ where: { eventId_entrantId_criterionId: { eventId, entrantId, criterionId } }, data: { override } });
  });
  ctx.notices.contestChanged(eventId, contestId);
}

async function valueOf(tx: Transaction, eventId: string, entrantId: string, criterionId: string): Promise<IndicatorValueModel> {
  const value = await tx.indicatorValue.findUnique({ where: { eventId_entrantId_criterionId: { eventId, entrantId, criterionId } } });
  if (!value) throw new Refused('indicator.not-found');
  return value;
}
