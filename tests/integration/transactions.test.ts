/** A transaction's one connection is asked one query after another, though a nested read asks for all its parts at once. */
import { expect, it } from 'vitest';
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
