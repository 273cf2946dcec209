/** Accounts: made through the one-time link, and signed in with. Each answers a session's token. */
import { randomUUID } from 'node:crypto';
import { Prisma, Refused } from '@leitai/database';
import { atTheDoor, type From } from '../access/door.ts';
import { hashPassword, passwordMatches } from '../access/password.ts';
import { hashOf } from '../access/secrets.ts';
import { openSession } from '../access/sessions.ts';
import type { Context } from '../context.ts';

type Credentials = { readonly name: string; readonly password: string };
type Door = { readonly from: From };

/** @throws Refused 'access.bad-link' when the link is unknown, used or over; 'access.name-taken', which leaves the link usable. */
export async function setUpAccount({ db }: Context, { token, name, password }: Credentials & { readonly token: string }, { from }: Door): Promise<string> {
  const passwordHash = await hashPassword(password);
  try {
    return await db.$transaction(async (tx) => {
      const now = new Date();
      const [link] = await tx.signInLink.updateManyAndReturn({
        where: { tokenHash: hashOf(token), usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now },
      });
      if (!link) throw new Refused('access.bad-link');
      const { role, eventId, organisationId, unit } = link;
      const account = await tx.account.create({ data: { id: randomUUID(), name: name.normalize('NFC'), role, eventId, organisationId, unit, passwordHash } });
      await atTheDoor(tx, 'made', account, from);
      return openSession(tx, { kind: 'account', accountId: account.id, label: from.device });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw new Refused('access.name-taken');
    throw error;
  }
}

/** @throws Refused 'access.bad-credentials', never saying whether the name or the password is wrong, or the account is closed. */
export async function signIn({ db }: Context, { name, password }: Credentials, { from }: Door): Promise<string> {
  const account = await db.account.findUnique({ where: { name: name.normalize('NFC') } });
  const matches = await passwordMatches(password, account?.passwordHash ?? null);
  if (!account || !matches || account.closedAt) {
    await atTheDoor(db, 'turned-away', account, from);
    throw new Refused('access.bad-credentials');
  }
  await atTheDoor(db, 'signed-in', account, from);
  return openSession(db, { kind: 'account', accountId: account.id, label: from.device });
}
