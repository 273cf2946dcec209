/** The day it is where the product is used: plans of days begin and end there, whichever node or database asks. */
import type { Database, Transaction } from '@leitai/database';

/** @returns YYYY-MM-DD by the database's clock, in China's one time zone. */
export async function today(db: Database | Transaction): Promise<string> {
  const [clock] = await db.$queryRaw<{ day: string }[]>`SELECT to_char(clock_timestamp() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day`;
  return clock!.day;
}

/** As a column of days has it. */
export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

/** The day of an instant there. */
export const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
