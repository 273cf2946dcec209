/** Lines of a register by file: previewed against the register as it is, then imported all or nothing. What the file does not name stays. */
import { randomUUID } from 'node:crypto';
import { registerDefinitions } from '@leitai/contract/register-kinds';
import type { RegisterPreview, RouteOutput } from '@leitai/contract';
import { appendProgrammeEvent, lockProgramme, Refused, type Database, type RegisterEntryModel, type RowRef, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { backUpBefore } from '../event-file/backups.ts';
import { databaseNow } from '../queries/database-now.ts';
import { COUNTING, knownTo } from '../queries/registers.ts';
import { rowsOf } from '../roster/columns.ts';
import { readTable } from '../roster/read-table.ts';
import { headingsOf, readRegisterRows, requiredOf, type ReadLine } from '../roster/register-rows.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';
import { columnsOf, newLine, next, type RegisterPlace } from './keep-registers.ts';
import { takeImport, waits } from './take-import.ts';

/** A year's attendance of some thousands of people, three times each, comes session by session. */
const MOST_LINES = 5_000;
/** Lines in one event of the record: whoever reads one line's history reads the events that name it, whole. */
const AT_ONCE = 200;
type Planned = ReadLine & { readonly does: RegisterPreview['rows'][number]['does']; readonly known: RegisterEntryModel | undefined };

/** @throws Refused 'event.not-found', 'import.unreadable', 'import.too-many-rows' (details.most), 'import.missing-column' (details.columns). */
export async function previewRegister({ db }: Context, { eventId, register }: RegisterPlace, file: { readonly name: string; readonly bytes: Uint8Array }, stop?: AbortSignal): Promise<RegisterPreview> {
  const known = await knownTo(db, eventId, register);
  const definition = registerDefinitions[register];
  const rows = rowsOf(await readTable(file.bytes, stop), headingsOf(definition), requiredOf(definition));
  if (rows.length > MOST_LINES) throw new Refused('import.too-many-rows', { most: MOST_LINES });
  const read = readRegisterRows(register, rows, known);
  const planned = await plan(db, { eventId, register }, read);
  const { id: importId } = await db.rosterImport.create({ data: { eventId, id: randomUUID(), kind: 'register', register, fileName: file.name, rows: read } });
  const count = counter(planned);
  return {
    importId, fileName: file.name, rows: planned.map(({ line, cells, faults, does }) => ({ line, cells, faults, does })),
    faulty: count(null), adds: count('add'), changes: count('change'), same: count('same'),
  };
}

/** Backs the event up where the register has lines, and plans anew. @throws Refused 'import.stale', 'import.has-faults' (details.faulty), 'register.reason', 'register.decided'. */
export async function confirmRegister(
  ctx: Context, me: AccountIdentity, { eventId, register, importId }: RegisterPlace & { readonly importId: string }, { skipFaulty, reason }: { readonly skipFaulty: boolean; readonly reason: string | null },
): Promise<RouteOutput<'POST /api/events/:eventId/registers/:register/import/:importId/confirm'>> {
  const place = { eventId, register };
  if ((await waits(ctx.db, { eventId, importId }, 'register')) && (await ctx.db.registerEntry.count({ where: place })) > 0) await backUpBefore(ctx, eventId);
  let planned: readonly Planned[] = [];
  const { revision } = await ctx.db.$transaction(async (tx) => {
    const taken = await takeImport<ReadLine>(tx, { eventId, importId }, 'register', register);
    await lockProgramme(tx, eventId);
    const now = await databaseNow(tx);
    planned = await plan(tx, place, taken);
    const faulty = counter(planned)(null);
    if (faulty > 0 && !skipFaulty) throw new Refused('import.has-faults', { faulty });
    if (reason === null && counter(planned)('change') > 0) throw new Refused('register.reason');
    const rows = await write(tx, me, place, planned, now);
    const entry = { type: 'register:import', subject: importId, by: me.name, register, reason };
    let stamp = await appendProgrammeEvent(tx, eventId, fromOrganiser(now), actorOf(me), { ...entry, rows: rows.slice(0, AT_ONCE) }, {});
    for (let from = AT_ONCE; from < rows.length; from += AT_ONCE) {
      stamp = await appendProgrammeEvent(tx, eventId, fromOrganiser(now), actorOf(me), { ...entry, rows: rows.slice(from, from + AT_ONCE) }, {});
    }
    return stamp;
  }, { timeout: 60_000 });
  ctx.notices.programmeChanged(eventId, revision, importId);
  const count = counter(planned);
  return { added: count('add'), changed: count('change'), same: count('same'), skipped: count(null) };
}

async function write(tx: Transaction, me: AccountIdentity, place: RegisterPlace, planned: readonly Planned[], now: Date): Promise<RowRef[]> {
  const added = planned.filter(({ does }) => does === 'add').map(({ entry }) => ({ ...columnsOf(entry), ...newLine(place, me), id: randomUUID(), changedAt: now }));
  await tx.registerEntry.createMany({ data: added });
  const changed = planned.flatMap(({ does, known, entry }) => (does === 'change' && known ? [{ known, entry }] : []));
  for (const { known, entry } of changed) {
    if (registerDefinitions[place.register].decided && known.state === 'stands') throw new Refused('register.decided');
    await next(tx, known, { ...columnsOf(entry), enteredById: me.accountId, enteredBy: me.name }, now);
  }
  return [...added, ...changed.map(({ known }) => known)].map(({ id }) => ({ table: 'register_entry', id }));
}

async function plan(db: Database | Transaction, { eventId, register }: RegisterPlace, read: readonly ReadLine[]): Promise<Planned[]> {
  const entries = await db.registerEntry.findMany({ where: { eventId, register, state: { in: [...COUNTING] } } });
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return read.map((row): Planned => {
    const known = byKey.get(row.entry.key);
    return { ...row, known, does: row.faults.length > 0 ? null : !known ? 'add' : isSame(known, row) ? 'same' : 'change' };
  });
}

function isSame(known: RegisterEntryModel, { entry }: ReadLine): boolean {
  const was = known.body as Readonly<Record<string, string>>;
  return known.organisationId === entry.organisationId && known.postId === entry.postId && Object.entries(entry.body).every(([id, text]) => (was[id] ?? '') === text);
}

const counter = (planned: readonly Planned[]) => (does: Planned['does']): number => planned.filter((row) => row.does === does).length;
