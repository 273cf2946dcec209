/** A transaction's one connection is asked one query after another, though a nested read asks for all its parts at once; and one of which nothing is heard any more holds nobody up. */
import { lockContest, openDatabase, passingFailure } from '@leitai/database';
import { expect, it } from 'vitest';
import { HOLDS } from '../support/locks.ts';
import { startNode } from '../support/node.ts';

it('reads nested parts in a transaction in order, and goes on after a query that failed', async () => {
  const warnings: string[] = [];
  const note = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', note);
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
  process.off('warning', note);
  expect(warnings).toEqual([]);
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
