/** The schedule and how far its sessions have come, read in one statement. Public: places in the order of appearance, never names. */
import type { LiveSchedule, LiveSession } from '@leitai/contract';
import { paceOf } from '@leitai/contract/schedule-times';
import { Refused, type Database } from '@leitai/database';

type Read = Omit<LiveSchedule, 'sessions'> & { readonly sessions: readonly (Omit<LiveSession, 'calledAt' | 'paceMs'> & { readonly calls: readonly number[] })[] };

/** @throws Refused 'event.not-found'. */
export async function liveSchedule(db: Database, eventId: string): Promise<LiveSchedule> {
  const rows = await db.$queryRaw<{ found: string }[]>`
    SELECT json_build_object(
      'plan', ev.plan,
      'revision', ev.plan + (SELECT count(*) + count(b.ended_at) FROM broadcast b WHERE b.event_id = ev.id),
      'stations', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'place', s.place, 'contestIds', s.contest_ids) ORDER BY s.number), '[]')
        FROM station s WHERE s.event_id = ev.id),
      'sessions', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'contestId', s.contest_id, 'stationId', s.station_id,
          'startsAt', to_char(s.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'minutes', s.minutes, 'changeover', s.changeover, 'from', s.from_position, 'to', s.to_position,
          'waiting', (SELECT coalesce(json_agg(e.position ORDER BY e.position), '[]') FROM entrant e
            WHERE e.event_id = s.event_id AND e.contest_id = s.contest_id AND e.position BETWEEN s.from_position AND s.to_position AND e.state = 'waiting'),
          'calls', (SELECT coalesce(json_agg(extract(epoch FROM a.called_at) * 1000 ORDER BY a.called_at), '[]')
            FROM attempt a JOIN entrant e ON e.event_id = a.event_id AND e.id = a.entrant_id
            WHERE a.event_id = s.event_id AND a.contest_id = s.contest_id AND a.called_at IS NOT NULL AND e.position BETWEEN s.from_position AND s.to_position)
        ) ORDER BY s.starts_at, s.id), '[]') FROM contest_session s WHERE s.event_id = ev.id),
      'paused', (SELECT coalesce(json_agg(json_build_object('contestId', c.id, 'since', to_char(c.paused_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY c.id), '[]')
        FROM contest c WHERE c.event_id = ev.id AND c.paused_at IS NOT NULL),
      'word', (SELECT json_build_object('id', b.id, 'text', b.text) FROM broadcast b
        WHERE b.event_id = ev.id AND b.screens AND b.ended_at IS NULL ORDER BY b.at DESC LIMIT 1)
    )::text AS found
    FROM event ev WHERE ev.id = ${eventId}::uuid`;
  if (!rows[0]) throw new Refused('event.not-found');
  const { sessions, ...schedule } = JSON.parse(rows[0].found) as Read;
  return {
    ...schedule,
    sessions: sessions.map(({ calls, ...session }) => ({
      ...session, calledAt: calls.length === 0 ? null : new Date(calls.at(-1)!).toISOString(), paceMs: paceOf(session, calls),
    })),
  };
}
