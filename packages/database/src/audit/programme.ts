/** Audits one event's programme: the chain, and every row of the tables it tells of, column by column. */
import type { Database, Transaction } from '../client.ts';
import { programmeHead } from '../programme-record.ts';
import { MOST_FAULTS, within } from './audit.ts';
import { walkChain } from './chain.ts';
import { differ, unknown } from './differ.ts';
import type { AuditFault, Report } from './fault.ts';
import { PROGRAMME_TABLES, type ProgrammeTable } from './programme-tables.ts';

type Row = Readonly<Record<string, unknown>>;
type Told = { readonly seq: number; readonly row: Row | null };
type Named = { readonly table: ProgrammeTable; readonly id: string; readonly row: Row | null };

/** Reads one snapshot, so that work may go on meanwhile. Memory holds the rows, not the events. */
export function auditProgramme(db: Database | Transaction, eventId: string): Promise<{ readonly events: number; readonly faults: readonly AuditFault[] }> {
  const faults: AuditFault[] = [];
  const report: Report = (finding) => {
    if (faults.length < MOST_FAULTS) faults.push({ eventId, contestId: null, ...finding });
  };
  return within(db, async (tx) => {
    const { revision, headHash } = await programmeHead(tx, eventId);
    const { practice } = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    const told = new Map<string, Map<string, Told>>(PROGRAMME_TABLES.map((table) => [table, new Map()]));
    const walk = walkChain(tx, { table: 'programme_event', eventId }, headHash, report);
    let step = await walk.next();
    for (; !step.done; step = await walk.next()) {
      const { seq, body } = step.value;
      const said = body['practice'] === true;
      if (said !== practice) report({ seq, table: 'programme_event', row: `${seq}`, column: 'body', expected: { practice }, found: { practice: said } });
      for (const { table, id, row } of named(body['rows'])) told.get(table)?.set(id, { seq, row });
    }
    const { events, hash } = step.value;
    const head = { seq: events, table: 'programme', row: eventId } as const;
    if (revision !== events) report({ ...head, column: 'revision', expected: events, found: revision });
    if (headHash !== hash) report({ ...head, column: 'head_hash', expected: hash, found: headHash });
    for (const table of PROGRAMME_TABLES) await compare(tx, eventId, table, told.get(table)!, report);
    return { events, faults };
  });
}

/** A touched body may hold anything; its hash has told so. */
const named = (rows: unknown): readonly Named[] => (Array.isArray(rows) ? (rows as Named[]) : []);

/** Both ways. Columns a later migration added are not held against events of before. */
async function compare(tx: Transaction, eventId: string, table: ProgrammeTable, told: ReadonlyMap<string, Told>, report: Report): Promise<void> {
  const found = await tx.$queryRawUnsafe<{ row: Row & { id: string } }[]>(`SELECT to_jsonb(t) AS row FROM "${table}" t WHERE event_id = $1::uuid`, eventId);
  const rows = new Map(found.map(({ row }) => [row.id, row]));
  for (const [id, { seq, row }] of told) {
    if (row) differ(report, { seq, table, row: id }, row, rows.get(id));
    else if (rows.has(id)) unknown(report, table, id, rows.get(id));
  }
  for (const [id, row] of rows) if (!told.has(id)) unknown(report, table, id, row);
}
