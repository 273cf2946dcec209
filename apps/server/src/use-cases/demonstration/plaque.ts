/** 授牌: a named post's plaque with its number and signed certificate; its yearly re-checks, suspension, and withdrawal by two people. */
import { randomUUID } from 'node:crypto';
import type { CertificatePlan, CertificatePayload, PlaqueChecking, PlaquePause, RouteInput, Text, WithdrawalDeciding } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { contestFacts, lockContest, Refused, standingsOf, type Command, type ContestFacts, type Prisma, type RowRef, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../../access/identity.ts';
import { sameName } from '../../access/same-name.ts';
import type { Context } from '../../context.ts';
import { dateOf, isoDay } from '../../queries/today.ts';
import { certificateNumber, keepSigned } from '../certificate-issue.ts';
import { revokeNow } from '../certificate-revoke.ts';
import { applicationStep, type ApplicationPlace, type Standing } from './application-step.ts';

type PlaquePlace = { readonly eventId: string; readonly plaqueId: string };
const TITLE = { zh: '标准化标兵示范岗', en: 'Standardisation Demonstration Post' };

/**
 * Once the days for objections are over and none waits for its answer.
 * @throws Refused as `applicationStep`, 'objection.window' (details.until), 'objection.open', 'certificate.no-plan', 'practice.only'.
 */
export async function grantPlaque(ctx: Context, me: AccountIdentity, place: ApplicationPlace, command: Command): Promise<{ number: string }> {
  const { eventId, applicationId } = place;
  const { number } = await applicationStep(ctx, me, place, command, 'plaque:grant', ['publicised'], async (tx, application, now) => {
    if (now < application.publicUntil!) throw new Refused('objection.window', { until: application.publicUntil });
    if ((await tx.demonstrationObjection.count({ where: { eventId, applicationId, state: 'filed' } })) > 0) throw new Refused('objection.open');
    const plan = await tx.certificatePlan.findUnique({ where: { eventId } });
    if (!plan) throw new Refused('certificate.no-plan');
    const { contestId, validYears } = application.round;
    const facts = (await contestFacts(tx, eventId, contestId))!;
    if (facts.practice) throw new Refused('practice.only');
    const granted = dateOf(dayOf(now));
    const validUntil = yearsOn(granted, validYears, -1);
    const entrantId = application.entrantId!;
    const [certificate] = await keepSigned(tx, me, { eventId, contestId }, now, [{
      entrantId, replacesId: null, payload: (serial) => payloadOf(application, facts, plan.body as unknown as CertificatePlan, { serial, now, validUntil }),
    }]);
    const id = randomUUID();
    await tx.plaque.create({ data: { eventId, id, applicationId, certificateId: certificate!.id, number: certificate!.number, grantedBy: me.name, grantedAt: now, validUntil } });
    const checks = Array.from({ length: validYears - 1 }, (_, index) => ({ eventId, id: randomUUID(), plaqueId: id, number: index + 1, due: yearsOn(granted, index + 1) }));
    await tx.plaqueCheck.createMany({ data: checks });
    const rows: RowRef[] = [{ table: 'plaque', id }, ...checks.map((one): RowRef => ({ table: 'plaque_check', id: one.id }))];
    return { set: { state: 'named' }, rows, entry: { plaqueId: id, number: certificate!.number }, answer: { number: certificate!.number } };
  }, (tx) => lockRound(tx, eventId));
  return { number };
}

/** @throws Refused 'plaque.not-found', 'plaque.bad-state' unless it stands the other way. */
export function pausePlaque(ctx: Context, me: AccountIdentity, place: PlaquePlace, input: PlaquePause): Promise<void> {
  return plaqueStep(ctx, me, place, input, input.suspended ? 'plaque:suspend' : 'plaque:resume', async (tx, { id, standing }, now) => {
    if (standing !== (input.suspended ? 'valid' : 'suspended')) throw new Refused('plaque.bad-state', { state: standing });
    await tx.plaque.update({ where: { eventId_id: { eventId: place.eventId, id } }, data: input.suspended ? { standing: 'suspended', reason: input.reason, suspendedAt: now } : { standing: 'valid', reason: '', suspendedAt: null } });
    return [{ table: 'plaque', id }];
  }, { reason: input.reason });
}

/** A re-check that was not passed is done again. @throws Refused 'plaque.not-found', 'plaque.bad-state' for one that is passed or of a plaque that is gone. */
export async function checkPlaque(ctx: Context, me: AccountIdentity, { eventId, checkId: id }: { readonly eventId: string; readonly checkId: string }, input: PlaqueChecking): Promise<void> {
  const found = await ctx.db.plaqueCheck.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!found) throw new Refused('plaque.not-found');
  await plaqueStep(ctx, me, { eventId, plaqueId: found.plaqueId }, input, 'plaque:check', async (tx, plaque, now) => {
    const check = await tx.plaqueCheck.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
    if (plaque.standing === 'withdrawn' || check.passed === true) throw new Refused('plaque.bad-state', { state: plaque.standing });
    await tx.plaqueCheck.update({ where: { eventId_id: { eventId, id } }, data: { passed: input.passed, note: input.note, checkedBy: me.name, checkedAt: now } });
    return [{ table: 'plaque_check', id }];
  }, { checkId: id });
}

