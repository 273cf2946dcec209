/** How far all contests of an event have come towards publication, what their results make together, and what publishing one would make public. */
import type { Publication, ResultsProgress, Text } from '@leitai/contract';
import { awardIdsOf, contestFacts, outOf, Refused, standingsOf, type ContestFacts, type Database } from '@leitai/database';
import { medalTable, organisationStandings, type Standing } from '@leitai/scoring';
import { composeResults } from '../projection/results.ts';
import { lackingPoints } from './points.ts';

type Stored = Awaited<ReturnType<typeof storedContests>>[number];
type Ranked = { readonly facts: ContestFacts; readonly stored: Stored; readonly standings: readonly Standing[]; readonly awards: ReadonlyMap<string, string>; readonly lacking: number };

/** @throws Refused 'event.not-found'. */
export async function resultsProgress(db: Database, eventId: string): Promise<ResultsProgress> {
  const event = await db.event.findUnique({ where: { id: eventId }, include: { organisations: true } });
  if (!event) throw new Refused('event.not-found');
  const contests = await Promise.all((await storedContests(db, eventId)).map(async (stored): Promise<Ranked> => {
    const facts = (await contestFacts(db, eventId, stored.id))!;
    const standings = standingsOf(facts);
    const lacking = await lackingPoints(db, facts, { eventId, contestId: stored.id });
    return { facts, stored, standings, awards: awardIdsOf(facts, standings), lacking: lacking.length };
  }));
  return {
    objectionDays: event.objectionDays,
    contests: contests.map((one) => ({ ...lineOf(one), path: event.kind === 'practicalCheck' ? 'short' : 'full' })),
    organisations: event.organisations.map(({ id, name }) => ({ id, name: name as Text })),
    ...together(contests.filter(({ facts }) => !facts.sealed)),
  };
}

const storedContests = (db: Database, eventId: string) => db.contest.findMany({
  where: { eventId }, orderBy: { post: { letter: 'asc' } },
  include: { signOff: { include: { rechecks: true } }, corrections: { where: { state: 'proposed' }, select: { id: true } } },
});

function lineOf({ facts, stored, standings, awards, lacking }: Ranked): Omit<ResultsProgress['contests'][number], 'path'> {
  const rechecks = stored.signOff?.rechecks ?? [];
  const results = new Set(facts.results.map(({ entrantId }) => entrantId));
  return {
    id: facts.contestId, letter: facts.letter, name: facts.name, state: facts.state, frozen: facts.frozen !== null,
    entrants: facts.entrants.length,
    decided: facts.entrants.filter((entrant) => results.has(entrant.id) || outOf(entrant).out).length,
    ranked: standings.length,
    ties: standings.filter(({ tied, tieBreak }) => tied || tieBreak).length,
    awards: awards.size,
    lacking,
    recheck: { drawn: stored.signOff?.drawnAt != null, done: rechecks.filter(({ checkedAt }) => checkedAt).length, of: rechecks.length, errors: rechecks.filter(({ error }) => error !== null).length },
    corrections: stored.corrections.length,
    until: stored.objectionsUntil?.toISOString() ?? null,
  };
}

/** Organisations are compared by the event's rule: the first contest's, as the overview does. Awards of one id are one column. */
function together(contests: readonly Ranked[]): Pick<ResultsProgress, 'standings' | 'awards' | 'medals' | 'medalists'> {
  const rules = contests[0]?.facts.rules;
  const all = contests.flatMap(({ facts, standings, awards }) => standings.map(({ entrantId, total, rank }) => {
    const { organisationId, code } = facts.entrants.find(({ id }) => id === entrantId)!;
    return { entrantId, organisationId, contestId: facts.contestId, letter: facts.letter, code, total, rank, awardId: awards.get(entrantId) };
  }));
  const awards = [...new Map(contests.flatMap(({ facts }) => facts.rules.awards.map(({ id, name }) => [id, { id, name }] as const))).values()];
  const given = all.flatMap(({ entrantId, awardId }) => (awardId === undefined ? [] : [{ entrantId, awardId }]));
  return {
    standings: rules ? organisationStandings(rules, all) : [],
    awards,
    medals: medalTable(awards.map(({ id }) => id), given, Object.fromEntries(all.map(({ entrantId, organisationId }) => [entrantId, organisationId]))),
    medalists: all.flatMap(({ organisationId, awardId, letter, code, total }) => (awardId === undefined ? [] : [{ organisationId, awardId, letter, code, total }])),
  };
}

/** @throws Refused 'contest.not-found'. */
export async function publication(db: Database, { eventId, contestId }: { readonly eventId: string; readonly contestId: string }): Promise<Publication> {
  const [facts, stored] = await Promise.all([contestFacts(db, eventId, contestId), db.contest.findUnique({ where: { eventId_id: { eventId, id: contestId } }, select: { headHash: true } })]);
  if (!facts || !stored) throw new Refused('contest.not-found');
  // Frozen results stay hidden when they are published; what is shown here is what lifting the freeze brings as well.
  return { contestId, head: stored.headHash, frozen: facts.frozen !== null, results: composeResults({ ...facts, state: 'provisional', frozen: null }) };
}
