/** A contest's results with their working, and how far they have come towards publication: for the console and the chief. */
import type { ContestResults, ResultRow, Text } from '@leitai/contract';
import { awardPlace, awardsOf, contestFacts, organisationsOf, Refused, standingsOf, sha256, type ContestFacts, type FactsResult } from '@leitai/database';
import { allCriteria, awardRound, formatFixed, judgedRules, scoreEntrant } from '@leitai/scoring';
import type { Identity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { scoreDigits } from '../projection/digits.ts';
import type { Place } from './sealed.ts';

/** @throws Refused 'access.forbidden' for another contest's chief, 'contest.not-found'. */
export async function contestResults({ db }: Context, me: Identity, { eventId, contestId }: Place): Promise<ContestResults> {
  const chief = me.role === 'chief';
  if (chief && (me.contestId !== contestId || me.eventId !== eventId)) throw new Refused('access.forbidden');
  const [facts, contest] = await Promise.all([
    contestFacts(db, eventId, contestId),
    db.contest.findUnique({
      where: { eventId_id: { eventId, id: contestId } }, include: { event: true, corrections: { select: { state: true } }, pointsImports: { where: { state: 'proposed' }, select: { id: true } }, signOff: { include: { rechecks: { include: { entrant: true } } } } },
    }),
  ]);
  if (!facts || !contest) throw new Refused('contest.not-found');
  const { signOff } = contest;
  return {
    contest: { id: contestId, eventId, letter: facts.letter, name: facts.name, state: facts.state, head: contest.headHash },
    eventName: facts.eventName,
    path: contest.event.kind === 'practicalCheck' ? 'short' : 'full',
    seats: [...facts.seats].map(([judgeId, seat]) => ({ judgeId, seat })).sort((a, b) => a.seat - b.seat),
    names: namesOf(facts),
    sealed: facts.sealed,
    rows: rowsOf(facts, !chief && !facts.sealed),
    rules: facts.rules,
    awardWorking: facts.sealed ? [] : [...awardRound(facts.rules, standingsOf(facts), { organisations: organisationsOf(facts) }).working],
    pointsWaiting: contest.pointsImports.length,
    objectionDays: contest.event.objectionDays,
    recomputed: facts.results.every((result) => isSame(facts, result)),
    recheck: {
      figures: { top: contest.recheckTop, rest: contest.recheckRest, limit: contest.recheckLimit },
      seedHash: signOff && sha256(signOff.seed),
      seed: signOff?.drawnAt ? signOff.seed : null,
      drawnAt: signOff?.drawnAt?.toISOString() ?? null,
      full: signOff?.full ?? false,
      sample: (signOff?.rechecks ?? [])
        .map(({ entrantId, entrant, error, checkedBy, checkedAt, corrected }) => ({ entrantId, code: entrant.code, error, checked: signed(checkedBy, checkedAt), corrected }))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
    },
    chief: withNote(signed(signOff?.chiefName, signOff?.chiefSignedAt), signOff?.chiefNote ?? ''),
    supervisor: signed(signOff?.supervisorName, signOff?.supervisorSignedAt),
    until: contest.objectionsUntil?.toISOString() ?? null,
    final: signed(signOff?.finalBy, signOff?.finalAt),
    corrections: { all: contest.corrections.length, waiting: contest.corrections.filter(({ state }) => state === 'proposed').length },
  };
}

type Signed = { readonly name: string; readonly at: string };
const signed = (name: string | null | undefined, at: Date | null | undefined): Signed | null => (name && at ? { name, at: at.toISOString() } : null);
const withNote = (signature: Signed | null, note: string) => signature && { ...signature, note };

const namesOf = ({ scheme, rules }: ContestFacts): Record<string, Text> =>
  Object.fromEntries([...scheme.modules, ...allCriteria(scheme), ...scheme.vetoes, ...(rules.stages?.stages ?? []), ...rules.awards].map(({ id, name }) => [id, name]));

/** By rank; then who has none, in order of appearance. */
function rowsOf(facts: ContestFacts, named: boolean): ResultRow[] {
  const digits = scoreDigits(facts.rules);
  const standings = standingsOf(facts);
  const places = new Map(standings.map((standing) => [standing.entrantId, standing]));
  const results = new Map(facts.results.map((result) => [result.entrantId, result]));
  const awards = awardsOf(facts, standings);
  const rows = facts.entrants.map(({ id, code, name, organisation, state }): ResultRow => {
    const standing = places.get(id);
    const result = results.get(id);
    const score = result?.score;
    return {
      entrantId: id, code, state,
      name: named ? name : null,
      organisation: named ? organisation : null,
      rank: standing?.rank ?? null,
      tied: standing?.tied ?? false,
      total: standing ? formatFixed(standing.total, digits) : null,
      award: awards.get(id) ?? null,
      awardPlace: awardPlace(facts, awards.get(id)),
      judges: score?.status === 'scored' ? judgesOf(score.judges.values, facts.seats, digits) : [],
      stages: (score?.status === 'scored' ? score.stages ?? [] : []).map(({ id, points, weighted }) => ({ id, points: formatFixed(points, digits), weighted: formatFixed(weighted, digits) })),
      working: [...(score?.working ?? [])],
      tieBreak: standing?.tieBreak ?? null,
      correctedAt: result?.correctedAt?.toISOString() ?? null,
    };
  });
  return rows.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.code < b.code ? -1 : 1));
}

const judgesOf = (
  values: readonly { readonly judgeId: string; readonly value: string; readonly use: 'kept' | 'high' | 'low' }[],
  seats: ReadonlyMap<string, number>, digits: number,
): ResultRow['judges'] =>
  values.map(({ judgeId, value, use }) => ({ seat: seats.get(judgeId) ?? 0, value: formatFixed(value, digits), use })).sort((a, b) => a.seat - b.seat);

/** The raw marks that were counted, through the engine once more. */
function isSame({ scheme, rules, derived }: ContestFacts, { entrantId, judged: score, sheets }: FactsResult): boolean {
  const again = scoreEntrant(scheme, judgedRules(rules), sheets, { confirmedVetoes: 'vetoes' in score ? score.vetoes : [], derived: derived[entrantId] ?? {} });
  return again.status === score.status && totalOf(again) === totalOf(score);
}

const totalOf = (score: FactsResult['score']): string | null => ('total' in score ? score.total : null);
