/** A contest as a bundle: its result, recomputable by anyone without the system (docs/bundle.md). */
import { createHash } from 'node:crypto';
import { assignAwards, BUNDLE_FORMAT, canonicalText, rowsOf, unranked, type Bundle, type BundleEntrant, type Published, type RankInput } from '@leitai/scoring';
import type { Database, Transaction } from './client.ts';
import { contestFacts, type ContestFacts, type FactsEntrant } from './contest-facts.ts';
import { organisationsOf, outOf, standingsOf } from './standings.ts';

const STAGE = 'contest';

/** @returns null when there is no such contest. */
export async function contestBundle(db: Database | Transaction, eventId: string, contestId: string): Promise<Bundle | null> {
  const facts = await contestFacts(db, eventId, contestId);
  return facts && bundleOf(facts);
}

/**
 * Everything the confirmed results are made of, and the places and awards as they stand in the system, to hold a recomputation against.
 * Entrants go by their codes and judges by their seats: a bundle leaves the house, names do not.
 */
export function bundleOf(facts: ContestFacts): Bundle {
  const { eventId, contestId, revision, state, eventName, name, rules, scheme, results, entrants } = facts;
  // Whose sheets say so needs no word beside them.
  const disqualified = new Set(results.filter(({ score }) => score.status === 'disqualified').map(({ entrantId }) => entrantId));
  const judgeIds = new Set(results.flatMap(({ sheets }) => sheets.map(({ judgeId }) => judgeId)));
  return {
    format: BUNDLE_FORMAT,
    title: { zh: `${eventName.zh} ${name.zh}`, en: `${eventName.en}: ${name.en}` },
    source: { eventId, contestId, revision, state },
    rules,
    stages: [{ id: STAGE, scheme }],
    organisations: [...new Map(entrants.map(({ organisationId, organisation }) => [organisationId, organisation]))].map(([id, called]) => ({ id, name: called })),
    judges: [...judgeIds].map((id) => ({ id, name: `裁判 ${facts.seats.get(id) ?? '—'}` })),
    entrants: entrants.map((entrant) => ({ ...entrantOf(entrant), ...(disqualified.has(entrant.id) ? {} : outOf(entrant)) })),
    sheets: results.flatMap(({ entrantId, sheets }) => sheets.map(({ judgeId, marks }) => ({ entrantId, judgeId, marks }))),
    vetoDecisions: results.flatMap(({ entrantId, score }) => ('vetoes' in score ? [{ entrantId, confirmed: score.vetoes }] : [])),
    published: publishedOf(facts),
  };
}

const entrantOf = ({ id, code, organisationId }: FactsEntrant): BundleEntrant => ({ id, code, organisationId });

/** From the scores as they were confirmed, not from a recomputation. */
function publishedOf(facts: ContestFacts): Published {
  const scores = new Map(facts.results.map((result) => [result.entrantId, result]));
  const inputs = facts.entrants.map((entrant): RankInput => {
    const result = scores.get(entrant.id);
    return result
      ? { entrantId: entrant.id, score: result.score, marks: result.sheets, ...(result.score.status === 'scored' && outOf(entrant)) }
      : { entrantId: entrant.id, score: { status: 'incomplete', reason: 'quorum', working: [] }, marks: [], ...outOf(entrant) };
  });
  const standings = standingsOf(facts);
  const awards = assignAwards(facts.rules, standings, { organisations: organisationsOf(facts) });
  const rows = rowsOf({ standings, unranked: unranked(inputs), awards: { awards } });
  return { rows, sha256: createHash('sha256').update(canonicalText(rows)).digest('hex') };
}