/** @throws Refused 'plaque.not-found', 'plaque.bad-state' for one that is gone, 'decision.pending'. */
export function askWithdrawal(ctx: Context, me: AccountIdentity, place: PlaquePlace, input: RouteInput<'POST /api/events/:eventId/demonstration/plaques/:plaqueId/withdrawal'>): Promise<void> {
  const { commandId: id, reason } = input;
  const { eventId, plaqueId } = place;
  return plaqueStep(ctx, me, place, input, 'plaque:withdraw-ask', async (tx, { standing }, now) => {
    if (standing === 'withdrawn') throw new Refused('plaque.bad-state', { state: standing });
    if (await tx.plaqueWithdrawal.count({ where: { eventId, plaqueId, state: 'proposed' } })) throw new Refused('decision.pending');
    await tx.plaqueWithdrawal.create({ data: { eventId, id, plaqueId, reason, askedById: me.accountId, askedBy: me.name, askedAt: now } });
    return [{ table: 'plaque_withdrawal', id }];
  });
}

/** Approved, the certificate is revoked in the same breath. @throws Refused 'plaque.not-found', 'decision.not-found' where nothing is asked, or another request waits by now, 'sign-off.same-person'. */
export function decideWithdrawal(ctx: Context, me: AccountIdentity, place: PlaquePlace, input: WithdrawalDeciding): Promise<void> {
  const { eventId, plaqueId } = place;
  return plaqueStep(ctx, me, place, input, 'plaque:withdraw-decide', async (tx, plaque, now) => {
    const asked = await tx.plaqueWithdrawal.findFirst({ where: { eventId, plaqueId, id: input.requestId, state: 'proposed' } });
    if (!asked) throw new Refused('decision.not-found');
    if (asked.askedById === me.accountId || sameName(asked.askedBy, me.name)) throw new Refused('sign-off.same-person', { name: me.name });
    const state = input.approved ? 'approved' as const : 'rejected' as const;
    await tx.plaqueWithdrawal.update({ where: { eventId_id: { eventId, id: asked.id } }, data: { state, decidedById: me.accountId, decidedBy: me.name, decidedAt: now, rejection: input.approved ? '' : input.reason } });
    const told: RowRef = { table: 'plaque_withdrawal', id: asked.id };
    if (!input.approved) return [told];
    await tx.plaque.update({ where: { eventId_id: { eventId, id: plaqueId } }, data: { standing: 'withdrawn', reason: asked.reason } });
    await revokeNow(tx, me, eventId, plaque.certificateId, now, asked);
    return [told, { table: 'plaque', id: plaqueId }];
  }, { approved: input.approved });
}

type GivenPlaque = NonNullable<Standing['plaque']>;

async function plaqueStep(
  ctx: Context, me: AccountIdentity, { eventId, plaqueId }: PlaquePlace, command: Command, type: string,
  work: (tx: Transaction, plaque: GivenPlaque, now: Date) => Promise<readonly RowRef[]>, entry: Prisma.JsonObject = {},
): Promise<void> {
  const found = await ctx.db.plaque.findUnique({ where: { eventId_id: { eventId, id: plaqueId } } });
  if (!found) throw new Refused('plaque.not-found');
  await applicationStep(ctx, me, { eventId, applicationId: found.applicationId }, command, type, ['named'], async (tx, { plaque }, now) =>
    ({ rows: await work(tx, plaque!, now), entry: { plaqueId, ...entry }, answer: {} }), (tx) => lockRound(tx, eventId));
}

async function lockRound(tx: Transaction, eventId: string): Promise<void> {
  const round = await tx.demonstrationRound.findUnique({ where: { eventId } });
  if (!round) throw new Refused('demonstration.no-round');
  await lockContest(tx, eventId, round.contestId);
}

/** The same day so many years on, and so many days from there; the 29th of February becomes the 1st of March. */
function yearsOn(from: Date, years: number, days = 0): Date {
  return new Date(Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth(), from.getUTCDate() + days));
}

function payloadOf(
  { team, organisation, postName, entrantId }: Standing, facts: ContestFacts, plan: CertificatePlan, { serial, now, validUntil }: { readonly serial: number; readonly now: Date; readonly validUntil: Date },
): CertificatePayload {
  const [unit, post] = [organisation.name as Text, postName as Text];
  const standing = standingsOf(facts).find((one) => one.entrantId === entrantId)!;
  return {
    format: 'leitai-certificate/1', id: randomUUID(), number: certificateNumber(plan.prefix, facts.letter, serial), kind: 'plaque',
    name: team, event: facts.eventName, post, award: TITLE, rank: standing.rank, tied: standing.tied, title: TITLE,
    text: {
      zh: `${unit.zh}${team}经评定命名为${TITLE.zh}，有效期至 ${isoDay(validUntil)}。`,
      en: `${team} of ${unit.en} has been named a ${TITLE.en}, valid until ${isoDay(validUntil)}.`,
    },
    issuer: plan.issuer, date: dayOf(now), layout: plan.layout, issuedAt: now.toISOString(), replaces: null,
  };
}
