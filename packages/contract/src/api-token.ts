/** Tokens by which programmes use the API in an organiser's stead, and what each may be let do. */
import { z } from 'zod';
import { Id, Instant, Plain } from './basics.ts';

/**
 * `results` reads results; `read` reads all an organiser may; `run` and `configure` change what their name says and read nothing by themselves; `files` lists, makes, takes in and downloads event files.
 * Accounts, sessions and tokens are for people: no scope reaches them.
 */
export const TokenScope = z.enum(['results', 'read', 'run', 'configure', 'files']);
export type TokenScope = z.infer<typeof TokenScope>;

/** Longest life of a token, in days. */
const MOST_TOKEN_DAYS = 366;

export const NewToken = z.strictObject({
  name: Plain.trim().min(1).max(60),
  scopes: z.array(TokenScope).min(1).max(TokenScope.options.length),
  /** The one event it is good for; null: all of them, and what belongs to none. */
  eventId: Id.nullable(),
  days: z.int().min(1).max(MOST_TOKEN_DAYS),
});
export type NewToken = z.infer<typeof NewToken>;

export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  /** Whose rights it never goes beyond. */
  by: z.string(),
  scopes: z.array(TokenScope),
  eventId: Id.nullable(),
  /** The last four characters, to tell tokens apart. */
  ending: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  /** To the minute; null: never. */
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** The secret is shown this once: only its hash is kept. */
export const MadeToken = z.object({ token: ApiToken, secret: z.string() });
export type MadeToken = z.infer<typeof MadeToken>;
