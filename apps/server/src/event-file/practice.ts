/** Makes a practice copy of an event file: who takes part and by which rules, under new ids and new codes, without anything that was done. */
import { createHmac, randomBytes } from 'node:crypto';
import type { PracticeNames, Text } from '@leitai/contract';
import { moveWhole, putRows, shapes, type Shape, type Transaction } from '@leitai/database';
import { blindCode, shuffled } from '../use-cases/blind-code.ts';
import { inventedName } from './invented-names.ts';
import type { Work } from './jobs.ts';
import type { Archive } from './open-archive.ts';
import { fitting } from './put-event.ts';

type Row = Record<string, unknown>;
type Rows = ReadonlyMap<string, Row[]>;
const MARK: Text = { zh: '练习', en: 'Practice' };
/** As long as a name may be. */
const MOST_NAME = 200;

/** `copyId`: the id it is to have; where a copy has it already nothing is made. */
export type Copy = { readonly names: PracticeNames; readonly copyId: string };

/** @returns the copy's id. The file must have passed `checkArchive`. @throws Refused 'event-file.broken'. */
export async function putPractice(tx: Transaction, archive: Archive, { names, copyId: eventId }: Copy, { signal, tell }: Work): Promise<string> {
  await moveWhole(tx, eventId);
  if ((await tx.event.count({ where: { id: eventId, practice: true } })) > 0) return eventId;
  const known = (await shapes(tx)).filter(({ practice }) => practice !== undefined);
  const rows = await readRows(archive, known, eventId);
  const [event] = rows.get('event')!;
  Object.assign(event!, { name: practiceName(event!['name'] as Text), practice: true });
  if (names === 'invent') rows.get('person')?.forEach((person, index) => Object.assign(person, { name: inventedName(index), employee_no: null }));
  giveCodes(rows);
  for (const [index, shape] of known.entries()) {
    signal.throwIfAborted();
    tell('write', index, known.length);
    const lines = rows.get(shape.name) ?? [];
    if (lines.length > 0) await fitting(shape.name, () => putRows(tx, shape, Object.keys(lines[0]!), lines.map((row) => JSON.stringify(row))));
  }
  return eventId;
}

/** Every id becomes another, the same one wherever it stands; a judge who left the panel stays away. */
async function readRows(archive: Archive, known: readonly Shape[], eventId: string): Promise<Rows> {
  const secret = randomBytes(32);
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed);
    return value === archive.manifest.event.id ? eventId : value === null ? null : newId(secret, String(value));
  };
  const rows = new Map<string, Row[]>();
  for (const table of archive.manifest.tables) {
    const shape = known.find(({ name }) => name === table.name);
    if (!shape) continue;
    const taken: Row[] = [];
    for await (const line of archive.lines(table)) {
      const row = JSON.parse(line) as Row;
      if (row['ended_at'] !== undefined && row['ended_at'] !== null) continue;
      const columns = shape.practice!.filter((column) => column !== 'ended_at' && table.columns.includes(column));
      taken.push(Object.fromEntries(columns.map((column) => [column, /^id$|_ids?$/.test(column) ? renamed(row[column]) : row[column]])));
    }
    rows.set(table.name, taken);
  }
  return rows;
}

/** The same for the same, of the shape of a random one. The secret is kept nowhere: a copy's names by id must not lead back to a sealed draw's codes by id. */
function newId(secret: Buffer, id: string): string {
  const hash = createHmac('sha256', secret).update(id).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** Another order and other codes than the event's own: whoever practises must not learn whose code is whose. */
function giveCodes(rows: Rows): void {
  const letters = new Map(rows.get('post')?.map(({ id, letter }) => [id, String(letter)]));
  for (const contest of rows.get('contest') ?? []) {
    const entrants = (rows.get('entrant') ?? []).filter((entrant) => entrant['contest_id'] === contest['id']);
    shuffled(entrants).forEach((entrant, index) => Object.assign(entrant, { position: index + 1, code: blindCode(letters.get(contest['post_id']) ?? '', index + 1) }));
  }
}

function practiceName({ zh, en }: Text): Text {
  const marked = (mark: string, name: string): string => (name.startsWith(mark) ? name : `${mark} · ${name}`.slice(0, MOST_NAME).trimEnd());
  return { zh: marked(MARK.zh, zh), en: marked(MARK.en, en) };
}
