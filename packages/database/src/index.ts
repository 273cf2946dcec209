/** The truth: the database, its transactions, and the record. */
export * from './client.ts';
export * from './migrate.ts';
export * from './record.ts';
export * from './result.ts';
export * from './refusal.ts';
export * from './contest-bundle.ts';
export * from './contest-facts.ts';
export * from './standings.ts';
export * from './feed.ts';
export { Prisma } from './generated/client.ts';
export type * from './generated/models.ts';
