/** The truth: the database, its transactions, and the record. */
export * from './client.ts';
export * from './per-database.ts';
export * from './migrate.ts';
export * from './record.ts';
export * from './result.ts';
export * from './audit/audit.ts';
export { verifyChain, type ChainFault } from './audit/chain.ts';
export type { AuditFault } from './audit/fault.ts';
export * from './refusal.ts';
export * from './contest-bundle.ts';
export * from './contest-facts.ts';
export * from './freeze.ts';
export * from './facts-after.ts';
export * from './standings.ts';
export * from './draw.ts';
export * from './feed.ts';
export { Prisma } from './generated/client.ts';
export type * from './generated/models.ts';
