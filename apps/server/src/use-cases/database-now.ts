/** The database's clock: the only one that decides deadlines, whichever node asks. */
import type { Transaction } from '@leitai/database';

export async function databaseNow(tx: Transaction): Promise<Date> {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return clock!.now;
}
