/** A finding as it stands under the programme's lock, and the day it is. */
import { FINDING_DEFAULTS, FindingBody, FindingSettings } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { Refused, type Database, type FindingModel, type Transaction } from '@leitai/database';
import { addDays, daysBetween } from '@leitai/scoring';
import type { Identity } from '../access/identity.ts';
import { houseDay, isoDay } from '../queries/today.ts';

export type FindingPlace = { readonly eventId: string; readonly findingId: string };
/** `today` is the database's day, where the work is done: the only one by which something is over. */
export type Standing = { readonly row: FindingModel; readonly body: FindingBody; readonly today: string; readonly now: Date };

/** Those of the event, or the defaults. */
export async function settingsOf(db: Database | Transaction, eventId: string): Promise<FindingSettings> {
  const kept = await db.findingSettings.findUnique({ where: { eventId_id: { eventId, id: eventId } } });
  return kept ? FindingSettings.parse(kept.body) : FINDING_DEFAULTS;
}

/** What a reader may look for: a leader the own unit's. @throws Refused 'finding.not-found' for a leader of another event. */
export function ownFindings(me: Identity, eventId: string): { eventId: string; organisationId?: string } {
  if (me.role !== 'leader') return { eventId };
  if (me.eventId !== eventId) throw new Refused('finding.not-found');
  return { eventId, organisationId: me.organisationId };
}

/** @throws Refused 'finding.not-found', also for another unit's leader. */
export async function standingFinding(db: Database | Transaction, me: Identity, { eventId, findingId }: FindingPlace, now: Date): Promise<Standing> {
  const row = await db.finding.findFirst({ where: { ...ownFindings(me, eventId), id: findingId } });
  if (!row) throw new Refused('finding.not-found');
  return { row, body: FindingBody.parse(row.body), today: await houseDay(db), now };
}

/** Days past its time; 0 once it is put right, or withdrawn. While a withdrawal waits for its answer they stand still. */
export function overdueDays({ state, due, body }: Pick<FindingModel, 'state' | 'due' | 'body'>, today: string): number {
  if (state !== 'opened' && state !== 'acknowledged') return 0;
  const { withdrawal } = FindingBody.parse(body);
  return Math.max(0, daysBetween(isoDay(due), withdrawal ? dayOf(new Date(withdrawal.at)) : today));
}

/** Days the deadline has rested since a withdrawal was asked for, as far as it was not put right meanwhile. */
export function restedDays({ row: { rectifiedAt }, body: { withdrawal }, today }: Standing): number {
  const until = rectifiedAt ? dayOf(rectifiedAt) : today;
  return withdrawal ? Math.max(0, daysBetween(dayOf(new Date(withdrawal.at)), until)) : 0;
}

type Where = Pick<FindingModel, 'eventId' | 'id' | 'organisationId' | 'site'> & { readonly clause: unknown };
/** How often the same clause was not met again at the same place of the same unit, of any event, within so many days from `since`. Units are the same by their Chinese name. */
export async function recurrencesOf(db: Database | Transaction, { eventId, id, organisationId, site, clause }: Where, since: string, days: number): Promise<number> {
  const { standard, number } = (clause ?? {}) as { standard?: string; number?: string };
  if (standard === undefined) return 0;
  const [row] = await db.$queryRaw<[{ count: bigint }]>`
    SELECT count(*) AS count FROM finding f JOIN organisation o ON o.event_id = f.event_id AND o.id = f.organisation_id JOIN event e ON e.id = f.event_id
    JOIN organisation own ON own.event_id = ${eventId}::uuid AND own.id = ${organisationId}::uuid
    WHERE f.id <> ${id}::uuid AND f.state <> 'withdrawn' AND f.site = ${site} AND o.name->>'zh' = own.name->>'zh'
      AND e.practice = (SELECT practice FROM event WHERE id = ${eventId}::uuid)
      AND f.clause->>'standard' = ${standard} AND f.clause->>'number' = ${number ?? ''} AND f.found_on BETWEEN ${since}::date AND ${addDays(since, days)}::date`;
  return Number(row.count);
}
