/** Tokens of programmes: who stands behind a bearer's secret, and what the token lets through. */
import { suffices, TokenScope, type Needed } from '@leitai/contract';
import { perDatabase, Refused, type Database } from '@leitai/database';
import { tokenOf, type Identity } from './identity.ts';
import { IdentityMemory } from './identity-memory.ts';
import { hashOf } from './secrets.ts';

/** What secrets begin with, so that one that leaked can be searched for. */
export const TOKEN_PREFIX = 'leitai_';
const FORM = new RegExp(`^${TOKEN_PREFIX}[\\w-]{43}$`);

const memoryOf = perDatabase(() => new IdentityMemory(1_000));

/** @throws Refused 'access.bad-token' when it is none, has expired or was revoked, or its maker is no organiser any more. */
export async function identifyBearer(db: Database, secret: string): Promise<Identity> {
  if (!FORM.test(secret)) throw new Refused('access.bad-token');
  const hash = hashOf(secret);
  return memoryOf(db).of(hash, () => lookUp(db, hash));
}

/** Call after a revocation has been committed. */
export const forgetTokens = (db: Database): void => memoryOf(db).forget(() => true);

async function lookUp(db: Database, tokenHash: string): Promise<Identity> {
  const now = new Date();
  const row = await db.apiToken.findFirst({ where: { tokenHash, revokedAt: null, expiresAt: { gt: now }, account: { closedAt: null } }, include: { account: true } });
  if (row?.account.role !== 'organiser') throw new Refused('access.bad-token');
  const { id, name, eventId, account } = row;
  const used = new Date(now.getTime() - 60_000);
  await db.apiToken.updateMany({ where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: used } }] }, data: { lastUsedAt: now } });
  const scopes = row.scopes.flatMap((scope) => TokenScope.safeParse(scope).data ?? []);
  return { role: 'organiser', sessionId: id, accountId: account.id, name: account.name, token: { name, scopes, eventId } };
}

/**
 * Whoever comes without a token is bound by the role alone. A token for one event reaches nothing of others, nor what belongs to none, but for what it may do anywhere.
 * @throws Refused 'access.scope' (details.needed).
 */
export function requireScope(identity: Identity, needed: Needed, eventId: string | undefined): void {
  const token = tokenOf(identity);
  if (!token) return;
  const here = token.eventId === null || (eventId === undefined ? needed === 'any' : eventId === token.eventId);
  if (!here || !suffices(token.scopes, needed)) throw new Refused('access.scope', { needed });
}
