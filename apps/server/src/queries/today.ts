/** Days as the server writes and reads them: the one it is where the product is used, whichever node or database asks, and those of the database's columns. */
import type { Database, Transaction } from '@leitai/database';

/** By the database's clock, "2026-11-22". */
export async function houseDay(db: Database | Transaction): Promise<string> {
  const [clock] = await db.$queryRaw<[{ day: string }]>`SELECT house_day()::text AS day`;
  return clock.day;
}

/** Out of a column of days, and into one. Of an instant see `dayOf` of the contract. */
export const isoDay = (column: Date): string => column.toISOString().slice(0, 10);
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** A house day's first moment, and the first after it. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
export const endOfDay = (day: string): Date => new Date(startOfDay(day).getTime() + 86_400_000);
