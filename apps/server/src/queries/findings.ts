/** Findings as their readers see them: the list, and where one may be opened. A leader's end at the own unit. */
import { FindingBody, type FindingChoices, type FindingClause, type FindingList, type FindingRow, type FindingSource, type Text } from '@leitai/contract';
import { Refused, type Database, type Prisma } from '@leitai/database';
import type { Identity } from '../access/identity.ts';
import { overdueDays, ownFindings, settingsOf } from '../findings/standing.ts';
import { databaseNow } from './database-now.ts';
import { houseDay, isoDay } from './today.ts';

export const findingParts = { organisation: true, post: true } satisfies Prisma.FindingInclude;
export type FindingParts = Prisma.FindingGetPayload<{ include: typeof findingParts }>;

export function toFindingRow(row: FindingParts, today: string): FindingRow {
  const { id, number, subject, severity, state, round, organisation, post, site, owner, foundOn, due, openedBy, openedAt, source, sourceWords, rectifiedAt, closedAt } = row;
  const { measures, extensions, withdrawal, report } = FindingBody.parse(row.body);
  const own = measures.filter((one) => one.round === round);
  return {
    id, number, subject, severity, state, round, site, owner, openedBy, sourceWords,
    organisation: { id: organisation.id, name: organisation.name as Text },
    post: post && { id: post.id, letter: post.letter, name: post.shortName as Text },
    clause: row.clause as FindingClause | null, source: source as FindingSource,
    foundOn: isoDay(foundOn), due: isoDay(due), overdue: overdueDays(row, today),
    measures: { done: own.filter(({ done }) => done).length, total: own.length },
    openedAt: openedAt.toISOString(), rectifiedAt: rectifiedAt?.toISOString() ?? null, closedAt: closedAt?.toISOString() ?? null,
    asked: { extension: extensions.at(-1)?.decision === null, withdrawal: withdrawal !== null && state !== 'withdrawn' },
    reported: report !== null,
  };
}

/** Newest first. @throws Refused 'event.not-found', 'finding.not-found' for a leader of another event. */
export async function findingList(db: Database, me: Identity, eventId: string): Promise<FindingList> {
  const where = ownFindings(me, eventId);
  const event = await db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  const rows = await db.finding.findMany({ where, include: findingParts, orderBy: [{ openedAt: 'desc' }, { number: 'desc' }] });
  const today = await houseDay(db);
  return { at: (await databaseNow(db)).toISOString(), today, event: event.name as Text, settings: await settingsOf(db, eventId), findings: rows.map((row) => toFindingRow(row, today)) };
}

/** @throws Refused 'event.not-found'. */
export async function findingChoices(db: Database, eventId: string): Promise<FindingChoices> {
  const event = await db.event.findUnique({ where: { id: eventId }, include: { organisations: true, posts: { orderBy: { letter: 'asc' } } } });
  if (!event) throw new Refused('event.not-found');
  return {
    organisations: event.organisations.map(({ id, name }) => ({ id, name: name as Text })).sort((a, b) => a.name.zh.localeCompare(b.name.zh, 'zh-CN')),
    posts: event.posts.map(({ id, letter, shortName }) => ({ id, letter, name: shortName as Text })),
    settings: await settingsOf(db, eventId), today: await houseDay(db),
  };
}
