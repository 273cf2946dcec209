/** Where in the sources the unit and its post are found, by their natural keys, and rows of registers as figures show them. */
import type { IndicatorRow } from '@leitai/contract';
import type { EventModel, Transaction } from '@leitai/database';
import type { Line, RowsOf } from '../queries/register-rows.ts';
import type { Question } from './source.ts';

export type Place = RowsOf & { readonly postId: string };

/** In each year of supervision that knows the unit and the post: the registers are kept there. */
export async function registersOf(tx: Transaction, { unit, postCode, from, until, eventIds }: Question): Promise<Place[]> {
  const found = await tx.event.findMany({
    where: { id: { in: [...eventIds] }, kind: 'inspection', practice: false }, orderBy: { id: 'asc' },
    select: { id: true, organisations: { where: { name: { path: ['zh'], equals: unit.zh } }, select: { id: true } }, posts: { where: { code: postCode }, orderBy: { letter: 'asc' }, select: { id: true } } },
  });
  return found.flatMap(({ id, organisations: [organisation], posts }) => (organisation ? posts.map((post) => ({ eventId: id, organisationId: organisation.id, postId: post.id, from, until })) : []));
}

/** That these events were asked, where finding nothing in them says something. */
export async function askedEvents(tx: Transaction, eventIds: readonly string[], kind: EventModel['kind']): Promise<IndicatorRow[]> {
  const found = await tx.event.findMany({ where: { id: { in: [...eventIds] }, kind, practice: false }, orderBy: { id: 'asc' }, select: { id: true } });
  return found.map(({ id }) => ({ table: 'event', key: id, columns: {} }));
}
export const isEvent = ({ table }: IndicatorRow): boolean => table === 'event';

/** That the records of this event were asked, where finding nothing says something. */
export const askedRow = ({ eventId, organisationId }: Place): IndicatorRow => ({ table: 'organisation', key: organisationId, columns: { event: eventId } });
export const isAsked = ({ table }: IndicatorRow): boolean => table === 'organisation';

/** @param fields of the line's body that count; nobody's name is among them. */
export const lineRow = (event: string, register: string, { id, day, body }: Line, fields: readonly string[], more: IndicatorRow['columns'] = {}): IndicatorRow =>
  ({ table: 'register_entry', key: id, columns: { event, register, day, ...Object.fromEntries(fields.map((field) => [field, body[field] ?? null])), ...more } });
