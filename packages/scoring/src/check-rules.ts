/** What is wrong with rules: their shape, their references to the scheme, what they could never do. */
import { checkGrades, checkStages } from './check-stages.ts';
import { unknownReference } from './check-scheme.ts';
import { allCriteria, findCriterion } from './compile.ts';
import { compare, format, integer, parse, sum, ZERO } from './exact.ts';
import type { Issue } from './result.ts';
import { rulesShape } from './rules-shape.ts';
import type { AwardRule, Combine, PanelRule, Rules, TieBreak } from './rules.ts';
import type { Scheme } from './scheme.ts';
import { ruleFor } from './seats.ts';
import { duplicates, issue } from './shape.ts';

/** Lists everything wrong with rules; with a scheme, also references to parts it does not have, and with judges, a quorum out of their reach. Never throws. Shape faults hide the rest. */
export function checkRules(rules: unknown, scheme?: Scheme, judges?: readonly Seated[]): Issue[] {
  const issues: Issue[] = [];
  rulesShape(rules, '', issues);
  if (issues.length > 0) return issues;
  return [...checkMeaning(rules as Rules, scheme), ...(scheme && judges ? checkSeats((rules as Rules).panel, scheme, judges) : [])];
}

/** A judge as the quorum counts one: without a group, of every group. */
type Seated = { readonly group?: string };

/** PANEL-4: a quorum that the judges there are can reach, group by group. */
function checkSeats(panel: PanelRule, scheme: Scheme, judges: readonly Seated[]): Issue[] {
  return [...new Set(allCriteria(scheme).map((criterion) => criterion.group))].flatMap((group) => {
    const most = judges.filter((judge) => group === undefined || (judge.group ?? group) === group).length;
    const { quorum } = ruleFor(panel, group);
    const place = panel.groups?.findIndex(({ id, quorum: own }) => id === group && own !== undefined) ?? -1;
    return quorum <= most ? [] : [issue('quorum-over-judges', place < 0 ? 'panel.quorum' : `panel.groups.${place}.quorum`, `at most ${most}, or more judges`, { most })];
  });
}

function checkMeaning(rules: Rules, scheme: Scheme | undefined): Issue[] {
  const { panel: rule, ranking, awards } = rules;
  return [
    ...checkPanel(rule, rule, 'panel'),
    ...(rule.groups ?? []).flatMap((group, index) => checkPanel(group, rule, `panel.groups.${index}`)),
    ...duplicates((rule.groups ?? []).map((group, index) => ({ id: group.id, path: `panel.groups.${index}.id` }))),
    ...duplicates(awards.map((award, index) => ({ id: award.id, path: `awards.${index}.id` }))),
    ...awards.flatMap((award, index) => checkAward(award, `awards.${index}`)),
    ...checkShares(awards),
    ...checkSpread(rules),
    ...checkStages(rules),
    ...checkGrades(rules, scheme),
    ...(scheme ? checkGroups(rule, scheme) : []),
    ...ranking.tieBreaks.flatMap((one, index) => checkTieBreak(one, rules, scheme, `ranking.tieBreaks.${index}`)),
  ];
}

/** PANEL-5: a single judge is one judge. PANEL-6: a panel that may be no larger than what is dropped must say so by `mean-of-all`. */
function checkPanel(own: { readonly combine?: Combine; readonly quorum?: number }, panel: PanelRule, path: string): Issue[] {
  const combine = own.combine ?? panel.combine;
  const quorum = own.quorum ?? panel.quorum;
  if (combine.type === 'single' && quorum !== 1) return [issue('single-quorum', `${path}.quorum`, 'make it 1', { most: 1 })];
  if (combine.type !== 'trimmed-mean') return [];
  const least = combine.dropLow + combine.dropHigh + 1;
  if (combine.from !== undefined && combine.from < least) {
    return [issue('drops-too-early', `${path}.combine.from`, `at least ${least}`, { least })];
  }
  if (panel.whenTooFew === 'mean-of-all' || combine.from !== undefined || quorum >= least) return [];
  return [issue('quorum-too-small', `${path}.quorum`, `at least ${least}`, { least })];
}

/** GROUP-1: a group's rule speaks of criteria that exist, and the level leaves every group's criteria apart. */
function checkGroups({ groups = [] }: PanelRule, scheme: Scheme): Issue[] {
  const marked = new Set(allCriteria(scheme).map((criterion) => criterion.group));
  return groups.flatMap(({ id }, index) => (marked.has(id) ? [] : [issue('group-without-criteria', `panel.groups.${index}.id`, 'give the group criteria, or remove it', { id })]));
}

/** AWARD-5: a threshold needs a score to reach. */
function checkAward({ quota, atLeast }: AwardRule, path: string): Issue[] {
  return quota.type === 'threshold' && atLeast === undefined ? [issue('no-threshold', `${path}.atLeast`, 'add atLeast')] : [];
}

function checkShares(awards: Rules['awards']): Issue[] {
  const shares = sum(awards.map(({ quota: one }) => (one.type === 'share' ? parse(one.percent) : ZERO)));
  if (compare(shares, integer(100)) <= 0) return [];
  return [issue('shares-over-100', 'awards', 'let the shares add up to at most 100', { sum: format(shares) })];
}

/** SPREAD-1: a share of the max is at most all of it. */
function checkSpread({ spread }: Rules): Issue[] {
  const limit = spread?.criterion;
  if (limit?.type !== 'share' || compare(parse(limit.percent), integer(100)) <= 0) return [];
  return [issue('out-of-range', 'spread.criterion.percent', 'at most 100', { most: 100 })];
}

function checkTieBreak(rule: TieBreak, rules: Rules, scheme: Scheme | undefined, path: string): Issue[] {
  switch (rule.type) {
    case 'stage': return rules.stages?.stages.some((stage) => stage.id === rule.stageId) ? [] : [unknownReference(`${path}.stageId`, rule.stageId)];
    case 'module': return !scheme || scheme.modules.some((module) => module.id === rule.moduleId) ? [] : [unknownReference(`${path}.moduleId`, rule.moduleId)];
    case 'criterion': return !scheme || findCriterion(scheme, rule.criterionId) ? [] : [unknownReference(`${path}.criterionId`, rule.criterionId)];
    case 'least-time': return !scheme || findCriterion(scheme, rule.criterionId)?.scale.type === 'time' ? [] : [unknownReference(`${path}.criterionId`, rule.criterionId)];
    case 'head-judge':
    case 'fewest-deductions': return [];
    default: return rule satisfies never;
  }
}
