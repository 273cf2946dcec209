/** A transaction's one connection is asked one query after another, though a nested read asks for all its parts at once; and one of which nothing is heard any more holds nobody up. */
import { lockContest, openDatabase, passingFailure } from '@leitai/database';
import { afterEach, expect, it } from 'vitest';
import { HOLDS } from '../support/locks.ts';
import { startNode } from '../support/node.ts';

const warnings: string[] = [];
process.on('warning', ({ message }) => warnings.push(message));
// pg says once in a process that a connection was asked while it was being asked.
afterEach(() => expect(warnings).toEqual([]));

it('reads nested parts in a transaction in order, and goes on after a query that failed', async () => {
  const node = await startNode();
  const event = await node.db.$transaction(async (tx) => {
    await tx.$executeRaw`SAVEPOINT here`;
    await expect(Promise.all([tx.$queryRaw`SELECT 1 / 0`, tx.event.count()])).rejects.toThrow();
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT here`;
    return tx.event.findFirstOrThrow({ include: { organisations: true, contests: { include: { post: true, scheme: true, entrants: true, judges: true } } } });
  });
  expect(event.organisations.length).toBeGreaterThan(0);
  expect(event.contests.map(({ entrants, judges }) => entrants.length * judges.length)).not.toContain(0);
  await node.close();
});

it('is taken back when its process stands still in the middle: what it locked is free again, and what it did is not done', async () => {
  const node = await startNode();
  const contest = await node.db.contest.findFirstOrThrow();
  // Longer than a busy machine takes from one statement to the next.
  const still = openDatabase(node.databaseUrl, 1, 2_000);
  const locked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const stopped = still.$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE contest SET revision = revision + 1 WHERE event_id = ${contest.eventId}::uuid AND id = ${contest.id}::uuid`;
    locked.resolve();
    await goOn.promise;
    await tx.contest.count();
  }, HOLDS).then(() => 'done', (error: unknown) => passingFailure(error) ?? error);
  await locked.promise;
  await node.db.$transaction((tx) => lockContest(tx, contest.eventId, contest.id), HOLDS);
  goOn.resolve();
  expect(await stopped).toBe('server.busy');
  expect((await node.db.contest.findFirstOrThrow({ where: { id: contest.id } })).revision).toBe(contest.revision);
  expect(await still.contest.count()).toBeGreaterThan(0);
  await still.$disconnect();
  await node.close();
});

it('that ran out of time does nothing more, though the rest of what it asked for comes only then', async () => {
  const node = await startNode();
  const [first, second] = await node.db.contest.findMany({ orderBy: { id: 'asc' }, take: 2 });
  const late = openDatabase(node.databaseUrl, 1);
  const TIME = 1_000;
  const goOn = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holds = node.db.$transaction(async (tx) => {
    await lockContest(tx, first!.eventId, first!.id);
    locked.resolve();
    await goOn.promise;
  }, HOLDS);
  await locked.promise;
  const change = ({ id, eventId, revision }: { id: string; eventId: string; revision: bigint }) => ({ where: { eventId_id: { eventId, id } }, data: { revision: revision + 1n } });
  const ran = late.$transaction(async (tx) => {
    // The clock that ends the transaction was set before this one.
    setTimeout(goOn.resolve, TIME);
    await tx.event.update({ where: { id: first!.eventId }, data: { contests: { update: [change(first!), change(second!)] } } });
  }, { timeout: TIME }).then(() => 'done', (error: unknown) => passingFailure(error) ?? error);
  // Whoever waits for its connection has it for itself.
  const [answer, next] = await Promise.all([ran, late.contest.findMany({ where: { id: { in: [first!.id, second!.id] } }, orderBy: { id: 'asc' } })]);
  await holds;
  expect(answer).toBe('server.busy');
  expect(next.map(({ revision }) => revision)).toEqual([first!.revision, second!.revision]);
  expect((await node.db.contest.findFirstOrThrow({ where: { id: second!.id } })).revision).toBe(second!.revision);
  await late.$disconnect();
  await node.close();
});
