/** Who has an account and where it is signed in, for the organiser; and what happened at the door. An account of a role this version does not know has no rights and is not listed. */
import { AccountRole, type Account, type DoorEntry, type Text } from '@leitai/contract';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';

export async function listAccounts({ db }: Context, me: AccountIdentity): Promise<Account[]> {
  const accounts = await db.account.findMany({
    where: { role: { in: [...AccountRole.options] } }, orderBy: { createdAt: 'asc' },
    include: { organisation: true, sessions: { where: { revokedAt: null, expiresAt: { gt: new Date() } }, orderBy: { lastSeenAt: 'desc' } } },
  });
  return accounts.map(({ id, name, role, unit, organisation, createdAt, closedAt, sessions }) => ({
    id, name, role: AccountRole.parse(role),
    unit: (organisation?.name as Text | undefined) ?? (unit === '' ? null : { zh: unit, en: unit }),
    createdAt: createdAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    sessions: sessions.map((session) => ({
      device: session.label, since: session.createdAt.toISOString(), seenAt: session.lastSeenAt.toISOString(), own: session.id === me.sessionId,
    })),
  }));
}

const NEWEST = 500;

export async function doorLog({ db }: Context): Promise<DoorEntry[]> {
  const rows = await db.doorLog.findMany({ orderBy: { id: 'desc' }, take: NEWEST });
  return rows.map(({ at, what, name, role, by, address, device }) => ({ at: at.toISOString(), what: what as DoorEntry['what'], name, role, by, address, device }));
}
