/** A contest and its entrants as the desks show them, read in one statement: every confirmed result has it read again. */
import type { ChiefDesk, DeskContest, DeskEntrant } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import { formatFixed, type Scheme } from '@leitai/scoring';
import { scoreDigits } from '../projection/digits.ts';
import { timerOf } from '../projection/timer.ts';
import { contestRules, type ContestRules } from './scheme.ts';

type StoredEntrant = Pick<DeskEntrant, 'id' | 'code' | 'position' | 'state'> & {
  /** The attempt in hand. */
  readonly attempt: (Parameters<typeof timerOf>[1] & { readonly number: number }) | null;
  readonly derived: NonNullable<DeskEntrant['derived']>;
  readonly total: string | null;
  readonly outReason: string | null;
  readonly asked: boolean;
  readonly substituted: boolean;
  readonly arrived: boolean;
};
type StoredContest = { readonly contest: DeskContest; readonly sealed: boolean; readonly entrants: readonly StoredEntrant[] };
type ContestFrame = { readonly contest: DeskContest; readonly forPanel: DeskEntrant[]; readonly forChief: ChiefDesk['entrants']; readonly arrivals: number };

/** What judges see of it (without totals) and what the chief sees (with them). @throws Refused 'contest.not-found'. */
export async function contestFrame(db: Database, eventId: string, contestId: string): Promise<ContestFrame> {
  const [{ contest, sealed, entrants }, rules] = await Promise.all([readContest(db, eventId, contestId), contestRules(db, eventId, contestId)]);
  return {
    contest,
    forPanel: entrants.map((entrant) => forPanel(rules.scheme, entrant)),
    forChief: entrants.map((entrant) => ({ ...forChief(rules, entrant), arrived: sealed ? null : entrant.arrived })),
    arrivals: entrants.filter(({ arrived }) => arrived).length,
  };
}

async function readContest(db: Database, eventId: string, contestId: string): Promise<StoredContest> {
  const rows = await db.$queryRaw<{ found: string }[]>`
    SELECT json_build_object(
      'contest', json_build_object('id', c.id, 'eventId', c.event_id, 'eventName', ev.name, 'practice', ev.practice, 'letter', p.letter, 'name', p.short_name, 'state', c.state,
        'revision', c.revision, 'schemeVersion', sv.version,
        'paused', CASE WHEN c.paused_at IS NOT NULL THEN json_build_object('since', to_char(c.paused_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', c.pause_reason) END),
      'sealed', EXISTS (SELECT FROM draw d WHERE d.event_id = c.event_id AND d.contest_id = c.id AND d.unsealed_at IS NULL),
      'entrants', (SELECT coalesce(json_agg(json_build_object('id', e.id, 'derived', fed_indicators(e.event_id, e.id), 'code', e.code, 'position', e.position, 'state', e.state,
          'attempt', (SELECT json_build_object('number', a.number, 'bankedMs', a.banked_ms, 'runningSince', a.running_since, 'extraMs', a.extra_ms, 'stopped', a.stopped)
            FROM attempt a WHERE a.event_id = e.event_id AND a.entrant_id = e.id ORDER BY a.number DESC LIMIT 1),
          'total', r.total, 'outReason', e.out_reason, 'asked', e.substitute_asked IS NOT NULL, 'substituted', e.substituted_at IS NOT NULL,
          'arrived', coalesce(i.arrived_at > coalesce(e.substituted_at, '-infinity'), false)) ORDER BY e.position), '[]')
        FROM entrant e LEFT JOIN result r ON r.event_id = e.event_id AND r.entrant_id = e.id
        LEFT JOIN check_in i ON i.event_id = e.event_id AND i.entrant_id = e.id
        WHERE e.event_id = c.event_id AND e.contest_id = c.id)
    )::text AS found
    FROM contest c JOIN event ev ON ev.id = c.event_id
    JOIN post p ON p.event_id = c.event_id AND p.id = c.post_id
    JOIN scheme_version sv ON sv.event_id = c.event_id AND sv.id = c.scheme_version_id
    WHERE c.event_id = ${eventId}::uuid AND c.id = ${contestId}::uuid`;
  if (!rows[0]) throw new Refused('contest.not-found');
  return JSON.parse(rows[0].found) as StoredContest;
}

const forPanel = (scheme: Scheme, { id, code, position, state, attempt, derived }: StoredEntrant): DeskEntrant =>
  ({ id, code, position, state, attempt: attempt?.number ?? 1, timer: attempt && timerOf(scheme, attempt), ...(Object.keys(derived).length > 0 && { derived }) });

function forChief({ scheme, rules }: ContestRules, entrant: StoredEntrant): Omit<ChiefDesk['entrants'][number], 'arrived'> {
  const { total, outReason, asked, substituted } = entrant;
  const substitute = asked ? 'asked' : substituted ? 'done' : null;
  return { ...forPanel(scheme, entrant), total: total === null ? null : formatFixed(total, scoreDigits(rules)), outReason, substitute };
}
