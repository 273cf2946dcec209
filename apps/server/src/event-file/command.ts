/** npm run event: exports, imports and checks event files at the machine itself, without the server. Exits 1 when the file is refused, 2 when it could not look. */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { migrate, openDatabase, Refused, type Database } from '@leitai/database';
import { BadConfig, readConfig } from '../config.ts';
import type { Work } from './jobs.ts';
import { openArchive } from './open-archive.ts';
import { checkFile, importFile, practiseFile } from './take-in.ts';
import { writeArchive } from './write-archive.ts';

const HELP = `用法 / Usage:
  npm run event -- list                                列出活动 / the events that are here
  npm run event -- export EVENT FILE                   导出 / write the event to a file
  npm run event -- import FILE                         导入 / take the event in
  npm run event -- import FILE --practice keep|invent  导入为练习副本 / as a practice copy, people's names kept or invented
  npm run event -- verify FILE                         校验（不需要数据库）/ check hashes and chains, without a database`;

const out = (text: string): void => void process.stdout.write(`${text}\n`);
const EVERY = 5_000;
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());
const work: Work = {
  signal: stop.signal,
  tell: (step, done, total) => void (done % EVERY === 0 && process.stderr.write(`… ${step} ${done} / ${total}\n`)),
};

async function withDatabase(run: (db: Database) => Promise<void>): Promise<void> {
  const { databaseUrl } = readConfig(process.env, []);
  await migrate(databaseUrl);
  const db = openDatabase(databaseUrl, 2);
  try {
    await run(db);
  } finally {
    await db.$disconnect();
  }
}

async function verify(path: string): Promise<void> {
  await checkFile(path, work);
  const archive = await openArchive(path);
  archive.close();
  const { event, counts, contests, exportedAt } = archive.manifest;
  out(`完好 / whole: ${event.name.zh} · ${event.name.en} (${event.id}), ${exportedAt}`);
  for (const { letter, name, state, revision, headHash } of contests) out(`  ${letter} ${name.zh} ${name.en}: ${state}, ${revision}, ${headHash.slice(0, 16)}`);
  out(`  ${JSON.stringify(counts)}`);
}

function main(args: string[]): Promise<void> {
  const { values: { practice }, positionals: [command, first, second] } = parseArgs({ args, allowPositionals: true, options: { practice: { type: 'string' } } });
  if (command === 'verify' && first) return verify(first);
  if (command === 'list') {
    return withDatabase(async (db) => {
      for (const { id, name, practice: copy } of await db.event.findMany({ orderBy: { createdAt: 'desc' } })) out(`${id}  ${JSON.stringify(name)}${copy ? ' *' : ''}`);
    });
  }
  if (command === 'export' && first && second) {
    return withDatabase(async (db) => {
      const { counts } = await writeArchive(db, first, second, work);
      out(`${second} ${JSON.stringify(counts)}`);
    });
  }
  if (command === 'import' && first) {
    if (practice !== undefined && practice !== 'keep' && practice !== 'invent') throw new TypeError(HELP);
    return withDatabase(async (db) => out(practice === undefined ? await importFile(db, first, work) : await practiseFile(db, first, { names: practice, copyId: randomUUID() }, work)));
  }
  throw new TypeError(HELP);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof Refused) {
    process.stderr.write(`${error.code} ${JSON.stringify(error.details ?? {})}\n`);
    process.exitCode = 1;
  } else {
    process.stderr.write(`${error instanceof TypeError || error instanceof BadConfig ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  }
}
