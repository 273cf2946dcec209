/** Inspectors' phones: which were heard of, and what is still on them. */
import type { InspectorDevices } from '@leitai/contract';
import type { Database } from '@leitai/database';
import type { InspectorIdentity } from '../access/as-inspector.ts';
import type { Context } from '../context.ts';

/** Events in which the account holds a seat in a round that goes on. Practice copies hear nothing. */
export async function inspectedEvents(db: Database, { accountId }: InspectorIdentity): Promise<string[]> {
  const seats = await db.judge.findMany({ where: { accountId, endedAt: null, contest: { state: 'running', event: { practice: false } } }, distinct: ['eventId'], select: { eventId: true } });
  return seats.map(({ eventId }) => eventId);
}

/** By name. Phones that neither are connected nor have said anything of late are left out. */
export async function inspectorDevices({ db, presence }: Context, eventId: string): Promise<InspectorDevices[]> {
  const seated = { some: { eventId, endedAt: null, contest: { state: 'running' as const } } };
  const [accounts, present] = await Promise.all([
    db.account.findMany({
      where: { role: 'inspector', seats: seated }, orderBy: { name: 'asc' },
      select: { id: true, name: true, sessions: { where: { revokedAt: null, expiresAt: { gt: new Date() } }, orderBy: { createdAt: 'desc' }, select: { id: true, label: true } } },
    }),
    presence(eventId),
  ]);
  return accounts.map(({ id, name, sessions }) => ({
    accountId: id, name,
    devices: sessions.map((session) => ({ ...session, online: present.device(session.id), report: present.report(session.id) })).filter(({ online, report }) => online || report !== null),
  }));
}
