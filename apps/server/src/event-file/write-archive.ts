/** Writes an event file: every row as a line, every photograph as a member, the manifest last. One snapshot, constant memory. */
import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EVENT_FILE_FORMAT, type EventManifest } from '@leitai/contract';
import { countRows, fileBytes, fileKeys, readRows, shapes, type Database, type Shape, type Transaction } from '@leitai/database';
import { ZipFile } from 'yazl';
import { describeEvent } from './describe-event.ts';
import { diskRefusal } from './disk.ts';
import type { Work } from './jobs.ts';
import { README } from './readme.ts';

/** How long an export may take, in milliseconds. */
const PATIENCE = 60 * 60_000;
const CHUNK = 64_000;
/** The same for every archive: when it was made is in the manifest. */
const MEMBER = { mtime: new Date(Date.UTC(2000, 0, 1, 12)), mode: 0o100644, forceDosTimestamp: true } as const;

type Member = { readonly name: string; readonly hash: Hash; bytes: number };

/**
 * @param path where it is to lie; nothing lies there before it is whole.
 * @throws Refused 'event.not-found', 'event-file.disk'; the signal's reason when it is cancelled.
 */
export async function writeArchive(db: Database, eventId: string, path: string, work: Work): Promise<EventManifest> {
  const part = `${path}.part`;
  try {
    const manifest = await db.$transaction((tx) => writeSnapshot(tx, eventId, part, work), { isolationLevel: 'RepeatableRead', timeout: PATIENCE, maxWait: PATIENCE });
    await rename(part, path);
    return manifest;
  } catch (error) {
    await rm(part, { force: true });
    throw diskRefusal(error);
  }
}

async function writeSnapshot(tx: Transaction, eventId: string, path: string, { signal, tell }: Work): Promise<EventManifest> {
  const described = await describeEvent(tx, eventId);
  const tables = await shapes(tx);
  const counts = new Map<Shape, number>();
  for (const table of tables) counts.set(table, await countRows(tx, table, eventId));
  const total = [...counts.values()].reduce((sum, rows) => sum + rows, 0);
  let done = 0;

  const zip = new ZipFile();
  const output = (zip.outputStream as Readable).on('error', () => {});
  const add = (name: string, content: AsyncIterable<Buffer>, compress = true): Member => {
    const member: Member = { name, hash: createHash('sha256'), bytes: 0 };
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of content) {
        signal.throwIfAborted();
        member.hash.update(chunk);
        member.bytes += chunk.length;
        yield chunk;
      }
    };
    // Its content is read only when its turn has come: the transaction is asked for one thing after another.
    zip.addReadStreamLazy(name, { ...MEMBER, compress }, (give) => {
      // Told to the one who awaits the output: a member that fails would otherwise leave it waiting.
      give(null, Readable.from(counted(), { objectMode: false }).on('error', (error) => output.destroy(error)));
    });
    return member;
  };
  const lines = async function* (table: Shape): AsyncGenerator<Buffer> {
    let text = '';
    for await (const line of readRows(tx, table, eventId)) {
      text += `${line}\n`;
      tell('make', (done += 1), total);
      if (text.length < CHUNK) continue;
      yield Buffer.from(text);
      text = '';
    }
    yield Buffer.from(text);
  };
  const bytes = async function* (table: Shape, key: string): AsyncGenerator<Buffer> {
    yield Buffer.from(await fileBytes(tx, table, eventId, key));
  };

  add('README.txt', once(README));
  const members = tables.map((table) => ({ table, member: add(`rows/${table.name}.jsonl`, lines(table)) }));
  const files: Member[] = [];
  for (const table of tables) for (const key of await fileKeys(tx, table, eventId)) files.push(add(`files/${table.name}/${key}`, bytes(table, key), false));
  const known: { manifest: EventManifest | null } = { manifest: null };
  add('manifest.json', (async function* () {
    const seal = ({ name, hash, bytes: length }: Member) => ({ name, sha256: hash.digest('hex'), bytes: length });
    known.manifest = {
      format: EVENT_FILE_FORMAT,
      ...described,
      tables: members.map(({ table, member }) => ({ name: table.name, columns: [...table.columns], rows: counts.get(table)!, member: seal(member) })),
      files: files.map(seal),
    };
    yield Buffer.from(JSON.stringify(known.manifest, null, 1));
  })());
  zip.end();
  await pipeline(output, createWriteStream(path, { flush: true }), { signal });
  return known.manifest!;
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
