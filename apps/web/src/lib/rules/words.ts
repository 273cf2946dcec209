/** The choices of the rules page in words. */
import type { Rules } from '@leitai/scoring';
import { m } from '#lib/paraglide/messages.js';

type Option = { readonly value: string; readonly words: string };
const options = (all: Readonly<Record<string, () => string>>): Option[] => Object.entries(all).map(([value, words]) => ({ value, words: words() }));

export const levels = (): Option[] => options({ sheet: m.rules_level_sheet, module: m.rules_level_module, criterion: m.rules_level_criterion });
export const combines = (): Option[] => options({
  'trimmed-mean': m.rules_combine_trimmed, mean: m.rules_combine_mean, median: m.rules_combine_median, sum: m.rules_combine_sum, consensus: m.rules_combine_consensus, single: m.rules_combine_single,
});
export const tooFew = (): Option[] => options({ 'mean-of-all': m.rules_few_mean, 'no-result': m.rules_few_none });
export const modes = (): Option[] => options({
  none: m.rules_round_none, 'half-up': m.rules_round_half_up, 'half-even': m.rules_round_half_even, up: m.rules_round_up, down: m.rules_round_down, truncate: m.rules_round_truncate,
});
export const normals = (): Option[] => options({ none: m.rules_normal_none, max: m.rules_normal_max, best: m.rules_normal_best });
export const missing = (): Option[] => options({ 'no-result': m.rules_missing_none, zero: m.rules_missing_zero });
export const styles = (): Option[] => options({ 1224: m.rules_style_1224, 1223: m.rules_style_1223, 1234: m.rules_style_1234 });
export const quotas = (): Option[] => options({ share: m.rules_quota_share, fixed: m.rules_quota_fixed, threshold: m.rules_quota_threshold });
export const boundaries = (): Option[] => options({ include: m.rules_ties_include, exclude: m.rules_ties_exclude, 'keep-to-quota': m.rules_ties_keep });
export const organisations = (): Option[] => options({ mean: m.rules_org_mean, sum: m.rules_org_sum, 'rank-points': m.rules_org_ranks });

export const roundingAt: readonly { readonly key: keyof Rules['rounding']; readonly words: () => string }[] = [
  { key: 'panel', words: m.rules_round_panel }, { key: 'module', words: m.rules_round_module }, { key: 'stage', words: m.rules_round_stage }, { key: 'total', words: m.rules_round_total },
  { key: 'product', words: m.rules_round_product },
];
