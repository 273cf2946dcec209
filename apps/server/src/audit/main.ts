/** npm run audit -- verify: reads the options, audits contest by contest and each event's programme, says what it finds; exits 1 on any fault, 2 when it could not look. */
import { parseArgs } from 'node:util';
import type { Text } from '@leitai/contract';
import { auditContest, auditProgramme, openDatabase, type AuditFault, type Database } from '@leitai/database';
import { pino } from 'pino';
import { BadConfig, readConfig } from '../config.ts';
import { connectRedis } from '../projection/live.ts';
import type { LiveStore } from '../projection/live-store.ts';
import { redisStore } from '../projection/redis-store.ts';
import { auditBoard } from './boards.ts';
import { auditEvaluations } from './evaluations.ts';
import { auditIndicators } from './indicators.ts';
import { auditScheme } from './scheme.ts';
import { contestLine, faultLine, HELP, programmeLine, progressLine, summaryLine } from './words.ts';

type Options = { readonly event: string | undefined; readonly json: boolean };
type Contest = { readonly eventId: string; readonly id: string; readonly name: string };

const out = (text: string): void => void process.stdout.write(`${text}\n`);
/** Progress goes beside the outcome, so that the outcome can be kept in a file. */
const aside = (text: string): void => void process.stderr.write(text);
const EVERY = 5_000;

/** @returns null when help is wanted. @throws TypeError for anything else than the one command and its options. */
function readArgs(args: string[]): Options | null {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true, options: { event: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) return null;
  if (positionals.join(' ') !== 'verify') throw new TypeError(HELP);
  return { event: values.event, json: values.json };
}

async function contestsOf(db: Database, event: string | undefined): Promise<Contest[]> {
  const contests = await db.contest.findMany({
    where: event === undefined ? {} : { eventId: event }, include: { post: true }, orderBy: [{ eventId: 'asc' }, { post: { letter: 'asc' } }],
  });
  if (event !== undefined && (await db.event.count({ where: { id: event } })) === 0) throw new TypeError(`没有活动 ${event} / No such event: ${event}`);
  return contests.map(({ eventId, id, post }) => ({ eventId, id, name: `${post.letter} ${(post.shortName as Text).zh} ${(post.shortName as Text).en}` }));
}

/** Every event: where nothing was recorded, nothing may stand. */
async function programmesOf(db: Database, event: string | undefined): Promise<{ id: string; name: string }[]> {
  const found = await db.event.findMany({ where: event === undefined ? {} : { id: event }, orderBy: { id: 'asc' } });
  return found.map(({ id, name }) => ({ id, name: `${(name as Text).zh} ${(name as Text).en}` }));
}

async function verify(db: Database, live: LiveStore | null, { event, json }: Options): Promise<boolean> {
  const contests = await contestsOf(db, event);
  const all: AuditFault[] = [];
  let [events, results] = [0, 0];
  for (const { eventId, id, name } of contests) {
    const tick = (seq: number): void => void (seq % EVERY === 0 && aside(`… ${progressLine(name, seq)}\n`));
    const audited = await auditContest(db, eventId, id, tick);
    const faults = [...audited.faults, ...(await auditScheme(db, eventId, id)), ...(await auditIndicators(db, eventId, id)), ...(live ? await auditBoard(db, live, eventId, id) : [])];
    aside(`${contestLine(name, audited.events, audited.results, faults.length)}\n`);
    if (!json && faults.length > 0) out([`${eventId} / ${id} · ${name}`, ...faults.map(faultLine)].join('\n'));
    all.push(...faults);
    events += audited.events;
    results += audited.results;
  }
  for (const { id, name } of await programmesOf(db, event)) {
    const audited = await auditProgramme(db, id);
    const faults = [...audited.faults, ...(await auditEvaluations(db, id))];
    aside(`${programmeLine(name, audited.events, faults.length)}\n`);
    if (!json && faults.length > 0) out([`${id} · ${name}`, ...faults.map(faultLine)].join('\n'));
    all.push(...faults);
    events += audited.events;
  }
  out(json ? JSON.stringify({ ok: all.length === 0, contests: contests.length, events, results, faults: all }, null, 2) : summaryLine(contests.length, events, results, all.length));
  return all.length === 0;
}

try {
  const options = readArgs(process.argv.slice(2));
  if (options === null) out(HELP);
  else {
    const { databaseUrl, redisUrl } = readConfig(process.env, []);
    const db = openDatabase(databaseUrl, 2);
    const live = redisUrl ? redisStore(connectRedis(redisUrl, pino({ level: 'silent' }))) : null;
    try {
      process.exitCode = (await verify(db, live, options)) ? 0 : 1;
    } finally {
      await live?.close();
      await db.$disconnect();
    }
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof TypeError || error instanceof BadConfig ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
}
