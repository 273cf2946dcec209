/** The rule: how marks of several judges become one score, a rank, a grade and an award. Data, like the scheme. */
import type { Decimal, Rounding, Text } from './scheme.ts';

export const RULES_FORMAT = 'leitai-rules/1';

export type Rules = {
  readonly format: typeof RULES_FORMAT;
  readonly panel: PanelRule;
  readonly rounding: { readonly panel?: Rounding; readonly module?: Rounding; readonly total?: Rounding };
  readonly ranking: RankingRule;
  readonly awards: readonly AwardRule[];
  readonly organisations: OrganisationRule;
};

/** How the judges' points for one entrant become one value, and at which level. */
export type PanelRule = {
  readonly level: 'criterion' | 'module' | 'sheet';
  readonly combine: Combine;
  /** Fewest sheets that make a result; fewer leave the entrant without one. */
  readonly quorum: number;
  /** What happens when as many sheets would be dropped as there are: keep all and take the mean, or give no result. */
  readonly whenTooFew: 'mean-of-all' | 'no-result';
};
export type Combine =
  | { readonly type: 'single' }
  | { readonly type: 'mean' }
  | { readonly type: 'trimmed-mean'; readonly dropLow: number; readonly dropHigh: number }
  | { readonly type: 'median' }
  | { readonly type: 'sum' }
  | { readonly type: 'consensus'; readonly spread: Decimal };

export type RankingRule = {
  /** 1224: places after a tie are skipped; 1223: they are not; 1234: ties are listed apart in blind-code order, and marked as tied. */
  readonly style: '1224' | '1223' | '1234';
  readonly tieBreaks: readonly TieBreak[];
};
export type TieBreak =
  | { readonly type: 'module'; readonly moduleId: string; readonly better: 'more' | 'less' }
  | { readonly type: 'criterion'; readonly criterionId: string; readonly better: 'more' | 'less' }
  /** Least time: the mean reading of a time criterion, in seconds. */
  | { readonly type: 'least-time'; readonly criterionId: string }
  | { readonly type: 'fewest-deductions' };

/** Awards from the top: a share of the ranked entrants or a fixed number. */
export type AwardRule = {
  readonly id: string;
  readonly name: Text;
  readonly quota: { readonly type: 'share'; readonly percent: Decimal } | { readonly type: 'fixed'; readonly count: number };
};

/** Organisation standings: mean of its members' scores, or the sum, or points by rank. */
export type OrganisationRule =
  | { readonly type: 'mean' }
  | { readonly type: 'sum'; readonly best?: number }
  | { readonly type: 'rank-points'; readonly points: readonly Decimal[] };
