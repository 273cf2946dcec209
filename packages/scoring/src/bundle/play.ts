/** One stage of a bundle: from its sheets, or from points brought in, to every entrant's attempts. */
import { mean } from '../average.ts';
import { allCriteria } from '../compile.ts';
import { scoreEntrant } from '../entrant.ts';
import { rankPoints } from '../rank-points.ts';
import type { EntrantScore, Exact, JudgeOut, SheetInput } from '../result.ts';
import type { Rules } from '../rules.ts';
import type { Scheme } from '../scheme.ts';
import { judgedRules, type Attempt } from '../stages.ts';
import { stageOf, type Bundle, type BundleEntrant, type BundleSheet, type BundleStage } from './bundle.ts';

/** `scores` has one for each attempt that was judged; `sheets` are those of the last, which tie-breaks look at. */
export type Attempts = { readonly attempts: readonly Attempt[]; readonly scores: readonly EntrantScore[]; readonly sheets: readonly SheetInput[] };
export type Played = ReadonlyMap<string, Attempts>;

export function playStage(bundle: Bundle, stage: BundleStage): Played {
  return stage.scheme ? playJudged(bundle, stage, stage.scheme) : playImported(bundle, stage);
}

function playImported(bundle: Bundle, { id, max = '0' }: BundleStage): Played {
  const given = (bundle.points ?? []).filter((one) => one.stageId === id).sort((a, b) => (a.attempt ?? 1) - (b.attempt ?? 1));
  const byEntrant = Map.groupBy(given, (one) => one.entrantId);
  return new Map([...byEntrant].map(([entrantId, all]) => [entrantId, { attempts: all.map(({ points }) => ({ points, max })), scores: [], sheets: [] }]));
}

function playJudged(bundle: Bundle, stage: BundleStage, scheme: Scheme): Played {
  const sheets = bundle.sheets.filter((sheet) => stageOf(bundle, sheet) === stage.id);
  const input = inputsFor(bundle, scheme);
  const rules = rulesFor(bundle, stage);
  const attempts = Map.groupBy(sheets, (sheet) => sheet.attempt ?? 1);
  const places = new Map([...attempts].map(([attempt, all]) => [attempt, placesOn(scheme, all)]));
  const byEntrant = Map.groupBy(sheets, (sheet) => sheet.entrantId);
  return new Map(bundle.entrants.map((entrant): [string, Attempts] => {
    const own = [...Map.groupBy(byEntrant.get(entrant.id) ?? [], (sheet) => sheet.attempt ?? 1)].sort(([a], [b]) => a - b);
    const scores = own.map(([attempt, all]) => scoreEntrant(scheme, rules, all.filter((sheet) => !sheet.out).map(input), {
      ...optionsFor(bundle, stage, entrant, all), rankPoints: places.get(attempt)?.(entrant.id) ?? {},
    }));
    return [entrant.id, {
      scores,
      attempts: scores.flatMap((score) => (score.status === 'scored' ? [{ points: score.total, max: score.max }] : [])),
      sheets: (own.at(-1)?.[1] ?? []).filter((sheet) => !sheet.out).map(input),
    }];
  }));
}

/** A stage of several is rounded in the end as the rules' total says, and on its own only as it says itself. */
function rulesFor({ rules }: Bundle, { panel, rounding }: BundleStage): Rules {
  return { ...rules, panel: panel ?? rules.panel, rounding: rounding ?? judgedRules(rules).rounding };
}

function inputsFor(bundle: Bundle, scheme: Scheme): (sheet: BundleSheet) => SheetInput {
  const judges = new Map(bundle.judges.map((judge) => [judge.id, judge]));
  const covers = bundle.stages.length > 1 ? { covers: allCriteria(scheme).map(({ id }) => id) } : {};
  return ({ judgeId, marks }) => {
    const { group, head } = judges.get(judgeId) ?? {};
    return { judgeId, marks, ...covers, ...(group !== undefined && { group }), ...(head && { head }) };
  };
}

function optionsFor(bundle: Bundle, stage: BundleStage, entrant: BundleEntrant, sheets: readonly BundleSheet[]) {
  const decision = bundle.vetoDecisions?.find((one) => one.entrantId === entrant.id && stageOf(bundle, one) === stage.id);
  const out = sheets.flatMap(({ judgeId, out: why }): JudgeOut[] => (why ? [{ judgeId, ...why }] : []));
  return {
    out,
    ...(entrant.products && { products: entrant.products }),
    ...(entrant.derived && { derived: entrant.derived }),
    ...(decision && { confirmedVetoes: decision.confirmed }),
  };
}

/** SCALE-12 among all entrants of one attempt; an entrant's reading is the mean of its judges'. `sheets` are those of one stage and attempt. */
export function placesOn(scheme: Scheme, sheets: readonly BundleSheet[]): (entrantId: string) => Record<string, Exact> {
  const places = allCriteria(scheme).flatMap(({ id, scale }) => {
    if (scale.type !== 'rank-points') return [];
    const readings = [...Map.groupBy(sheets.filter((sheet) => !sheet.out), (sheet) => sheet.entrantId)].flatMap(([entrantId, own]) => {
      const given = own.flatMap(({ marks }) => { const mark = marks[id]; return mark?.type === 'rank-points' ? [mark.reading] : []; });
      return given.length === 0 ? [] : [{ entrantId, reading: mean(given) }];
    });
    return [{ id, points: rankPoints(scale, readings) }];
  });
  return (entrantId) => Object.fromEntries(places.flatMap(({ id, points }) => { const own = points[entrantId]; return own === undefined ? [] : [[id, own]]; }));
}
