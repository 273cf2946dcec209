/** One finding with all that belongs to it: its traces from the record, the same clause within a year over all events, and the steps its reader may take. */
import { FindingBody, type Finding, type FindingState, type FindingTrace, type SameClause, type Text } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { Refused, type Database } from '@leitai/database';
import { addDays, daysBetween } from '@leitai/scoring';
import type { Identity } from '../access/identity.ts';
import { mayNow } from '../findings/may-now.ts';
import { ownFindings, recurrencesOf, settingsOf, type FindingPlace } from '../findings/standing.ts';
import { databaseNow } from './database-now.ts';
import type { Photo } from './evidence.ts';
import { findingPhotos } from './finding-photos.ts';
import { findingParts, toFindingRow, type FindingParts } from './findings.ts';
import { houseDay, isoDay } from './today.ts';

/** How far back the same clause is looked for, in days. */
const YEAR = 366;

/** @throws Refused 'finding.not-found', also for another unit's leader. */
export async function readFinding(db: Database, me: Identity, { eventId, findingId }: FindingPlace): Promise<Finding> {
  const where = ownFindings(me, eventId);
  const row = await db.finding.findFirst({ where: { ...where, id: findingId }, include: { ...findingParts, event: true } });
  if (!row) throw new Refused('finding.not-found');
  const today = await houseDay(db);
  const at = (await databaseNow(db)).toISOString();
  const [around, traces, history, settings, photos] = await Promise.all([
    db.finding.findMany({ where, select: { id: true }, orderBy: [{ openedAt: 'asc' }, { number: 'asc' }] }), tracesOf(db, eventId, findingId), historyOf(db, me, row), settingsOf(db, eventId),
    findingPhotos(db, row),
  ]);
  const body = FindingBody.parse(row.body);
  const observed = body.improvements.at(-1);
  const place = around.findIndex(({ id }) => id === findingId);
  return {
    ...toFindingRow(row, today), at, today, eventId, event: row.event.name as Text, practice: row.event.practice, body: { ...body, photos }, settings, traces, history,
    recurrences: observed ? await recurrencesOf(db, row, observed.since, observed.days) : 0,
    before: around[place - 1]?.id ?? null, after: around[place + 1]?.id ?? null,
    may: mayNow({ row, body, today, now: new Date(at) }, me), revision: traces[0]?.seq ?? 0,
  };
}

type Traced = { readonly seq: bigint; readonly body: { readonly type: string; readonly by: string; readonly at: string; readonly recordedAt: string; readonly said?: FindingTrace['details'] } };

/** Newest first. */
async function tracesOf(db: Database, eventId: string, findingId: string): Promise<FindingTrace[]> {
  const events = await db.$queryRaw<Traced[]>`
    SELECT seq, body FROM (SELECT seq, body::jsonb AS body FROM programme_event WHERE event_id = ${eventId}::uuid) e WHERE body->>'subject' = ${findingId} ORDER BY seq DESC`;
  return events.map(({ seq, body: { type, by, at, recordedAt, said = {} } }) => ({ seq: Number(seq), type, by, at, recordedAt, details: said }));
}

type Same = { id: string; eventId: string; number: string; foundOn: Date; site: string; organisation: Text; state: FindingState; closedAt: Date | null; samePlace: boolean };

/** Newest first, itself among them. A leader sees the own unit's, by its name. Practice tells nothing of what is real, and the other way round. */
async function historyOf(db: Database, me: Identity, { eventId, organisation, site, clause, foundOn, event: { practice } }: FindingParts & { event: { practice: boolean } }): Promise<SameClause[]> {
  const { standard, number } = (clause ?? {}) as { standard?: string; number?: string };
  if (standard === undefined) return [];
  const day = isoDay(foundOn);
  const unit = (organisation.name as Text).zh;
  const rows = await db.$queryRaw<Same[]>`
    SELECT f.id::text, f.event_id::text AS "eventId", f.number, f.found_on AS "foundOn", f.site, o.name AS organisation, f.state::text, f.closed_at AS "closedAt",
      f.site = ${site} AND o.name->>'zh' = ${unit} AS "samePlace"
    FROM finding f JOIN organisation o ON o.event_id = f.event_id AND o.id = f.organisation_id JOIN event e ON e.id = f.event_id
    WHERE f.clause->>'standard' = ${standard} AND f.clause->>'number' = ${number ?? ''} AND f.state <> 'withdrawn'
      AND (NOT e.practice OR e.id = ${eventId}::uuid) AND e.practice = ${practice}
      AND (${me.role !== 'leader'} OR o.name->>'zh' = ${unit}) AND f.found_on BETWEEN ${addDays(day, -YEAR)}::date AND ${day}::date
    ORDER BY f.found_on DESC, f.number DESC`;
  return rows.map(({ foundOn: found, closedAt, ...same }) => ({ ...same, foundOn: isoDay(found), days: closedAt && daysBetween(isoDay(found), dayOf(closedAt)) }));
}

/** @throws Refused 'evidence.not-found', also for another unit's leader. */
export async function readFindingPhoto(db: Database, me: Identity, { eventId, findingId, photoId }: FindingPlace & { readonly photoId: string }): Promise<Photo> {
  const row = await db.finding.findFirst({ where: { ...ownFindings(me, eventId), id: findingId } });
  const photo = row && (await findingPhotos(db, row)).find(({ id }) => id === photoId);
  const kept = photo && (await db.evidenceBytes.findUnique({ where: { eventId_hash: { eventId, hash: photo.hash } } }));
  if (!photo || !kept) throw new Refused('evidence.not-found');
  return { hash: photo.hash, type: photo.type, bytes: kept.bytes };
}
