/** 封榜: what the public still sees of a frozen contest. Nothing is copied at the freeze; what came after it is taken back from the facts, by the record. */
import type { ContestState, EntrantState } from '@leitai/contract';
import type { EntrantScore, SheetInput } from '@leitai/scoring';
import type { ContestFacts, FactsEntrant, FactsResult } from './contest-facts.ts';
import { withPoints } from './brought-in.ts';
import { Prisma } from './generated/client.ts';

type Stood = { readonly score: EntrantScore; readonly sheets: SheetInput[] };
export type Freeze = {
  /** The number of the freezing event: what has a higher one the public does not see. */
  readonly revision: number;
  readonly since: string;
  /** Later events that change outcomes otherwise than by confirming, in their order, with what stood before each. */
  readonly changes: readonly { readonly seq: number; readonly type: string; readonly subject: string; readonly before: string | { readonly state: EntrantState } }[] | null;
  /** All corrections in their order; of later ones the result that stood before. */
  readonly corrections: readonly { readonly entrantId: string; readonly seq: number; readonly at: string; readonly earlier: Stood | null }[] | null;
};

/** Within a statement that reads the contest as `c`. */
export const freezeSql = Prisma.sql`CASE WHEN c.frozen_seq IS NOT NULL THEN json_build_object('revision', c.frozen_seq, 'since', c.frozen_at,
  'changes', (SELECT json_agg(json_build_object('seq', e.seq, 'type', e.body->>'type', 'subject', e.body->>'subject', 'before', e.body->'before') ORDER BY e.seq)
    FROM (SELECT seq, body::jsonb AS body FROM contest_event WHERE event_id = c.event_id AND contest_id = c.id AND seq > c.frozen_seq) e
    WHERE e.body->>'type' IN ('contest:state', 'entrant:out', 'entrant:reinstate', 'result:amend')),
  'corrections', (SELECT json_agg(json_build_object('entrantId', k.entrant_id, 'seq', k.seq, 'at', k.decided_at,
      'earlier', CASE WHEN k.seq > c.frozen_seq THEN k.earlier END) ORDER BY k.seq)
    FROM correction k WHERE k.event_id = c.event_id AND k.contest_id = c.id AND k.state = 'approved')) END`;

/**
 * The facts everything public is made of: results, outcomes and the contest's state as they stood at the freeze. Who is on stage, the order
 * of appearance and names go on: names are the organiser's own choice, and hiding one must not wait.
 */
export function publicFacts(facts: ContestFacts): ContestFacts {
  const { frozen } = facts;
  if (!frozen) return facts;
  const state = (frozen.changes ?? []).find(({ type }) => type === 'contest:state')?.before as ContestState | undefined;
  return withPoints({
    ...facts,
    state: state ?? facts.state,
    entrants: facts.entrants.map((entrant) => ({ ...entrant, state: stateThen(entrant, facts, frozen) })),
    points: facts.points.filter(({ seq }) => seq <= frozen.revision),
    results: facts.results.filter(({ seq }) => seq <= frozen.revision).map((result) => resultThen(result, frozen)),
  });
}

const isDecided = (state: EntrantState): boolean => state === 'confirmed' || state === 'absent' || state === 'withdrawn' || state === 'disqualified';

/** An outcome since the freeze reads as a performance that waits for its result, whatever it is. */
function stateThen({ id, state }: FactsEntrant, { results }: ContestFacts, { revision, changes }: Freeze): EntrantState {
  const confirmed = results.find(({ entrantId, seq }) => entrantId === id && seq > revision)?.seq ?? Infinity;
  const first = (changes ?? []).find(({ type, subject }) => type !== 'contest:state' && subject === id);
  const stood = confirmed < (first?.seq ?? Infinity) ? 'performed' : first ? before(first) : state;
  if (isDecided(stood)) return stood;
  if (!isDecided(state)) return state;
  return stood === 'on-stage' ? 'performed' : stood;
}

const before = ({ before: stood }: NonNullable<Freeze['changes']>[number]): EntrantState => (typeof stood === 'string' ? (stood as EntrantState) : stood.state);

/** A correction since then is not seen; the ones before are. */
function resultThen(result: FactsResult, { revision, corrections }: Freeze): FactsResult {
  const own = (corrections ?? []).filter(({ entrantId }) => entrantId === result.entrantId);
  const later = own.find(({ seq }) => seq > revision);
  if (!later?.earlier) return { ...result, correctedAt: result.amendedAt, score: result.judged };
  const last = own.findLast(({ seq }) => seq <= revision);
  const { score, sheets } = later.earlier;
  const at = last ? new Date(last.at) : null;
  return { ...result, judged: score, score, sheets, revision: last?.seq ?? result.seq, correctedAt: at, amendedAt: at };
}
