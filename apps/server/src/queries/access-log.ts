/** Who read what, for auditors: the latest first, page by page. */
import { ACCESS_PAGE, Role, type AccessEntry, type AccessSought, type Sight } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { SIGHTS } from '../access/access-log.ts';
import { endOfDay, startOfDay } from './today.ts';

export async function accessLog(db: Database, eventId: string, { name, role, sight, since, until, before }: AccessSought): Promise<AccessEntry[]> {
  const rows = await db.accessLog.findMany({
    where: {
      eventId, ...(before !== undefined && { id: { lt: before } }), ...(role && { role }), ...(name && { name: { contains: name, mode: 'insensitive' } }),
      what: { in: through(sight) }, at: { ...(since && { gte: startOfDay(since) }), ...(until && { lt: endOfDay(until) }) },
    },
    orderBy: { id: 'desc' }, take: ACCESS_PAGE,
  });
  const sessions = await db.session.findMany({ where: { id: { in: [...new Set(rows.map(({ sessionId }) => sessionId))] } }, select: { id: true, label: true } });
  const labels = new Map(sessions.map(({ id, label }) => [id, label]));
  return rows.map(({ id, at, contestId, what, role: by, name: who, sessionId }) => ({
    place: Number(id), at: at.toISOString(), contestId, sight: SIGHTS[what as keyof typeof SIGHTS]!, through: what, role: Role.parse(by), name: who, device: labels.get(sessionId) ?? '',
  }));
}

/** The routes and messages that show it; without a kind, all that show anything. */
const through = (sight: Sight | undefined): string[] => Object.entries(SIGHTS).flatMap(([what, shows]) => (sight === undefined || shows === sight ? [what] : []));
