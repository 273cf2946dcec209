/** Recomputes everything from a bundle alone: scores, places, awards, grades and organisations, with their working. */
import { awardRound, type Awarded } from '../awards.ts';
import { gradeOf, type Grade } from '../grades.ts';
import { medalTable, type MedalRow } from '../medals.ts';
import { organisationStandings } from '../organisations.ts';
import { rankEntrants, unranked } from '../rank.ts';
import type { EntrantScore, Issue, OrganisationStanding, RankInput, Standing, Unranked } from '../result.ts';
import { composeStages } from '../stages.ts';
import { checkNeeds } from '../needs.ts';
import { stageOf, type Bundle, type PublishedRow } from './bundle.ts';
import { mergedScheme } from './merge.ts';
import { playStage, type Played } from './play.ts';
import { secondsTaken } from './seconds.ts';

export type Outcome = {
  /** In the order of the bundle's entrants. */
  readonly scores: readonly { readonly entrantId: string; readonly score: EntrantScore }[];
  readonly standings: readonly Standing[];
  readonly unranked: readonly Unranked[];
  readonly awards: Awarded;
  readonly grades: Readonly<Record<string, Grade>>;
  readonly organisations: readonly OrganisationStanding[];
  readonly medals: readonly MedalRow[];
  /** Notes and evidence that marks need and do not have (NEED-1); they change no number. */
  readonly missing: readonly Issue[];
};

/** Needs a bundle that `checkBundle` finds nothing wrong with; else it may throw. Pure: the same bundle gives the same outcome. */
export function recompute(bundle: Bundle): Outcome {
  const { rules } = bundle;
  const inputs = rankInputs(bundle);
  const scheme = mergedScheme(bundle);
  const sheets = new Map(inputs.map(({ entrantId, marks }) => [entrantId, marks]));
  const standings = rankEntrants(scheme, rules, inputs);
  const organisations = Object.fromEntries(bundle.entrants.flatMap(({ id, organisationId }) => (organisationId === undefined ? [] : [[id, organisationId]])));
  const awards = awardRound(rules, standings, { organisations });
  return {
    scores: inputs.map(({ entrantId, score }) => ({ entrantId, score })),
    standings,
    unranked: unranked(inputs),
    awards,
    grades: gradesOf(bundle, inputs),
    organisations: organisationStandings(rules, standings.flatMap(({ entrantId, total, rank }) => {
      const organisationId = organisations[entrantId];
      const seconds = secondsTaken(scheme, sheets.get(entrantId) ?? []);
      return organisationId === undefined ? [] : [{ organisationId, contestId: 'this', total, rank, seconds }];
    })),
    medals: medalTable(rules.awards.map(({ id }) => id), awards.awards, organisations),
    missing: missingBeside(bundle),
  };
}

/** The outcome as announced: ranked entrants in order, then the others in the bundle's. */
export function rowsOf({ standings, unranked: others, awards }: Pick<Outcome, 'standings' | 'unranked'> & { readonly awards: Pick<Awarded, 'awards'> }): PublishedRow[] {
  const award = new Map(awards.awards.map(({ entrantId, awardId }) => [entrantId, awardId]));
  return [
    ...standings.map(({ entrantId, rank, total, tied }) => ({ entrantId, rank, total, tied, awardId: award.get(entrantId) ?? null })),
    ...others.map(({ entrantId, why }) => ({ entrantId, rank: null, total: null, tied: false, awardId: null, why })),
  ];
}

/** One line a row, fields apart by tabs and "-" for none: what a hash is taken of. Rows keep their order. */
export const canonicalText = (rows: readonly PublishedRow[]): string =>
  rows.map(({ entrantId, rank, total, tied, awardId, why }) => [entrantId, rank ?? '-', total ?? '-', tied ? 'tied' : '-', awardId ?? '-', why ?? '-'].join('\t')).join('\n');

function rankInputs(bundle: Bundle): RankInput[] {
  const played = bundle.stages.map((stage) => playStage(bundle, stage));
  const scores = scoresOf(bundle, played);
  return bundle.entrants.map(({ id, code, out }, index) => ({
    entrantId: id,
    score: scores[index] ?? { status: 'incomplete', reason: 'quorum', working: [] },
    marks: played.flatMap((stage) => stage.get(id)?.sheets ?? []),
    blindCode: code ?? id,
    ...(out && { out }),
  }));
}

function scoresOf(bundle: Bundle, played: readonly Played[]): EntrantScore[] {
  const { rules, entrants } = bundle;
  if (!rules.stages) return entrants.flatMap(({ id }) => played[0]?.get(id)?.scores.at(-1) ?? { status: 'incomplete', reason: 'quorum', working: [] });
  return composeStages(rules, entrants.map(({ id, bonuses, penalties }) => ({
    entrantId: id,
    attempts: Object.fromEntries(bundle.stages.map((stage, index) => [stage.id, played[index]?.get(id)?.attempts ?? []])),
    scores: played.flatMap((stage) => stage.get(id)?.scores.at(-1) ?? []),
    earlier: played.flatMap((stage) => stage.get(id)?.scores.slice(0, -1) ?? []),
    ...(bonuses && { bonuses }), ...(penalties && { penalties }),
  })));
}

function gradesOf({ rules }: Bundle, inputs: readonly RankInput[]): Record<string, Grade> {
  const { grades } = rules;
  if (!grades) return {};
  return Object.fromEntries(inputs.flatMap(({ entrantId, score, out }) => {
    const grade = out ? null : gradeOf(grades, score);
    return grade ? [[entrantId, grade]] : [];
  }));
}

function missingBeside(bundle: Bundle): Issue[] {
  return bundle.sheets.flatMap((sheet, index) => {
    const scheme = bundle.stages.find(({ id }) => id === stageOf(bundle, sheet))?.scheme;
    if (!scheme || sheet.out) return [];
    return Object.entries(sheet.marks).flatMap(([id, mark]) => {
      const [note, evidence] = [sheet.notes?.[id], sheet.evidence?.[id]];
      const beside = { ...(note !== undefined && { note }), ...(evidence !== undefined && { evidence }) };
      return checkNeeds(scheme, id, mark, beside).map((one) => ({ ...one, path: `sheets.${index}.marks.${id}` }));
    });
  });
}
