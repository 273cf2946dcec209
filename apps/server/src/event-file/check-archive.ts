/** Holds a whole event file against itself, without a database: hashes, rows of this event only, and every chain. */
import { createHash } from 'node:crypto';
import { EVENT_TABLES, eventColumn, Refused } from '@leitai/database';
import { Text } from '@leitai/contract';
import type { Work } from './jobs.ts';
import type { Archive } from './open-archive.ts';
import { tooDeep } from './too-deep.ts';

type Row = Readonly<Record<string, unknown>>;
type Head = { seq: number; hash: string };
/** In place of a contest's id. */
const PROGRAMME = 'programme';

/** Names are shown everywhere: they must be texts in both languages. */
const NAMED: Readonly<Record<string, readonly string[]>> = { event: ['name'], organisation: ['name'], post: ['name', 'short_name'] };

/** @throws Refused 'event-file.damaged' (member), 'event-file.broken' (table, line), 'event-file.chain' (contest, seq). */
export async function checkArchive(archive: Archive, { signal, tell }: Work): Promise<void> {
  const { manifest } = archive;
  const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0) + manifest.files.length;
  let done = 0;
  const heads = new Map<string, Head>();
  const keys = new Set<string>();
  for (const table of manifest.tables) {
    const { name, columns, rows } = table;
    const { shared, file } = EVENT_TABLES.find((one) => one.name === name)!;
    let line = 0;
    for await (const text of archive.lines(table)) {
      signal.throwIfAborted();
      tell('check', (done += 1), total);
      line += 1;
      const row = rowOf(text);
      const fits = row && (shared !== undefined || row[eventColumn(name)] === manifest.event.id) && Object.keys(row).join() === columns.join() && (NAMED[name] ?? []).every((column) => Text.safeParse(row[column]).success);
      if (!fits) throw new Refused('event-file.broken', { table: name, line });
      if (name === 'contest') checkContest(row, archive);
      if (name === 'contest_event') follow(heads, String(row['contest_id']), row);
      if (name === 'programme_event') follow(heads, PROGRAMME, row);
      if (name === 'programme') checkProgramme(row, archive);
      if (file) keys.add(`files/${name}/${String(row[file.key])}`);
    }
    if (line !== rows || (name === 'event' && rows !== 1)) throw new Refused('event-file.broken', { table: name, line });
  }
  for (const { id, letter, revision, headHash } of [...manifest.contests, { id: PROGRAMME, letter: PROGRAMME, ...manifest.programme }]) {
    const head = heads.get(id) ?? { seq: 0, hash: '' };
    if (head.seq !== revision || head.hash !== headHash) throw new Refused('event-file.chain', { contest: letter, seq: head.seq });
    heads.delete(id);
  }
  for (const [contest, { seq }] of heads) throw new Refused('event-file.chain', { contest, seq });
  for (const file of manifest.files) {
    signal.throwIfAborted();
    tell('check', (done += 1), total);
    if (!keys.delete(file.name)) throw new Refused('event-file.broken', { table: file.name });
    await archive.bytes(file);
  }
  for (const name of keys) throw new Refused('event-file.broken', { table: name });
}

function rowOf(text: string): Row | null {
  if (tooDeep(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    // Events, signatures and certificates are kept as texts that are JSON themselves.
    return Object.values(value).some((part) => typeof part === 'string' && tooDeep(part)) ? null : (value as Row);
  } catch {
    return null;
  }
}

/** What the manifest says of a contest must be what its row says. */
function checkContest(row: Row, { manifest }: Archive): void {
  const said = manifest.contests.find(({ id }) => id === row['id']);
  if (!said || said.revision !== row['revision'] || said.headHash !== row['head_hash'] || said.state !== row['state']) {
    throw new Refused('event-file.broken', { table: 'contest', line: 0 });
  }
}

/** The same of the programme. */
function checkProgramme(row: Row, { manifest: { programme } }: Archive): void {
  if (programme.revision !== row['revision'] || programme.headHash !== row['head_hash']) throw new Refused('event-file.broken', { table: PROGRAMME, line: 0 });
}

/** hash = sha256(previous hash, number, body), as the database makes it. */
function follow(heads: Map<string, Head>, contest: string, row: Row): void {
  const { seq, hash } = heads.get(contest) ?? { seq: 0, hash: '' };
  const made = createHash('sha256').update(`${hash}\n${seq + 1}\n${String(row['body'])}`, 'utf8').digest('hex');
  if (row['seq'] !== seq + 1 || row['prev_hash'] !== hash || row['hash'] !== made) throw new Refused('event-file.chain', { contest, seq: seq + 1 });
  heads.set(contest, { seq: seq + 1, hash: made });
}
