/** The round as the house, a unit's leader and everybody see it. */
import type { Demonstration, PublicPlaques, Text, UnitDemonstration } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { Refused } from '@leitai/database';
import type { LeaderIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { payloadOf } from '../certificates.ts';
import { databaseNow } from '../database-now.ts';
import { eventKind } from '../enum-names.ts';
import { isoDay } from '../today.ts';
import { postsOf } from './posts.ts';
import { applicationParts, groundOf, plaqueParts, standingOf, toPlaque, toRound, toSummary, type ApplicationRow, type Ground } from './rows.ts';

/** By rank, then by when they were filed. @throws Refused 'event.not-found'. */
export async function readRound({ db }: Context, eventId: string): Promise<Demonstration> {
  const event = await db.event.findUnique({ where: { id: eventId }, include: { certificatePlan: true } });
  if (!event) throw new Refused('event.not-found');
  const at = (await databaseNow(db)).toISOString();
  const ground = await groundOf(db, eventId);
  const events = await db.event.findMany({ where: { id: { not: eventId }, practice: false }, orderBy: { createdAt: 'desc' } });
  const rows = ground ? await applicationsOf(db, eventId) : [];
  const plaques = await db.plaque.findMany({ where: { eventId }, include: plaqueParts, orderBy: { number: 'asc' } });
  return {
    at, eventName: event.name as Text, round: ground && toRound(ground, ground.facts.scheme.name),
    applications: ground ? inOrder(rows, ground) : [],
    plaques: plaques.map((row) => toPlaque(row, dayOf(new Date(at)))),
    issuer: (event.certificatePlan?.body as { issuer: Text } | undefined)?.issuer ?? null,
    events: events.map(({ id, name, kind }) => ({ id, name: name as Text, kind: eventKind(kind) })),
  };
}

export const applicationsOf = (db: Context['db'], eventId: string, organisationId?: string): Promise<ApplicationRow[]> =>
  db.demonstrationApplication.findMany({ where: { eventId, ...(organisationId !== undefined && { organisationId }) }, include: applicationParts, orderBy: [{ filedAt: 'asc' }, { id: 'asc' }] });

/** The house's list, in the order in which the desk leafs through it. */
export const inOrder = (rows: readonly ApplicationRow[], ground: Ground) =>
  rows.map((row) => toSummary(row, ground, true)).toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.filedAt < b.filedAt ? -1 : 1));

/** States in which the unit may see what the panel gave. */
export const DECIDED = ['rectify', 'publicised', 'named', 'refused'] as const;
export const isDecided = (state: ApplicationRow['state']): boolean => DECIDED.some((one) => one === state);

export async function unitRound({ db }: Context, { eventId, organisationId }: LeaderIdentity): Promise<UnitDemonstration> {
  const { event, name } = await db.organisation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: organisationId } }, include: { event: true } });
  const ground = await groundOf(db, eventId);
  const rows = ground ? await applicationsOf(db, eventId, organisationId) : [];
  return {
    at: (await databaseNow(db)).toISOString(), eventName: event.name as Text, unit: name as Text, round: ground && toRound(ground, ground.facts.scheme.name),
    applications: ground ? rows.map((row) => toSummary(row, ground, isDecided(row.state))) : [],
    posts: ground ? await postsOf(db, ground.row.sources) : [],
  };
}

/** Of all events but practice copies; no person is named. */
export async function publicPlaques({ db }: Context): Promise<PublicPlaques> {
  const at = (await databaseNow(db)).toISOString();
  const real = { round: { event: { practice: false } } };
  const parts = { organisation: true, round: { include: { event: true } } } as const;
  const [plaques, candidates] = await Promise.all([
    db.plaque.findMany({ where: { application: real }, include: { ...plaqueParts, application: { include: parts } }, orderBy: [{ grantedAt: 'desc' }, { number: 'asc' }] }),
    db.demonstrationApplication.findMany({ where: { ...real, state: 'publicised' }, include: { ...parts, objections: { orderBy: { number: 'asc' } } }, orderBy: { publicUntil: 'asc' } }),
  ]);
  return {
    at,
    plaques: plaques.map((row) => ({
      number: row.number, team: row.application.team, unit: row.application.organisation.name as Text, post: row.application.postName as Text, event: row.application.round.event.name as Text,
      state: standingOf(row, dayOf(new Date(at))), issuer: payloadOf(row.certificate).issuer, grantedOn: dayOf(row.grantedAt), validUntil: isoDay(row.validUntil),
    })),
    candidates: candidates.map(({ eventId, id, team, organisation, postName, round, publicFrom, publicUntil, objections }) => ({
      eventId, applicationId: id, team, unit: organisation.name as Text, post: postName as Text, event: round.event.name as Text,
      from: publicFrom!.toISOString(), until: publicUntil!.toISOString(), open: at < publicUntil!.toISOString(),
      objections: objections.map(({ number, state }) => ({ number, state })),
    })),
  };
}
