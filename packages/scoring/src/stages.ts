/** Several stages become one result: attempts, normalisation, weights, bonus and penalty, entry cuts (STAGE-1 … STAGE-6, CUT-1). */
import { takeAttempts, type Taken } from './attempts.ts';
import { div, equal, format, integer, max, min, mul, parse, sub, sum, ZERO, type Rational } from './exact.ts';
import { cutEntrants } from './cut.ts';
import { own } from './own.ts';
import { roundAt } from './panel.ts';
import type { EntrantScore, Exact, StageScore, WorkingStep } from './result.ts';
import type { Rules, StageRule, StagesRule } from './rules.ts';
import type { Decimal } from './scheme.ts';

/** Points of one attempt and what a faultless one earns; imported points (a theory paper) and scored sheets look alike here. */
export type Attempt = { readonly points: Exact; readonly max: Exact };
export type Adjustment = { readonly reason: string; readonly points: Decimal };
export type StagedEntrant = {
  readonly entrantId: string;
  /** By stage id; a stage without attempts is missing. */
  readonly attempts: Readonly<Record<string, readonly Attempt[]>>;
  /** What the last attempt at each judged stage made: its parts are what the result shows and tie-breaks read, and it alone disqualifies. */
  readonly scores?: readonly EntrantScore[];
  /** What the attempts before it made: they show in the working. */
  readonly earlier?: readonly EntrantScore[];
  readonly bonuses?: readonly Adjustment[];
  readonly penalties?: readonly Adjustment[];
};

/** Composes every entrant's stages by `rules.stages`; needs all entrants, since a best one and a cut are found among them. In the order given. */
export function composeStages(rules: Rules, entrants: readonly StagedEntrant[]): EntrantScore[] {
  const { stages } = rules;
  if (!stages) throw new TypeError('these rules compose no stages');
  const runs = entrants.map((entrant): Run => ({ entrant, stages: [], steps: [], ended: null, weighted: ZERO, most: ZERO }));
  for (const stage of stages.stages) playStage(stage, rules, runs);
  return runs.map((run) => finish(run, stages, rules));
}

/** Rules by which sheets make a judged stage's points: where stages are composed, the total is rounded once they are. */
export function judgedRules(rules: Rules): Rules {
  const { total, ...inner } = rules.rounding;
  return rules.stages && total ? { ...rules, rounding: inner } : rules;
}

type Run = {
  readonly entrant: StagedEntrant;
  readonly stages: StageScore[];
  readonly steps: WorkingStep[];
  ended: 'missing-stage' | 'cut' | null;
  weighted: Rational;
  most: Rational;
};

function playStage(stage: StageRule, rules: Rules, runs: readonly Run[]): void {
  const going = runs.filter((run) => run.ended === null);
  const taken = going.map((run) => takeAttempts(stage, own(run.entrant.attempts, stage.id) ?? [], run.steps));
  const best = taken.reduce((most, one) => (one ? max(most, one.points) : most), ZERO);
  const ceiling = taken.reduce((most, one) => (one ? max(most, one.max) : most), ZERO);
  for (const [index, run] of going.entries()) {
    const one = taken[index] ?? null;
    if (!one) {
      run.steps.push({ rule: 'STAGE-4', type: 'missing', of: stage.id, counts: stage.whenMissing });
      if (stage.whenMissing === 'no-result') run.ended = 'missing-stage';
    }
    addStage(run, stage, rules, { points: one?.points ?? ZERO, max: one?.max ?? ceiling, attempts: one?.attempts ?? [] }, best);
  }
  if (stage.cut) applyCut(stage, stage.cut, going.filter((run) => run.ended === null));
}

