/** A contest as a bundle: its result, recomputable by anyone without the system (docs/bundle.md). */
import { assignAwards, BUNDLE_FORMAT, canonicalText, rowsOf, unranked, type Bundle, type BundleEntrant, type BundleSheet, type MarkValue, type Published, type RankInput } from '@leitai/scoring';
import { withBeside } from './beside-marks.ts';
import type { Database, Transaction } from './client.ts';
import { contestFacts, type ContestFacts, type FactsEntrant } from './contest-facts.ts';
import { Refused } from './refusal.ts';
import { composedScores, pointsOf } from './brought-in.ts';
import { sha256 } from './sha256.ts';
import { organisationsOf, outOf, standingsOf } from './standings.ts';

const STAGE = 'contest';

/** The stage its sheets belong to, as the bundle says it: where there is one, by itself. */
const judgedStage = ({ rules }: ContestFacts): { readonly stageId?: string } => {
  const stage = rules.stages?.stages.find(({ broughtIn }) => !broughtIn);
  return stage ? { stageId: stage.id } : {};
};

/** @returns null when there is no such contest. @throws Refused 'draw.sealed' while its entrants have no organisations. */
export async function contestBundle(db: Database | Transaction, eventId: string, contestId: string): Promise<Bundle | null> {
  const facts = await contestFacts(db, eventId, contestId);
  if (!facts) return null;
  if (facts.sealed) throw new Refused('draw.sealed');
  const bundle = bundleOf(facts, await earlierSheets(db, eventId, contestId));
  return { ...bundle, sheets: await withBeside(db, eventId, contestId, bundle.sheets) };
}

/**
 * Everything the confirmed results are made of, and the places and awards as they stand in the system, to hold a recomputation against.
 * A repeated attempt follows the earlier ones, whose sheets are there as they were closed: the last counts (STAGE-2).
 * Entrants go by their codes and judges by their seats: a bundle leaves the house, names do not.
 */
export function bundleOf(facts: ContestFacts, earlier: readonly EarlierSheet[] = []): Bundle {
  const { eventId, contestId, revision, state, eventName, name, rules, scheme, results, entrants } = facts;
  // Whose sheets say so needs no word beside them.
  const disqualified = new Set(results.filter(({ score }) => score.status === 'disqualified').map(({ entrantId }) => entrantId));
  const stage = judgedStage(facts);
  const judged = attemptsOf(facts, earlier).map((sheet) => ({ ...sheet, ...stage }));
  const judgeIds = new Set(judged.map(({ judgeId }) => judgeId));
  const corrections = results.flatMap(({ entrantId, correctedAt }) => (correctedAt ? [{ entrantId, at: correctedAt.toISOString() }] : []));
  return {
    format: BUNDLE_FORMAT,
    title: { zh: `${eventName.zh} ${name.zh}`, en: `${eventName.en}: ${name.en}` },
    source: { eventId, contestId, revision, state },
    rules,
    stages: rules.stages ? rules.stages.stages.map(({ id, broughtIn }) => (broughtIn ? { id, max: broughtIn.max } : { id, scheme })) : [{ id: STAGE, scheme }],
    organisations: [...new Map(entrants.map(({ organisationId, organisation }) => [organisationId, organisation]))].map(([id, called]) => ({ id, name: called })),
    judges: [...judgeIds].map((id) => ({ id, name: `裁判 ${facts.seats.get(id) ?? '—'}` })),
    entrants: entrants.map((entrant) => ({ ...entrantOf(entrant), ...(facts.derived[entrant.id] && { derived: facts.derived[entrant.id]! }), ...(disqualified.has(entrant.id) ? {} : outOf(entrant)) })),
    sheets: judged,
    ...broughtIn(facts),
    vetoDecisions: results.flatMap(({ entrantId, judged: score }) => ('vetoes' in score ? [{ entrantId, ...stage, confirmed: score.vetoes }] : [])),
    published: publishedOf(facts),
    ...(corrections.length > 0 && { corrections }),
  };
}

/** A sheet of an attempt that was repeated. */
type EarlierSheet = BundleSheet & { readonly attempt: number };

async function earlierSheets(db: Database | Transaction, eventId: string, contestId: string): Promise<EarlierSheet[]> {
  const sheets = await db.sheet.findMany({
    where: { eventId, contestId, state: 'superseded' }, include: { marks: true }, orderBy: [{ attempt: 'asc' }, { judge: { seat: 'asc' } }],
  });
  return sheets.map(({ entrantId, judgeId, attempt, marks }) => ({
    entrantId, judgeId, attempt,
    marks: Object.fromEntries(marks.flatMap(({ criterionId, value }) => (value === null ? [] : [[criterionId, value as MarkValue]]))),
  }));
}

/** Of who has a result: the attempts before it, then the counted one. A first attempt needs no number. */
function attemptsOf({ results }: ContestFacts, earlier: readonly EarlierSheet[]): BundleSheet[] {
  const before = Map.groupBy(earlier, ({ entrantId }) => entrantId);
  return results.flatMap(({ entrantId, sheets }): BundleSheet[] => {
    const past = before.get(entrantId) ?? [];
    const attempt = past.reduce((most, one) => Math.max(most, one.attempt), 0) + 1;
    return [...past, ...sheets.map(({ judgeId, marks }) => ({ entrantId, judgeId, marks, ...(attempt > 1 && { attempt }) }))];
  });
}

/** The points of stages that were not judged here. */
function broughtIn(facts: ContestFacts): Pick<Bundle, 'points'> {
  const stages = (facts.rules.stages?.stages ?? []).filter((stage) => stage.broughtIn);
  if (stages.length === 0) return {};
  return {
    points: facts.entrants.flatMap(({ id, personId }) => stages.flatMap(({ id: stageId }) => {
      const points = pointsOf(facts, stageId, personId);
      return points === undefined ? [] : [{ entrantId: id, stageId, points }];
    })),
  };
}

const entrantOf = ({ id, code, organisationId }: FactsEntrant): BundleEntrant => ({ id, code, organisationId });

/** From the scores as they were confirmed, not from a recomputation. */
function publishedOf(facts: ContestFacts): Published {
  const scores = new Map(facts.results.map((result) => [result.entrantId, result]));
  const composed = composedScores(facts);
  const inputs = facts.entrants.map((entrant): RankInput => {
    const result = scores.get(entrant.id);
    return result
      ? { entrantId: entrant.id, score: result.score, marks: result.sheets, ...(result.score.status !== 'disqualified' && outOf(entrant)) }
      : { entrantId: entrant.id, score: composed.get(entrant.id)!, marks: [], ...outOf(entrant) };
  });
  const standings = standingsOf(facts);
  const awards = assignAwards(facts.rules, standings, { organisations: organisationsOf(facts) });
  const rows = rowsOf({ standings, unranked: unranked(inputs), awards: { awards } });
  return { rows, sha256: sha256(canonicalText(rows)) };
}
