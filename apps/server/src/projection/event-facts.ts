/** Reads in one statement what an overview needs besides its contests' boards. */
import type { Database } from '@leitai/database';
import type { OverviewFacts } from './overview.ts';

type Row = Omit<OverviewFacts, 'organisations'> & { readonly organisations: Readonly<Record<string, OverviewFacts['name']>> };

/** Contests in the order of their letters. @returns null when there is no such event. */
export async function eventFacts(db: Database, eventId: string): Promise<OverviewFacts | null> {
  const rows = await db.$queryRaw<{ facts: string }[]>`
    SELECT json_build_object(
      'eventId', ev.id, 'name', ev.name, 'practice', ev.practice,
      'organisations', (SELECT coalesce(json_object_agg(o.id, o.name), '{}') FROM organisation o WHERE o.event_id = ev.id),
      'contests', (SELECT coalesce(json_agg(json_build_object('id', c.id, 'letter', p.letter, 'state', c.state, 'rules', c.rules) ORDER BY p.letter COLLATE "C"), '[]')
        FROM contest c JOIN post p ON p.event_id = c.event_id AND p.id = c.post_id WHERE c.event_id = ev.id)
    )::text AS facts
    FROM event ev WHERE ev.id = ${eventId}::uuid`;
  if (!rows[0]) return null;
  const facts = JSON.parse(rows[0].facts) as Row;
  return { ...facts, organisations: new Map(Object.entries(facts.organisations)) };
}