/** STAGE-3, STAGE-1. */
function addStage(run: Run, stage: StageRule, rules: Rules, { points, max: most, attempts }: Taken, best: Rational): void {
  const against = stage.normalise === 'max' ? most : best;
  const normalised = stage.normalise === 'none' ? points : equal(against, ZERO) ? ZERO : div(mul(points, integer(100)), against);
  if (stage.normalise !== 'none') {
    run.steps.push({ rule: 'STAGE-3', type: 'normalised', of: stage.id, from: format(points), by: format(against), against: stage.normalise, result: format(normalised) });
  }
  const percent = parse(stage.weight);
  const exact = div(mul(normalised, percent), integer(100));
  run.steps.push({ rule: 'STAGE-1', type: 'weighted', of: stage.id, from: format(normalised), percent: format(percent), result: format(exact) });
  const weighted = roundAt('stage', exact, rules.rounding.stage, run.steps, stage.id);
  const ceiling = stage.normalise === 'none' ? most : integer(100);
  run.weighted = sum([run.weighted, weighted]);
  run.most = sum([run.most, div(mul(ceiling, percent), integer(100))]);
  run.stages.push({ id: stage.id, attempts, points: format(points), normalised: format(normalised), weighted: format(weighted) });
}

function applyCut(stage: StageRule, rule: NonNullable<StageRule['cut']>, going: readonly Run[]): void {
  const points = going.map((run) => ({ entrantId: run.entrant.entrantId, points: run.stages.at(-1)?.normalised ?? '0' }));
  const { out, least } = cutEntrants(rule, points);
  for (const [index, run] of going.entries()) {
    if (!out.includes(run.entrant.entrantId)) continue;
    run.steps.push({ rule: 'CUT-1', type: 'cut', of: stage.id, points: points[index]?.points ?? '0', least });
    run.ended = 'cut';
  }
}

function finish(run: Run, rule: StagesRule, rules: Rules): EntrantScore {
  const { entrant, steps, stages } = run;
  const scored = (entrant.scores ?? []).filter((score) => score.status === 'scored');
  const disqualified = (entrant.scores ?? []).find((score) => score.status === 'disqualified');
  const working = [...[...(entrant.earlier ?? []), ...(entrant.scores ?? [])].flatMap((score) => score.working), ...steps];
  if (disqualified) return { status: 'disqualified', vetoes: disqualified.vetoes, working };
  if (run.ended === 'missing-stage' || run.ended === 'cut') return { status: 'incomplete', reason: run.ended, working };
  const added: WorkingStep[] = [];
  added.push({ rule: 'SUM-1', type: 'summed', parts: stages.map(({ id, weighted }) => ({ id, value: weighted })), result: format(run.weighted) });
  const total = roundAt('total', adjust(run, rule, added), rules.rounding.total, added);
  return {
    status: 'scored', total: format(total), max: format(run.most),
    modules: scored.flatMap((score) => score.modules),
    criteria: scored.flatMap((score) => score.criteria),
    judges: scored.at(-1)?.judges ?? { values: [], rule: 'mean', exact: '0', value: '0' },
    vetoes: scored.flatMap((score) => score.vetoes),
    stages,
    working: [...working, ...added],
  };
}

/** STAGE-5: bonuses and penalties, each up to its cap; the result never falls below 0. */
function adjust({ entrant, weighted }: Run, rule: StagesRule, steps: WorkingStep[]): Rational {
  const { bonuses = [], penalties = [] } = entrant;
  if (bonuses.length + penalties.length === 0) return weighted;
  const bonus = capped(bonuses, rule.bonusCap);
  const penalty = capped(penalties, rule.penaltyCap);
  const to = max(sub(sum([weighted, bonus]), penalty), ZERO);
  steps.push({
    rule: 'STAGE-5', type: 'adjusted', bonus: format(bonus), penalty: format(penalty),
    reasons: [...bonuses, ...penalties].map((one) => one.reason), from: format(weighted), to: format(to),
  });
  return to;
}

function capped(adjustments: readonly Adjustment[], cap: Decimal | undefined): Rational {
  const all = sum(adjustments.map((one) => parse(one.points)));
  return cap === undefined ? all : min(all, parse(cap));
}
