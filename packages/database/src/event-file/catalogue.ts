/** What the database's own catalogue says of the tables an event file carries. */
import type { Database, Transaction } from '../client.ts';
import { EVENT_TABLES, type EventTable } from './tables.ts';

export type Shape = EventTable & {
  /** Those that are written as JSON, in the table's order. */
  readonly columns: readonly string[];
  readonly order: readonly string[];
  /** Which rows are the event's, with $1 for its id. */
  readonly where: string;
  /** Columns numbered by a sequence of the database. */
  readonly numbered: readonly string[];
  /** Columns that name an account. */
  readonly accounts: readonly string[];
};

type Row = { readonly name: string; readonly columns: string[]; readonly key: string[]; readonly numbered: string[]; readonly accounts: string[] };

/** The column with the event's id. */
export const eventColumn = (table: string): string => (table === 'event' ? 'id' : 'event_id');

/** In the order of EVENT_TABLES. @throws Error when the database lacks one of them. */
export async function shapes(db: Database | Transaction): Promise<Shape[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.relname::text AS name,
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
      ARRAY(SELECT a.attname::text FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY k(num, place)
        JOIN pg_attribute a ON a.attnum = k.num WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid ORDER BY k.place) AS key,
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL) AS numbered,
      ARRAY(SELECT a.attname::text FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey)
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid = 'account'::regclass) AS accounts
    FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`;
  const found = new Map(rows.map((row) => [row.name, row]));
  return EVENT_TABLES.map((table): Shape => {
    const row = found.get(table.name);
    if (!row) throw new Error(`the database has no table ${table.name}`);
    const withheld = new Set([...(table.without ?? []), ...(table.file ? [table.file.column] : [])]);
    return {
      ...table,
      columns: row.columns.filter((column) => !withheld.has(column)),
      order: table.order ?? row.key,
      where: table.shared ?? `"${eventColumn(table.name)}" = $1::uuid`,
      numbered: row.numbered,
      accounts: row.accounts,
    };
  });
}
