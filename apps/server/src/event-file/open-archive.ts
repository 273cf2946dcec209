/** Opens an event file somebody brought: believes nothing of it, and reads each member as a stream that is held against its hash. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { EVENT_FILE_FORMAT, EventManifest } from '@leitai/contract';
import { EVENT_TABLES, Refused } from '@leitai/database';
import { open, type Entry, type ZipFile } from 'yauzl';
import { diskRefusal } from './disk.ts';
import { tooDeep } from './too-deep.ts';

const MOST_ENTRIES = 600_000;
/** Unpacked, all members together. */
const MOST_BYTES = 16_000_000_000;
const MOST_MANIFEST = 64_000_000;
/** Of one photograph or document, and of one row as text: far above what the product lets in. */
const MOST_FILE = 64_000_000;
const MOST_LINE = 64_000_000;
/** Rows of JSON shrink to a twentieth; a bomb to a thousandth. Small members may shrink as they like. */
const MOST_RATIO = 300;
const RATIO_FROM_BYTES = 1_000_000;

export type Archive = {
  readonly manifest: EventManifest;
  /** A table's rows as they are written. */
  lines(table: EventManifest['tables'][number]): AsyncGenerator<string>;
  /** A file's bytes. */
  bytes(file: EventManifest['files'][number]): Promise<Buffer>;
  close(): void;
};

const openZip = promisify<string, object, ZipFile>(open);

/** @throws Refused 'event-file.unreadable', 'event-file.version', 'event-file.damaged', 'event-file.disk'. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path, { lazyEntries: true, validateEntrySizes: true, autoClose: false }).catch((error: unknown) => {
    const refused = diskRefusal(error);
    throw refused instanceof Refused ? refused : new Refused('event-file.unreadable');
  });
  try {
    const entries = await listEntries(zip);
    const manifest = readManifest(await whole(zip, entries.get('manifest.json'), MOST_MANIFEST));
    checkMembers(manifest, entries);
    return {
      manifest,
      lines: ({ member }) => splitLines(hashed(zip, entries.get(member.name)!, member)),
      async bytes(member) {
        const parts: Buffer[] = [];
        for await (const part of hashed(zip, entries.get(member.name)!, member)) parts.push(part);
        return Buffer.concat(parts);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** yauzl itself refuses names that lead out of a folder. */
function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const bad = (): Refused => new Refused('event-file.unreadable');
  if (zip.entryCount > MOST_ENTRIES) throw bad();
  const entries = new Map<string, Entry>();
  let left = MOST_BYTES;
  return new Promise((resolve, reject) => {
    zip.on('error', () => reject(bad()));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      const { fileName, uncompressedSize, compressedSize } = entry;
      left -= uncompressedSize;
      const bomb = left < 0 || (uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * MOST_RATIO);
      if (bomb || entry.isEncrypted() || entries.has(fileName)) return reject(bad());
      entries.set(fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function readManifest(text: Buffer): EventManifest {
  const value = parsed(text);
  // A version is told apart before anything else is read by this version's rules.
  const { format } = (value ?? {}) as { format?: unknown };
  if (typeof format === 'string' && format.startsWith('leitai-event/') && format !== EVENT_FILE_FORMAT) throw new Refused('event-file.version', { format: format.slice(0, 40) });
  const read = EventManifest.safeParse(value);
  if (!read.success) throw new Refused('event-file.unreadable', { field: read.error.issues[0]?.path.join('.') });
  return read.data;
}

function parsed(text: Buffer): unknown {
  const json = text.toString('utf8');
  try {
    if (!tooDeep(json)) return JSON.parse(json);
  } catch {
    // No JSON at all.
  }
  throw new Refused('event-file.unreadable');
}

/** Exactly the members the manifest names, as large as it says, for tables and columns that may travel, in the order they are put in. */
function checkMembers({ tables, files }: EventManifest, entries: ReadonlyMap<string, Entry>): void {
  const broken = (table: string): Refused => new Refused('event-file.broken', { table });
  const known = new Map(EVENT_TABLES.map((table, place) => [table.name, { ...table, place }]));
  let last = -1;
  for (const { name, columns, member } of tables) {
    const table = known.get(name);
    if (!table || table.place <= last || member.name !== `rows/${name}.jsonl`) throw broken(name);
    if (new Set(columns).size !== columns.length || columns.some((column) => table.without?.includes(column) || table.file?.column === column)) throw broken(name);
    last = table.place;
  }
  if (tables[0]?.name !== 'event') throw broken('event');
  const members = [...tables.map(({ member }) => member), ...files];
  for (const { name, bytes } of members) if (entries.get(name)?.uncompressedSize !== bytes) throw new Refused('event-file.damaged', { member: name });
  for (const { name, bytes } of files) if (!/^files\/[a-z_]+\/[0-9a-f-]{36,64}$/.test(name) || bytes > MOST_FILE) throw new Refused('event-file.broken', { table: name });
  if (new Set(members.map(({ name }) => name)).size !== members.length || entries.size > members.length + 2) throw new Refused('event-file.unreadable');
}

async function whole(zip: ZipFile, entry: Entry | undefined, most: number): Promise<Buffer> {
  if (!entry || entry.uncompressedSize > most) throw new Refused('event-file.unreadable');
  const parts: Buffer[] = [];
  for await (const part of content(zip, entry)) parts.push(part);
  return Buffer.concat(parts);
}

/** @throws Refused 'event-file.damaged' at the end when what came was not what the manifest says. */
async function* hashed(zip: ZipFile, entry: Entry, { name, sha256 }: { name: string; sha256: string }): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const part of content(zip, entry)) {
    hash.update(part);
    yield part;
  }
  if (hash.digest('hex') !== sha256) throw new Refused('event-file.damaged', { member: name });
}

async function* content(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  try {
    const stream = await new Promise<Readable>((resolve, reject) => zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))));
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    const refused = diskRefusal(error);
    throw refused instanceof Refused ? refused : new Refused('event-file.damaged', { member: entry.fileName });
  }
}

async function* splitLines(parts: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const part of parts) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop()!;
    if (rest.length > MOST_LINE) throw new Refused('event-file.broken', { table: 'line' });
    yield* lines;
  }
  if (rest + decoder.decode() !== '') throw new Refused('event-file.broken', { table: 'line' });
}
