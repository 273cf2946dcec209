/** Tokens for programmes: an organiser makes them, and any organiser ends them, at once and for good. */
import { randomUUID } from 'node:crypto';
import type { ApiToken, MadeToken, NewToken, TokenScope } from '@leitai/contract';
import { Refused, type ApiTokenModel, type Database } from '@leitai/database';
import { forgetTokens, TOKEN_PREFIX } from '../access/bearer.ts';
import type { AccountIdentity } from '../access/identity.ts';
import { hashOf, newToken } from '../access/secrets.ts';
import type { Context } from '../context.ts';

const DAY = 24 * 3_600_000;
const ENDING = 4;

/** @throws Refused 'event.not-found'. */
export async function makeToken({ db }: Context, me: AccountIdentity, { name, scopes, eventId, days }: NewToken): Promise<MadeToken> {
  if (eventId !== null && (await db.event.count({ where: { id: eventId } })) === 0) throw new Refused('event.not-found');
  const secret = `${TOKEN_PREFIX}${newToken()}`;
  const row = await db.apiToken.create({
    data: {
      id: randomUUID(), accountId: me.accountId, name, scopes: [...new Set(scopes)], eventId,
      tokenHash: hashOf(secret), ending: secret.slice(-ENDING), expiresAt: new Date(Date.now() + days * DAY),
    },
  });
  return { token: toToken(row, me.name), secret };
}

/** What is revoked already stays so. @throws Refused 'token.not-found'. */
export async function revokeToken({ db }: Context, id: string): Promise<void> {
  if ((await db.apiToken.count({ where: { id } })) === 0) throw new Refused('token.not-found');
  await db.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
  forgetTokens(db);
}

/** Newest first. */
export async function listTokens(db: Database): Promise<ApiToken[]> {
  const rows = await db.apiToken.findMany({ include: { account: true }, orderBy: { createdAt: 'desc' } });
  return rows.map((row) => toToken(row, row.account.name));
}

const toToken = ({ id, name, scopes, eventId, ending, createdAt, expiresAt, lastUsedAt, revokedAt }: ApiTokenModel, by: string): ApiToken => ({
  id, name, by, scopes: scopes as TokenScope[], eventId, ending,
  createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null,
});
