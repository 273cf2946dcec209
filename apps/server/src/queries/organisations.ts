/** An event's organisations, with their contestants counted and their leaders named. */
import type { RouteOutput, Text } from '@leitai/contract';
import type { Context } from '../context.ts';

export async function organisations({ db }: Context, eventId: string): Promise<RouteOutput<'GET /api/events/:eventId/organisations'>> {
  const rows = await db.organisation.findMany({
    // What is inspected or applies for a post has a leader before anybody of it is entered.
    where: { eventId, OR: [{ entrants: { some: {} } }, { event: { kind: { in: ['inspection', 'demonstration'] } } }] },
    include: { _count: { select: { entrants: true } }, accounts: { where: { role: 'leader' }, orderBy: { createdAt: 'asc' } } },
  });
  return rows
    .map(({ id, name, _count, accounts }) => ({ id, name: name as Text, entrants: _count.entrants, leaders: accounts.map((account) => account.name) }))
    .sort((a, b) => a.name.zh.localeCompare(b.name.zh, 'zh-CN'));
}
