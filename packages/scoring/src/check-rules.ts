/** What is wrong with rules: their shape, their references to the scheme, what they could never do. */
import { unknownReference } from './check-scheme.ts';
import { allCriteria, findCriterion } from './compile.ts';
import { compare, format, integer, parse, sum, ZERO } from './exact.ts';
import type { Issue } from './result.ts';
import { RULES_FORMAT, type PanelRule, type Rules, type TieBreak } from './rules.ts';
import type { Scheme } from './scheme.ts';
import { decimal, duplicates, id, issue, list, object, oneOf, rounding, text, variant, variants, whole } from './shape.ts';

const points = decimal({ least: ZERO });

const panel = object({
  level: oneOf('criterion', 'module', 'sheet'),
  combine: variants({
    single: variant(),
    mean: variant(),
    'trimmed-mean': variant({ dropLow: whole(0, 20), dropHigh: whole(0, 20) }),
    median: variant(),
    sum: variant(),
    consensus: variant({ spread: points }),
  }),
  quorum: whole(1, 99),
  whenTooFew: oneOf('mean-of-all', 'no-result'),
});

const better = oneOf('more', 'less');
const tieBreak = variants({
  module: variant({ moduleId: id, better }),
  criterion: variant({ criterionId: id, better }),
  'least-time': variant({ criterionId: id }),
  'fewest-deductions': variant(),
});

const quota = variants({
  share: variant({ percent: decimal({ above: ZERO }) }),
  fixed: variant({ count: whole(1, 9999) }),
});

const organisations = variants({
  mean: variant(),
  sum: variant({}, { best: whole(1, 9999) }),
  'rank-points': variant({ points: list(points) }),
});

const rulesShape = object({
  format: oneOf(RULES_FORMAT),
  panel,
  rounding: object({}, { panel: rounding, module: rounding, total: rounding }),
  ranking: object({ style: oneOf('1224', '1223', '1234'), tieBreaks: list(tieBreak, { least: 0, most: 20 }) }),
  awards: list(object({ id, name: text, quota }), { least: 0, most: 50 }),
  organisations,
});

/** Lists everything wrong with rules; with a scheme, also references to parts it does not have. Never throws. Shape faults hide the rest. */
export function checkRules(rules: unknown, scheme?: Scheme): Issue[] {
  const issues: Issue[] = [];
  rulesShape(rules, '', issues);
  return issues.length > 0 ? issues : checkMeaning(rules as Rules, scheme);
}

function checkMeaning({ panel: rule, ranking, awards }: Rules, scheme: Scheme | undefined): Issue[] {
  return [
    ...checkPanel(rule),
    ...duplicates(awards.map((award, index) => ({ id: award.id, path: `awards.${index}.id` }))),
    ...checkShares(awards),
    ...(scheme ? ranking.tieBreaks.flatMap((one, index) => checkTieBreak(one, scheme, `ranking.tieBreaks.${index}`)) : []),
  ];
}

/** PANEL-5: a single judge is one judge. PANEL-6: a panel that may be no larger than what is dropped must say so by `mean-of-all`. */
function checkPanel({ combine, quorum, whenTooFew }: PanelRule): Issue[] {
  if (combine.type === 'single' && quorum !== 1) return [issue('single-quorum', 'panel.quorum', 'make it 1', { most: 1 })];
  if (combine.type !== 'trimmed-mean' || whenTooFew === 'mean-of-all') return [];
  const least = combine.dropLow + combine.dropHigh + 1;
  return quorum >= least ? [] : [issue('quorum-too-small', 'panel.quorum', `at least ${least}`, { least })];
}

function checkShares(awards: Rules['awards']): Issue[] {
  const shares = sum(awards.map(({ quota: one }) => (one.type === 'share' ? parse(one.percent) : ZERO)));
  if (compare(shares, integer(100)) <= 0) return [];
  return [issue('shares-over-100', 'awards', 'let the shares add up to at most 100', { sum: format(shares) })];
}

function checkTieBreak(rule: TieBreak, scheme: Scheme, path: string): Issue[] {
  switch (rule.type) {
    case 'module': return scheme.modules.some(({ id: own }) => own === rule.moduleId) ? [] : [unknownReference(`${path}.moduleId`, rule.moduleId)];
    case 'criterion': return findCriterion(scheme, rule.criterionId) ? [] : [unknownReference(`${path}.criterionId`, rule.criterionId)];
    case 'least-time': {
      const timed = allCriteria(scheme).some((criterion) => criterion.id === rule.criterionId && criterion.scale.type === 'time');
      return timed ? [] : [unknownReference(`${path}.criterionId`, rule.criterionId)];
    }
    case 'fewest-deductions': return [];
    default: return rule satisfies never;
  }
}
