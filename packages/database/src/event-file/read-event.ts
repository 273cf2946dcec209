/** Reads a whole event as lines of JSON, from one snapshot and in constant memory. */
import type { Transaction } from '../client.ts';
import type { Shape } from './catalogue.ts';

/** Rows fetched at a time: the largest, a result with its working, has some hundred kB. */
const PAGE = 100;

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const jsonOf = ({ columns }: Shape): string => `(SELECT row_to_json(x) FROM (SELECT ${columns.map((column) => `t."${column}"`).join(', ')}) x)::text`;

export async function countRows(tx: Transaction, { name, where }: Shape, eventId: string): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<[{ count: bigint }]>(`SELECT count(*) FROM "${name}" WHERE ${where}`, eventId);
  return Number(row.count);
}

/** Each row as the exact text that is written, in the table's order. Values are PostgreSQL's own JSON of them: nothing passes through a binary number. */
export async function* readRows(tx: Transaction, shape: Shape, eventId: string): AsyncGenerator<string> {
  const { name, where, order } = shape;
  const cursor = `rows_of_${name}`;
  await tx.$executeRawUnsafe(
    `DECLARE "${cursor}" CURSOR FOR SELECT ${jsonOf(shape)} AS line FROM "${name}" t WHERE ${where.replace('$1', `'${eventId}'`)} ORDER BY ${quoted(order)}`,
  );
  for (;;) {
    const page = await tx.$queryRawUnsafe<{ line: string }[]>(`FETCH ${PAGE} FROM "${cursor}"`);
    for (const { line } of page) yield line;
    if (page.length < PAGE) break;
  }
  await tx.$executeRawUnsafe(`CLOSE "${cursor}"`);
}

/** The names of the members with bytes, in their order. */
export async function fileKeys(tx: Transaction, { name, where, file, order }: Shape, eventId: string): Promise<string[]> {
  if (!file) return [];
  const rows = await tx.$queryRawUnsafe<{ key: string }[]>(`SELECT "${file.key}"::text AS key FROM "${name}" WHERE ${where} ORDER BY ${quoted(order)}`, eventId);
  return rows.map(({ key }) => key);
}

export async function fileBytes(tx: Transaction, { name, where, file }: Shape, eventId: string, key: string): Promise<Uint8Array> {
  const [row] = await tx.$queryRawUnsafe<[{ bytes: Uint8Array }]>(
    `SELECT "${file!.column}" AS bytes FROM "${name}" WHERE ${where} AND "${file!.key}"::text = $2`, eventId, key,
  );
  return row.bytes;
}
