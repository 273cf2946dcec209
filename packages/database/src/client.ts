/** Opens the database: Prisma over one pg pool, always in UTC. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from './generated/client.ts';

export type Database = PrismaClient;
/** A Prisma transaction: what a use case works with. */
export type Transaction = Prisma.TransactionClient;

/**
 * @param url a PostgreSQL address.
 * @param poolSize most connections this process opens.
 * The adapter reads every timestamp as UTC, so a server set to another zone would shift times: the session's zone is forced.
 */
export function openDatabase(url: string, poolSize = 12): Database {
  const adapter = new PrismaPg({ connectionString: withUtc(url), max: poolSize });
  return new PrismaClient({ adapter });
}

/** The same address with the session's time zone set to UTC. */
export function withUtc(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.delete('options');
  parsed.searchParams.set('options', '-c TimeZone=UTC');
  // libpq reads percent-encoding, not '+', as a space.
  return parsed.toString().replaceAll('+', '%20');
}
