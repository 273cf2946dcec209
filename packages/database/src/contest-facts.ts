/** Reads from the truth, in one snapshot, all that a contest's board, its standings and its contestants' results are made of. */
import type { Derived, EntrantScore, Rules, Scheme, SheetInput } from '@leitai/scoring';
import type { BoardNames, ContestState, EntrantState, PublicNames, Text } from '@leitai/contract';
import type { Database, Transaction } from './client.ts';
import { withPoints, type FactsPoints } from './brought-in.ts';
import { freezeSql, type Freeze } from './freeze.ts';

export type ContestFacts = {
  readonly eventId: string;
  readonly contestId: string;
  readonly revision: number;
  readonly eventName: Text;
  readonly postCode: string;
  readonly letter: string;
  readonly name: Text;
  readonly state: ContestState;
  readonly boardNames: BoardNames;
  readonly publicNames: PublicNames;
  /** Of a practice copy: none of it is a result anywhere. */
  readonly practice: boolean;
  /** The contest's draw keeps names and codes apart: entrants have no name, person or organisation here. */
  readonly sealed: boolean;
  /** What `publicFacts` takes back; null unless the public's view is frozen. All else here is as it stands now. */
  readonly frozen: Freeze | null;
  readonly scheme: Scheme;
  readonly rules: Rules;
  readonly onStageId: string | null;
  /** Of the entrant on stage. */
  readonly timer: FactsTimer | null;
  readonly publishedAt: Date | null;
  /** Until when objections may be raised. */
  readonly objectionsUntil: Date | null;
  readonly seats: ReadonlyMap<string, number>;
  readonly entrants: readonly FactsEntrant[];
  /** Approved, in the order they were. */
  readonly points: readonly FactsPoints[];
  /** What records feed derived criteria with, by entrant and criterion. */
  readonly derived: Readonly<Record<string, Readonly<Record<string, Derived>>>>;
  /** In the order they were confirmed. */
  readonly results: readonly FactsResult[];
};
/** As the attempt's row has it. */
type FactsTimer = { readonly bankedMs: number; readonly runningSince: string | null; readonly extraMs: number; readonly stopped: boolean };

/** Name, person and organisation are empty while the contest is sealed. */
export type FactsEntrant = {
  readonly id: string;
  readonly code: string;
  readonly position: number;
  readonly name: string;
  readonly organisationId: string;
  readonly organisation: Text;
  readonly personId: string;
  readonly state: EntrantState;
};
export type FactsResult = {
  readonly entrantId: string;
  readonly seq: number;
  readonly confirmedAt: Date;
  /** The number of the event that made it stand as it does: its confirmation's, or its latest correction's. */
  readonly revision: number;
  readonly correctedAt: Date | null;
  /** Of its latest correction alone; points that were replaced count in `correctedAt`. */
  readonly amendedAt: Date | null;
  /** As the sheets make it, and as it is with the points brought in. */
  readonly judged: EntrantScore;
  readonly score: EntrantScore;
  readonly sheets: readonly SheetInput[];
};

type RowResult = { readonly entrantId: string; readonly seq: number; readonly confirmedAt: string; readonly revision: number; readonly correctedAt: string | null; readonly score?: EntrantScore; readonly sheets?: SheetInput[] };
type Row = Omit<ContestFacts, 'seats' | 'entrants' | 'results' | 'points' | 'derived' | 'publishedAt' | 'objectionsUntil'> & {
  publishedAt: string | null;
  objectionsUntil: string | null;
  seats: { id: string; seat: number }[] | null;
  entrants: FactsEntrant[] | null;
  results: RowResult[] | null;
  points: FactsPoints[] | null;
  derived: ContestFacts['derived'] | null;
};

/**
 * One statement, so that revision, entrants and results belong together. @returns null when there is no such contest.
 * @param known facts read before: results that stand in them as they do in the database are not read again.
 */
