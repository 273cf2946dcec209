/** Composes a contest's public results from the facts: pure, like the board, and of the same public facts. */
import type { PublicResults, Text } from '@leitai/contract';
import { isPublished } from '@leitai/contract/published';
import { awardsOf, outOf, publicFacts, standingsOf, type ContestFacts, type FactsEntrant } from '@leitai/database';
import { formatFixed, type EntrantScore } from '@leitai/scoring';
import { scoreDigits } from './digits.ts';
import { maskName } from './mask-name.ts';
import { notesOf } from './results-notes.ts';

type Part = { readonly id: string; readonly name: Text };

/** Who and how many points is said only of published contests; of others that there is something to come. */
export function composeResults(live: ContestFacts): PublicResults {
  const facts = publicFacts(live);
  const shows = isPublished(facts.state) && !facts.sealed;
  const parts = partsOf(facts);
  return {
    format: 'leitai-results/1',
    eventId: facts.eventId,
    contestId: facts.contestId,
    eventName: facts.eventName,
    letter: facts.letter,
    name: facts.name,
    state: facts.state,
    names: namesOf(facts),
    publishedAt: shows ? (facts.publishedAt?.toISOString() ?? null) : null,
    objectionsUntil: shows ? (facts.objectionsUntil?.toISOString() ?? null) : null,
    parts: parts.map(({ id, name }) => ({ id, name })),
    awards: facts.rules.awards.map(({ name }) => name),
    ...(shows ? placed(facts, parts) : { rows: [], out: [], notes: [] }),
  };
}

/** A contest whose boards show codes shows no names here either, whatever the event says. */
const namesOf = ({ boardNames, publicNames }: ContestFacts): PublicResults['names'] => (boardNames === 'code' ? 'code' : publicNames);

const partsOf = ({ scheme, rules }: ContestFacts): readonly Part[] => rules.stages?.stages ?? scheme.modules;

function placed(facts: ContestFacts, parts: readonly Part[]): Pick<PublicResults, 'rows' | 'out' | 'notes'> {
  const digits = scoreDigits(facts.rules);
  const standings = standingsOf(facts);
  const awards = awardsOf(facts, standings);
  const entrants = new Map(facts.entrants.map((entrant) => [entrant.id, entrant]));
  const results = new Map(facts.results.map((result) => [result.entrantId, result]));
  const who = (entrant: FactsEntrant) => {
    const correctedAt = results.get(entrant.id)?.correctedAt;
    return { ...called(facts, entrant), ...(correctedAt && { correctedAt: correctedAt.toISOString() }) };
  };
  return {
    rows: standings.map(({ entrantId, rank, tied, total }) => ({
      rank, tied,
      ...who(entrants.get(entrantId)!),
      parts: points(results.get(entrantId)!.score, parts).map((one) => formatFixed(one, digits)),
      total: formatFixed(total, digits),
      award: awards.get(entrantId) ?? null,
    })),
    out: facts.entrants.flatMap((entrant) => {
      const { out } = outOf(entrant);
      return out ? [{ ...who(entrant), state: out.state }] : [];
    }),
    notes: notesOf(facts, standings),
  };
}

function called(facts: ContestFacts, { code, name, organisation }: FactsEntrant): { code: string; name?: string; organisation: Text } {
  switch (namesOf(facts)) {
    case 'full': return { code, name, organisation };
    case 'masked': return { code, name: maskName(name), organisation };
    default: return { code, organisation };
  }
}

/** Points of each part; "0" for one the score does not have, as a stage that was missed and counts zero. */
function points(score: EntrantScore, parts: readonly Part[]): string[] {
  if (score.status !== 'scored') return parts.map(() => '0');
  const earned = new Map(score.stages ? score.stages.map(({ id, weighted }) => [id, weighted]) : score.modules.map((module) => [module.id, module.points]));
  return parts.map(({ id }) => earned.get(id) ?? '0');
}
