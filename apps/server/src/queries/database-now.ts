/** The database's clock: the only one that decides deadlines, whichever node asks. */
import type { Database, Transaction } from '@leitai/database';

export async function databaseNow(db: Database | Transaction): Promise<Date> {
  const [clock] = await db.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
  return clock.now;
}