export async function contestFacts(
  db: Database | Transaction, eventId: string, contestId: string, known?: ContestFacts,
): Promise<ContestFacts | null> {
  const from = Math.max(-1, ...(known?.results ?? []).map(({ revision }) => revision));
  const rows = await db.$queryRaw<{ facts: string }[]>`
    SELECT json_build_object(
      'eventId', c.event_id, 'contestId', c.id, 'revision', c.board_revision, 'eventName', ev.name,
      'postCode', p.code, 'letter', p.letter, 'name', p.short_name, 'state', c.state, 'boardNames', c.board_names, 'publicNames', ev.public_names, 'practice', ev.practice,
      'sealed', d.contest_id IS NOT NULL,
      'frozen', ${freezeSql},
      'scheme', sv.body, 'rules', c.rules, 'onStageId', c.on_stage_id, 
      'timer', (SELECT json_build_object('bankedMs', a.banked_ms, 'runningSince', a.running_since, 'extraMs', a.extra_ms, 'stopped', a.stopped)
        FROM attempt a WHERE a.event_id = c.event_id AND a.entrant_id = c.on_stage_id ORDER BY a.number DESC LIMIT 1),
      'publishedAt', c.published_at, 'objectionsUntil', c.objections_until,
      'seats', (SELECT json_agg(json_build_object('id', j.id, 'seat', j.seat))
        FROM judge j WHERE j.event_id = c.event_id AND j.contest_id = c.id),
      'entrants', (SELECT json_agg(json_build_object('id', e.id, 'code', e.code, 'position', e.position,
          'name', CASE WHEN d.contest_id IS NULL THEN pe.name ELSE '' END,
          'organisationId', CASE WHEN d.contest_id IS NULL THEN o.id::text ELSE '' END,
          'organisation', CASE WHEN d.contest_id IS NULL THEN o.name ELSE '{"zh":"","en":""}' END,
          'personId', CASE WHEN d.contest_id IS NULL THEN e.person_id::text ELSE '' END, 'state', e.state) ORDER BY e.position)
        FROM entrant e JOIN person pe ON pe.event_id = e.event_id AND pe.id = e.person_id
        JOIN organisation o ON o.event_id = e.event_id AND o.id = e.organisation_id
        WHERE e.event_id = c.event_id AND e.contest_id = c.id),
      'points', (SELECT json_agg(json_build_object('seq', i.seq, 'at', i.decided_at, 'stageId', i.stage_id,
          'points', (SELECT json_object_agg(one->>'personId', one->>'after') FROM jsonb_array_elements(i.rows) one),
          'changed', (SELECT coalesce(json_agg(one->>'personId'), '[]') FROM jsonb_array_elements(i.rows) one WHERE one->>'before' IS NOT NULL)) ORDER BY i.seq)
        FROM points_import i WHERE i.event_id = c.event_id AND i.contest_id = c.id AND i.state = 'approved'),
      'derived', (SELECT json_object_agg(f.entrant_id, fed_indicators(f.event_id, f.entrant_id))
        FROM (SELECT DISTINCT event_id, entrant_id FROM indicator_value i WHERE i.event_id = c.event_id AND i.contest_id = c.id) f),
      'results', (SELECT json_agg(
          CASE WHEN coalesce(r.amended_seq, r.seq) > ${from}
            THEN json_build_object('entrantId', r.entrant_id, 'seq', r.seq, 'confirmedAt', r.confirmed_at,
              'revision', coalesce(r.amended_seq, r.seq), 'correctedAt', r.amended_at, 'score', r.score, 'sheets', r.sheets)
            ELSE json_build_object('entrantId', r.entrant_id, 'seq', r.seq, 'confirmedAt', r.confirmed_at,
              'revision', coalesce(r.amended_seq, r.seq), 'correctedAt', r.amended_at) END ORDER BY r.seq)
        FROM result r WHERE r.event_id = c.event_id AND r.contest_id = c.id)
    )::text AS facts
    FROM contest c JOIN event ev ON ev.id = c.event_id
    JOIN post p ON p.event_id = c.event_id AND p.id = c.post_id
    JOIN scheme_version sv ON sv.event_id = c.event_id AND sv.id = c.scheme_version_id
    LEFT JOIN draw d ON d.event_id = c.event_id AND d.contest_id = c.id AND d.unsealed_at IS NULL
    WHERE c.event_id = ${eventId}::uuid AND c.id = ${contestId}::uuid`;
  if (!rows[0]) return null;
  const facts = JSON.parse(rows[0].facts) as Row;
  const results = (facts.results ?? []).map((result) => complete(result, known));
  // Something known was taken back or replaced, as a restore does: nothing known is trusted.
  if (!results.every((result) => result !== null)) return contestFacts(db, eventId, contestId);
  return withPoints({
    ...facts,
    publishedAt: date(facts.publishedAt),
    objectionsUntil: date(facts.objectionsUntil),
    seats: new Map((facts.seats ?? []).map(({ id, seat }) => [id, seat])),
    entrants: facts.entrants ?? [],
    points: facts.points ?? [],
    derived: facts.derived ?? {},
    results,
  });
}

/** A result changes by a correction only, so the number and times of its confirmation and latest correction tell whether it is the known one. */
function complete({ score, sheets, ...result }: RowResult, known: ContestFacts | undefined): FactsResult | null {
  const [confirmedAt, correctedAt] = [new Date(result.confirmedAt), date(result.correctedAt)];
  if (score && sheets) return { ...result, confirmedAt, correctedAt, amendedAt: correctedAt, judged: score, score, sheets };
  const same = known?.results.find(({ entrantId, revision }) => entrantId === result.entrantId && revision === result.revision);
  if (same?.confirmedAt.getTime() !== confirmedAt.getTime() || same.amendedAt?.getTime() !== correctedAt?.getTime()) return null;
  return same.score === same.judged ? same : { ...same, correctedAt, score: same.judged };
}

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
