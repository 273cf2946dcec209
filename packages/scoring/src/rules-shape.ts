/** The shape of rules, field by field; what the fields must mean together is in check-rules.ts. */
import { ZERO } from './exact.ts';
import { RULES_FORMAT } from './rules.ts';
import { decimal, flag, id, list, mode, object, oneOf, rounding, text, variant, variants, whole } from './shape.ts';

const points = decimal({ least: ZERO });

const combine = variants({
  single: variant(),
  mean: variant(),
  'trimmed-mean': variant({ dropLow: whole(0, 20), dropHigh: whole(0, 20) }, { from: whole(1, 99) }),
  median: variant(),
  sum: variant(),
  consensus: variant({ spread: points }),
});

export const panel = object({
  level: oneOf('criterion', 'module', 'sheet'),
  combine,
  quorum: whole(1, 99),
  whenTooFew: oneOf('mean-of-all', 'no-result'),
}, { groups: list(object({ id, name: text }, { combine, quorum: whole(1, 99) }), { most: 20 }) });

const better = oneOf('more', 'less');
const tieBreak = variants({
  module: variant({ moduleId: id, better }),
  criterion: variant({ criterionId: id, better }),
  'least-time': variant({ criterionId: id }),
  'fewest-deductions': variant(),
  stage: variant({ stageId: id, better }),
  'head-judge': variant(),
});

const quota = variants({
  share: variant({ percent: decimal({ above: ZERO }) }, { rounding: mode }),
  fixed: variant({ count: whole(1, 9999) }),
  threshold: variant(),
});
const award = object({ id, name: text, quota }, {
  override: whole(0, 9999), atLeast: points, boundary: oneOf('include', 'exclude', 'keep-to-quota'), mostPerOrganisation: whole(1, 9999),
});

const grades = object({
  of: oneOf('points', 'percent'),
  bands: list(object({ id, name: text }, { from: points, eachModule: points }), { most: 20 }),
  vetoes: list(object({ vetoId: id, atMost: id }), { least: 0, most: 50 }),
});

const attempts = variants({ best: variant(), mean: variant(), sum: variant(), last: variant(), 'drop-worst': variant({ count: whole(1, 99) }) });
const ties = oneOf('include', 'exclude');
const cut = variants({
  best: variant({ count: whole(1, 9999), ties }),
  share: variant({ percent: decimal({ above: ZERO }), rounding: mode, ties }),
  threshold: variant({ atLeast: points }),
});
const stage = object({ id, name: text, weight: decimal({ above: ZERO }), normalise: oneOf('none', 'max', 'best'), whenMissing: oneOf('no-result', 'zero') }, { attempts, cut, broughtIn: object({ max: decimal({ above: ZERO }) }) });
const stages = object({ stages: list(stage, { most: 20 }) }, { bonusCap: points, penaltyCap: points });

const organisations = variants({
  mean: variant(),
  sum: variant({}, { best: whole(1, 9999), thenTime: flag }),
  'rank-points': variant({ points: list(points) }),
});

const spread = object({}, {
  criterion: variants({ share: variant({ percent: decimal({ above: ZERO }) }), points: variant({ points }) }),
  total: points,
});

export const stageRounding = object({}, { panel: rounding, product: rounding, module: rounding, stage: rounding, total: rounding });

export const rulesShape = object({
  format: oneOf(RULES_FORMAT),
  panel,
  rounding: stageRounding,
  ranking: object({ style: oneOf('1224', '1223', '1234'), tieBreaks: list(tieBreak, { least: 0, most: 20 }) }),
  awards: list(award, { least: 0, most: 50 }),
  organisations,
}, { stages, grades, spread, mostAwardsPerOrganisation: whole(1, 9999) });
