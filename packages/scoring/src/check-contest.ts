/** What is wrong with rules for a contest that is judged here: what an engine may compose is more than one contest can hold. */
import { checkRules } from './check-rules.ts';
import type { Issue } from './result.ts';
import { rulesShape } from './rules-shape.ts';
import type { Rules } from './rules.ts';
import type { Scheme } from './scheme.ts';
import { issue } from './shape.ts';

/** `checkRules`, and of stages: one is judged and needed, the others are brought in, each once and for everybody. Never throws. */
export function checkContestRules(rules: unknown, scheme?: Scheme): Issue[] {
  const faults: Issue[] = [];
  rulesShape(rules, '', faults);
  return faults.length > 0 ? faults : [...checkRules(rules, scheme), ...checkStages(rules as Rules)];
}

function checkStages({ stages: rule }: Rules): Issue[] {
  if (!rule) return [];
  const judged = rule.stages.flatMap((stage, index) => (stage.broughtIn ? [] : [{ ...stage, index }]));
  return [
    ...(judged.length === 1 ? [] : [issue('one-judged-stage', 'stages.stages', 'let one stage be judged and the others be brought in', { judged: judged.length })]),
    ...judged.flatMap(({ whenMissing, index }) => (whenMissing === 'no-result' ? [] : [issue('judged-stage-counts', `stages.stages.${index}.whenMissing`, 'make it no-result')])),
    ...rule.stages.flatMap(({ attempts, cut }, index) => [
      ...(attempts ? [issue('one-attempt', `stages.stages.${index}.attempts`, 'remove attempts')] : []),
      ...(cut ? [issue('no-cut', `stages.stages.${index}.cut`, 'remove the cut')] : []),
    ]),
  ];
}
