/** Who read what, for auditors: the latest first. */
import { Role, type AccessEntry } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { SIGHTS } from '../access/access-log.ts';

const MOST = 1000;

export async function accessLog(db: Database, eventId: string): Promise<AccessEntry[]> {
  const rows = await db.accessLog.findMany({ where: { eventId }, orderBy: { id: 'desc' }, take: MOST });
  const sessions = await db.session.findMany({ where: { id: { in: [...new Set(rows.map(({ sessionId }) => sessionId))] } }, select: { id: true, label: true } });
  const labels = new Map(sessions.map(({ id, label }) => [id, label]));
  return rows.flatMap(({ at, contestId, what, role, name, sessionId }) => {
    const sight = SIGHTS[what as keyof typeof SIGHTS];
    return sight === undefined ? [] : [{ at: at.toISOString(), contestId, sight, through: what, role: Role.parse(role), name, device: labels.get(sessionId) ?? '' }];
  });
}
