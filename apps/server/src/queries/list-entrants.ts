/** A contest's entrants for the organiser, with place, total and award as they stand now. */
import type { RouteOutput, Text } from '@leitai/contract';
import { awardPlace, awardsOf, contestFacts, Refused, standingsOf, type Database } from '@leitai/database';
import { formatFixed } from '@leitai/scoring';
import type { Context } from '../context.ts';
import { scoreDigits } from '../projection/digits.ts';

type Entrants = RouteOutput<'GET /api/events/:eventId/contests/:contestId/entrants'>;

/** While sealed: people by name, and nothing by which one could be told to be a code. @throws Refused 'contest.not-found'. */
export async function listEntrants({ db }: Context, eventId: string, contestId: string): Promise<Entrants> {
  const facts = await contestFacts(db, eventId, contestId);
  if (!facts) throw new Refused('contest.not-found');
  if (facts.sealed) return people(db, eventId, contestId);
  const standings = standingsOf(facts);
  const places = new Map(standings.map((standing) => [standing.entrantId, standing]));
  const awards = awardsOf(facts, standings);
  return facts.entrants.map(({ id, code, position, name, organisation, state }): Entrants[number] => {
    const standing = places.get(id);
    return {
      id, code, position, name, organisation, state,
      rank: standing?.rank ?? null,
      total: standing ? formatFixed(standing.total, scoreDigits(facts.rules)) : null,
      award: awards.get(id) ?? null,
      awardPlace: awardPlace(facts, awards.get(id)),
    };
  });
}

async function people(db: Database, eventId: string, contestId: string): Promise<Entrants> {
  const entrants = await db.entrant.findMany({
    where: { eventId, contestId }, orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }], include: { person: true, organisation: true },
  });
  return entrants.map(({ personId, person, organisation }) => ({
    id: personId, code: null, position: null, name: person.name, organisation: organisation.name as Text, state: null, rank: null, total: null, award: null, awardPlace: null,
  }));
}
