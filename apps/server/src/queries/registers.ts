/** Registers of a year as staff read them: each line as it stands, what happened to it, and what new lines are held against. */
import { REGISTERS, registerDefinitions, type RegisterKind } from '@leitai/contract/register-kinds';
import type { EntryHistory, EvidenceFile, RegisterCells, RegisterEntry, RegisterOverview, Text } from '@leitai/contract';
import { Refused, type Database, type RegisterEntryModel, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { keyOf } from '../roster/event-roster.ts';
import { referenceOf, type Known } from '../roster/register-rows.ts';
import type { Photo } from './evidence.ts';
import { standingLines } from './register-rows.ts';
import { isoDay } from './today.ts';

const COUNTING = ['waiting', 'stands'] as const;
type Names = { readonly organisations: ReadonlyMap<string, Text>; readonly posts: ReadonlyMap<string, { readonly code: string; readonly name: Text }> };

/** @throws Refused 'event.not-found'. */
export async function registersOverview(db: Database, eventId: string): Promise<RegisterOverview> {
  const { organisations, posts } = await namesOf(db, eventId);
  const counted = await db.registerEntry.groupBy({ by: ['register', 'state'], where: { eventId }, _count: true });
  const count = (register: string, state: string): number => counted.find((one) => one.register === register && one.state === state)?._count ?? 0;
  return {
    registers: REGISTERS.map((register) => ({ register, stands: count(register, 'stands'), waiting: count(register, 'waiting') })),
    organisations: [...organisations.values()].sort((a, b) => a.zh.localeCompare(b.zh, 'zh-CN')),
    posts: [...posts.values()].sort((a, b) => a.code.localeCompare(b.code)),
  };
}

/** The latest day first. @throws Refused 'event.not-found'. */
export async function listRegister(db: Database, eventId: string, register: RegisterKind, me: AccountIdentity): Promise<RegisterEntry[]> {
  const names = await namesOf(db, eventId);
  const held = register === 'attendance' ? await sessionDays(db, eventId) : null;
  const rows = await db.registerEntry.findMany({ where: { eventId, register }, orderBy: [{ day: { sort: 'desc', nulls: 'last' } }, { changedAt: 'desc' }, { id: 'asc' }] });
  return rows.map(({ id, state, version, enteredBy, enteredById, changedAt, ...row }) => ({
    id, cells: cellsOf(register, row, names), day: dayOf(row, held), file: fileOf(row), state, version, enteredBy, own: enteredById === me.accountId, changedAt: changedAt.toISOString(),
  }));
}

const sessionDays = async (db: Database, eventId: string): Promise<Map<string, string | null>> => new Map((await standingLines(db, eventId, 'sessions')).map(({ body, day }) => [body['number']!, day]));
const dayOf = ({ day, body }: Pick<RegisterEntryModel, 'day' | 'body'>, sessions: ReadonlyMap<string, string | null> | null): string | null =>
  (sessions ? sessions.get((body as Readonly<Record<string, string>>)['session'] ?? '') ?? null : day && isoDay(day));
const fileOf = ({ fileName, fileType }: Pick<RegisterEntryModel, 'fileName' | 'fileType'>): RegisterEntry['file'] => (fileName === null ? null : { name: fileName, type: fileType as EvidenceFile['type'] });

/** @throws Refused 'register.not-found', 'evidence.not-found' for a line that carries none. */
export async function readLineFile(db: Database, { eventId, register, lineId: id }: { readonly eventId: string; readonly register: RegisterKind; readonly lineId: string }): Promise<Photo> {
  const entry = await db.registerEntry.findUnique({ where: { eventId_id: { eventId, id }, register }, include: { file: true } });
  if (!entry) throw new Refused('register.not-found');
  if (!entry.file) throw new Refused('evidence.not-found');
  return { hash: entry.file.hash, type: entry.fileType!, bytes: entry.file.bytes };
}

type Stored = { readonly organisationId: string | null; readonly postId: string | null; readonly body: unknown };

/** As the wire has them: organisations by their Chinese name, posts by code. */
export function cellsOf(register: RegisterKind, { organisationId, postId, body }: Stored, { organisations, posts }: Names): RegisterCells {
  const written = body as Readonly<Record<string, string>>;
  return Object.fromEntries(registerDefinitions[register].fields.map(({ id, type }) => [id,
    type === 'organisation' ? (organisations.get(organisationId ?? '')?.zh ?? '') : type === 'post' ? (posts.get(postId ?? '')?.code ?? '') : (written[id] ?? '')]));
}

/** @throws Refused 'event.not-found'. */
export async function namesOf(db: Database | Transaction, eventId: string): Promise<Names> {
  const event = await db.event.findUnique({ where: { id: eventId }, include: { organisations: true, posts: true } });
  if (!event) throw new Refused('event.not-found');
  return {
    organisations: new Map(event.organisations.map(({ id, name }) => [id, name as Text])),
    posts: new Map(event.posts.map(({ id, code, name }) => [id, { code, name: name as Text }])),
  };
}

/** What lines of a register are held against: the event's organisations and posts, and the registers it refers to. */
export async function knownTo(db: Database | Transaction, eventId: string, register: RegisterKind): Promise<Known> {
  const { organisations, posts } = await namesOf(db, eventId);
  const units = new Map([...organisations].flatMap(([id, { zh, en }]) => [[keyOf(zh), id], [keyOf(en), id]] as const));
  const shortNames = await db.post.findMany({ where: { eventId }, select: { id: true, letter: true, shortName: true } });
  const byPost = new Map([
    ...[...posts].flatMap(([id, { code, name }]) => [code, name.zh, name.en].map((text) => [keyOf(text), id] as const)),
    ...shortNames.flatMap(({ id, letter, shortName }) => [letter, ...Object.values(shortName as Text)].map((text) => [keyOf(text), id] as const)),
  ]);
  const references = new Map<RegisterKind, Set<string>>();
  for (const check of registerDefinitions[register].checks) {
    if (check.kind !== 'refers') continue;
    const rows = await db.registerEntry.findMany({ where: { eventId, register: check.register, state: 'stands' }, select: { body: true } });
    references.set(check.register, new Set(rows.map(({ body }) => referenceOf(check.to.map((id) => (body as Record<string, string>)[id] ?? '')))));
  }
  return {
    organisationOf: (text) => units.get(keyOf(text)), postOf: (text) => byPost.get(keyOf(text)),
    has: (other, reference) => references.get(other)?.has(reference) ?? false,
  };
}

const DID = { 'register:enter': 'enter', 'register:correct': 'correct', 'register:strike': 'strike', 'register:attach': 'attach' } as const;
type Event = { readonly type: string; readonly by: string; readonly reason?: string | null; readonly accept?: boolean; readonly recordedAt: string; readonly rows: readonly { readonly id: string; readonly row: Raw }[] };
type Raw = { readonly organisation_id: string | null; readonly post_id: string | null; readonly body: Record<string, string>; readonly file_name?: string | null };

/** From the record itself. @throws Refused 'register.not-found'. */
export async function entryHistory(db: Database, eventId: string, register: RegisterKind, lineId: string): Promise<EntryHistory> {
  if ((await db.registerEntry.count({ where: { eventId, id: lineId, register } })) === 0) throw new Refused('register.not-found');
  const names = await namesOf(db, eventId);
  const events = await db.programmeEvent.findMany({ where: { eventId, body: { contains: lineId } }, orderBy: { seq: 'asc' }, select: { body: true } });
  let before: RegisterCells | null = null;
  const history: EntryHistory = [];
  for (const { body } of events) {
    const { type, by, reason = null, accept, recordedAt, rows } = JSON.parse(body) as Event;
    const row = rows.find(({ id }) => id === lineId)?.row;
    if (!row) continue;
    const after: RegisterCells = cellsOf(register, { organisationId: row.organisation_id, postId: row.post_id, body: row.body }, names);
    const did = type === 'register:import' ? (before ? 'correct' : 'enter') : type === 'register:decide' ? (accept ? 'accept' : 'reject') : DID[type as keyof typeof DID];
    history.push({ at: recordedAt, by, what: did, reason, before, after, file: did === 'attach' ? (row.file_name ?? null) : null });
    before = after;
  }
  return history.reverse();
}

export { COUNTING };
