/** Tokens for programmes: an organiser makes them, and any organiser ends them, at once and for good. */
import type { ApiToken, MadeToken, RouteInput, TokenScope } from '@leitai/contract';
import { Refused, type ApiTokenModel, type Database } from '@leitai/database';
import { forgetTokens, TOKEN_PREFIX } from '../access/bearer.ts';
import type { AccountIdentity } from '../access/identity.ts';
import { hashOf, newToken } from '../access/secrets.ts';
import type { Context } from '../context.ts';

const DAY = 24 * 3_600_000;
const ENDING = 4;

/** The command's id becomes the token's; sent again it has another secret. @throws Refused 'event.not-found', 'command.reused'. */
export async function makeToken({ db }: Context, me: AccountIdentity, { commandId: id, name, scopes, eventId, days }: RouteInput<'POST /api/tokens'>): Promise<MadeToken> {
  if (eventId !== null && (await db.event.count({ where: { id: eventId } })) === 0) throw new Refused('event.not-found');
  const secret = `${TOKEN_PREFIX}${newToken()}`;
  const known = { tokenHash: hashOf(secret), ending: secret.slice(-ENDING) };
  await db.apiToken.createMany({
    data: [{ id, accountId: me.accountId, name, scopes: [...new Set(scopes)], eventId, ...known, expiresAt: new Date(Date.now() + days * DAY) }], skipDuplicates: true,
  });
  const [row] = await db.apiToken.updateManyAndReturn({ where: { id, accountId: me.accountId, revokedAt: null }, data: known });
  if (!row) throw new Refused('command.reused');
  forgetTokens(db);
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
