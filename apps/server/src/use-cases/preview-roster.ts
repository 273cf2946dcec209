/** Reads an uploaded roster and shows what importing it would do. Stores the preview and nothing else. */
import { randomUUID } from 'node:crypto';
import type { RosterPreview } from '@leitai/contract';
import type { Context } from '../context.ts';
import { checkRows } from '../roster/check-rows.ts';
import { peopleOf } from '../roster/columns.ts';
import { eventRoster, planRoster, type EventContest, type Planned } from '../roster/event-roster.ts';
import { readTable } from '../roster/read-table.ts';
import { MOST_ROWS } from '../roster/table.ts';
import { Refused } from '@leitai/database';

/** @throws Refused 'import.unreadable', 'import.too-many-rows', 'import.missing-column', 'event.not-found'. */
export async function previewRoster({ db }: Context, eventId: string, file: { readonly name: string; readonly bytes: Uint8Array }, stop?: AbortSignal): Promise<RosterPreview> {
  const event = await eventRoster(db, eventId);
  const people = peopleOf(await readTable(file.bytes, stop));
  if (people.length > MOST_ROWS) throw new Refused('import.too-many-rows', { most: MOST_ROWS });
  const { rows, adds, changes, already, missing } = planRoster(event, checkRows(people, (post) => event.contestOf(post) !== undefined));
  const stored = await db.rosterImport.create({ data: { eventId, id: randomUUID(), fileName: file.name, rows } });
  return {
    importId: stored.id,
    fileName: file.name,
    rows,
    faulty: rows.filter(({ faults }) => faults.length > 0).length,
    adds: adds.length,
    already,
    changes: changes.flatMap(({ row: { line, name, organisation: unit, gender: sex }, person, organisation, gender }) => [
      ...(organisation ? [{ line, name, column: 'organisation' as const, from: person.organisation?.zh ?? '', to: unit }] : []),
      ...(gender ? [{ line, name, column: 'gender' as const, from: person.gender, to: sex }] : []),
    ]),
    missing: missing.map(({ person: { name, organisation }, contest: { letter } }) => ({ name, organisation: organisation ?? { zh: '', en: '' }, letter })),
    newOrganisations: [...new Set([...adds, ...changes].map(({ row }) => row.organisation))].filter((name) => !event.organisations.has(name)),
    byPost: byPost(adds),
  };
}

function byPost(adds: readonly Planned[]): RosterPreview['byPost'] {
  const counts = new Map<EventContest, number>();
  for (const { contest } of adds) counts.set(contest, (counts.get(contest) ?? 0) + 1);
  return [...counts].map(([{ letter, name }, count]) => ({ letter, name, adds: count })).sort((a, b) => (a.letter < b.letter ? -1 : 1));
}
