/** Ends an account's sessions, or the account. What it did stays under its name. */
import { Refused } from '@leitai/database';
import { forgetTokens } from '../access/bearer.ts';
import { atTheDoor, type From } from '../access/door.ts';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { cutOff } from './revoke-device.ts';

/** All but the asker's own session. @throws Refused 'request.not-found'. */
export async function endSessions(ctx: Context, me: AccountIdentity, accountId: string, from: From): Promise<void> {
  const account = await ctx.db.account.findUnique({ where: { id: accountId } });
  if (!account) throw new Refused('request.not-found');
  const ended = await ctx.db.$transaction(async (tx) => {
    await atTheDoor(tx, 'ended', account, from, me.name);
    return tx.session.updateManyAndReturn({ where: { accountId, revokedAt: null, id: { not: me.sessionId } }, data: { revokedAt: new Date() }, select: { id: true } });
  });
  cutOff(ctx, ended.map(({ id }) => id));
}

/** Closing again changes nothing. @throws Refused 'request.not-found', 'access.own-account', 'access.last-organiser'. */
export async function closeAccount(ctx: Context, me: AccountIdentity, accountId: string, from: From): Promise<void> {
  if (accountId === me.accountId) throw new Refused('access.own-account');
  const ended = await ctx.db.$transaction(async (tx) => {
    // In the order of ids, so that two organisers cannot shut each other out at the same moment.
    await tx.$queryRaw`SELECT id FROM account WHERE role = 'organiser' ORDER BY id FOR UPDATE`;
    const account = await tx.account.findUnique({ where: { id: accountId } });
    if (!account) throw new Refused('request.not-found');
    if (account.closedAt) return [];
    if (account.role === 'organiser' && (await tx.account.count({ where: { role: 'organiser', closedAt: null } })) < 2) throw new Refused('access.last-organiser');
    await tx.account.update({ where: { id: accountId }, data: { closedAt: new Date() } });
    await atTheDoor(tx, 'closed', account, from, me.name);
    return tx.session.updateManyAndReturn({ where: { accountId, revokedAt: null }, data: { revokedAt: new Date() }, select: { id: true } });
  });
  forgetTokens(ctx.db);
  cutOff(ctx, ended.map(({ id }) => id));
}
