/** Puts an event in from its file: every row as it was, then audited, all in the caller's transaction. */
import { auditContest, auditProgramme, moveWhole, numberOn, putFile, putRows, Refused, shapes, sqlStateOf, standIns, type Shape, type Transaction } from '@leitai/database';
import { auditIndicators } from '../audit/indicators.ts';
import { auditScheme } from '../audit/scheme.ts';
import { lastMigration } from './describe-event.ts';
import type { Work } from './jobs.ts';
import type { Archive } from './open-archive.ts';

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 2_000_000;
/** Faults named in a refusal. */
const MOST_FAULTS = 5;

/**
 * The file must have passed `checkArchive`. @throws Refused 'event-file.exists', 'event-file.version' for a newer database's, 'certificate.prefix-taken' by another event,
 * 'event-file.broken' for rows that do not belong together, 'event-file.audit' for marks and results their chain does not tell of.
 */
export async function putEvent(tx: Transaction, archive: Archive, work: Work): Promise<void> {
  const { manifest } = archive;
  const eventId = manifest.event.id;
  await moveWhole(tx, eventId);
  if ((await tx.event.count({ where: { id: eventId } })) > 0) throw new Refused('event-file.exists');
  if (manifest.schema > (await lastMigration(tx))) throw new Refused('event-file.version', { schema: manifest.schema });
  await putAll(tx, archive, work);
  for (const [index, { id, letter }] of manifest.contests.entries()) {
    work.signal.throwIfAborted();
    work.tell('audit', index, manifest.contests.length);
    const faults = await auditOf(tx, eventId, id);
    if (faults.length > 0) throw new Refused('event-file.audit', { contest: letter, faults: faults.slice(0, MOST_FAULTS) });
  }
  const { faults } = await auditProgramme(tx, eventId);
  if (faults.length > 0) throw new Refused('event-file.audit', { contest: 'programme', faults: faults.slice(0, MOST_FAULTS) });
}

async function putAll(tx: Transaction, archive: Archive, { signal, tell }: Work): Promise<void> {
  const { manifest } = archive;
  const known = new Map((await shapes(tx)).map((shape) => [shape.name, shape]));
  const files = new Map(manifest.files.map((file) => [file.name, file]));
  const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for (const table of manifest.tables) {
    const shape = known.get(table.name)!;
    const stranger = table.columns.find((column) => !shape.columns.includes(column));
    if (stranger !== undefined) throw new Refused('event-file.broken', { table: table.name, column: stranger });
    await fitting(table.name, async () => {
      for await (const lines of batches(archive.lines(table), shape)) {
        signal.throwIfAborted();
        await standIns(tx, accountsOf(shape, lines));
        if (shape.name === 'certificate_plan') await checkPrefixes(tx, lines);
        if (shape.file) {
          const key = String((JSON.parse(lines[0]!) as Record<string, unknown>)[shape.file.key]);
          await putFile(tx, shape, table.columns, lines[0]!, await archive.bytes(files.get(`files/${table.name}/${key}`)!));
        } else await putRows(tx, shape, table.columns, lines);
        tell('write', (done += lines.length), total);
      }
      await numberOn(tx, shape);
    });
  }
}

/** A row with bytes comes alone. */
async function* batches(lines: AsyncIterable<string>, { file }: Shape): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let size = 0;
  for await (const line of lines) {
    batch.push(line);
    size += line.length;
    if (!file && batch.length < BATCH_ROWS && size < BATCH_CHARACTERS) continue;
    yield batch;
    [batch, size] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

/** Certificates are found by their number alone, in whatever event. */
async function checkPrefixes(tx: Transaction, lines: readonly string[]): Promise<void> {
  const prefixes = lines.map((line) => String((JSON.parse(line) as Record<string, unknown>)['prefix']));
  const taken = await tx.certificatePlan.findFirst({ where: { prefix: { in: prefixes } } });
  if (taken) throw new Refused('certificate.prefix-taken', { prefix: taken.prefix });
}

function accountsOf({ accounts }: Shape, lines: readonly string[]): ReadonlySet<string> {
  if (accounts.length === 0) return new Set();
  const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return new Set(rows.flatMap((row) => accounts.flatMap((column) => (typeof row[column] === 'string' ? [row[column]] : []))));
}

/** What the database will not take (SQLSTATE classes 22, 23 and 54) is the file's fault; what else goes wrong is not. */
export async function fitting(table: string, put: () => Promise<void>): Promise<void> {
  try {
    await put();
  } catch (error) {
    if (error instanceof Refused || !/^(22|23|54)/.test(sqlStateOf(error))) throw error;
    throw new Refused('event-file.broken', { table });
  }
}

async function auditOf(tx: Transaction, eventId: string, contestId: string): Promise<readonly object[]> {
  try {
    const { faults } = await auditContest(tx, eventId, contestId);
    return [...faults, ...(await auditScheme(tx, eventId, contestId)), ...(await auditIndicators(tx, eventId, contestId))];
  } catch (error) {
    // The database's own failure is not the file's.
    if (sqlStateOf(error) !== '' || (error as { clientVersion?: unknown }).clientVersion !== undefined) throw error;
    // A scheme or rules the engine cannot read: what was handed in fits no contest.
    return [{ table: 'contest', row: contestId, found: (error as Error).message }];
  }
}
