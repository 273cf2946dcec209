/** Loads the demonstration event into an empty database: organisations, posts, contests, contestants and the seated judges. */
import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from '@leitai/database';
import { loadDemo } from '../../../../prisma/demo/index.ts';
import { addContests } from '../use-cases/add-contests.ts';
import { blindCode } from '../use-cases/blind-code.ts';
import { libraryPosts } from './library.ts';

/** Keeps two nodes that start together from seeding twice. */
const LOCK = 72_707_370;
/** Milliseconds: a machine that is taken up hands out its first connection late. */
const PATIENCE = 30_000;

/** Does nothing when any event exists. @returns whether it was loaded. */
export async function ensureDemoEvent(db: Database): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
    if ((await tx.event.count()) > 0) return false;
    await addDemoEvent(tx);
    return true;
  }, { timeout: PATIENCE, maxWait: PATIENCE });
}

/** @returns the event's id. Entrants appear in the order of the roster, so that every demonstration has the same blind codes. */
async function addDemoEvent(tx: Transaction): Promise<string> {
  const { event, roster, judges } = loadDemo();
  const eventId = randomUUID();
  await tx.event.create({ data: { id: eventId, kind: 'competition', name: event.name, demo: true } });
  const contests = await addContests(tx, eventId, libraryPosts());
  const idOf = (postCode: string): string => contests.get(postCode)!;

  const english = new Map(event.organisations.map(({ name }) => [name.zh, name]));
  const seated = judges.filter((judge) => judge.postCode !== '');
  const organisations = new Map([...new Set([...roster, ...seated].map((row) => row.organisation))].map((name) => [name, randomUUID()]));
  await tx.organisation.createMany({
    data: [...organisations].map(([name, id]) => ({ eventId, id, name: english.get(name) ?? { zh: name, en: name } })),
  });
  const organisationOf = (name: string): string => organisations.get(name)!;

  const contestants = roster.map((row) => ({ ...row, personId: randomUUID() }));
  const panel = seated.map((row) => ({ ...row, personId: randomUUID() }));
  await tx.person.createMany({
    data: [...contestants, ...panel].map((row) => ({
      eventId, id: row.personId, name: row.name, gender: row.gender, organisationId: organisationOf(row.organisation),
      employeeNo: 'employeeNo' in row ? row.employeeNo : null,
    })),
  });
  await tx.entrant.createMany({
    data: event.contests.flatMap(({ letter, postCode }) =>
      contestants.filter((row) => row.postCode === postCode).map((row, index) => ({
        eventId, id: randomUUID(), contestId: idOf(postCode), personId: row.personId,
        organisationId: organisationOf(row.organisation), position: index + 1, code: blindCode(letter, index + 1),
      }))),
  });
  await tx.judge.createMany({
    data: panel.map((row) => ({
      eventId, id: randomUUID(), contestId: idOf(row.postCode), personId: row.personId,
      role: row.role === '裁判长' ? 'chief' as const : 'judge' as const, seat: row.seat,
    })),
  });
  return eventId;
}
