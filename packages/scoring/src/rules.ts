/** The rule: how marks of several judges become one score, a rank, a grade and an award. Data, like the scheme. */
import type { Decimal, Rounding, RoundingMode, Text } from './scheme.ts';

export const RULES_FORMAT = 'leitai-rules/1';

export type Rules = {
  readonly format: typeof RULES_FORMAT;
  readonly panel: PanelRule;
  readonly rounding: { readonly panel?: Rounding; readonly product?: Rounding; readonly module?: Rounding; readonly stage?: Rounding; readonly total?: Rounding };
  /** How several stages make one result. Absent: there is one stage, and it is the result. */
  readonly stages?: StagesRule;
  readonly ranking: RankingRule;
  /** How far apart judges may lie before the chief must act (SPREAD-1, SPREAD-2). Absent: as far as they like. */
  readonly spread?: SpreadRule;
  readonly awards: readonly AwardRule[];
  /** Most awards of all kinds one organisation may take (AWARD-6). Absent: no limit. */
  readonly mostAwardsPerOrganisation?: number;
  readonly grades?: GradeRule;
  readonly organisations: OrganisationRule;
};

/** Limits on highest less lowest: per criterion, in percent of its max or in points; and of the judges' totals. */
export type SpreadRule = {
  readonly criterion?: { readonly type: 'share'; readonly percent: Decimal } | { readonly type: 'points'; readonly points: Decimal };
  readonly total?: Decimal;
};

/** How the judges' points for one entrant become one value, and at which level. */
export type PanelRule = {
  readonly level: 'criterion' | 'module' | 'sheet';
  readonly combine: Combine;
  /** Fewest sheets that make a result; fewer leave the entrant without one. */
  readonly quorum: number;
  /** What happens when as many sheets would be dropped as there are, or more: keep all and take the mean, or give no result. */
  readonly whenTooFew: 'mean-of-all' | 'no-result';
  /** Judge groups with a rule of their own (GROUP-1); what a group leaves out is as the panel says. */
  readonly groups?: readonly PanelGroup[];
};
export type PanelGroup = { readonly id: string; readonly name: Text; readonly combine?: Combine; readonly quorum?: number };
export type Combine =
  | { readonly type: 'single' }
  | { readonly type: 'mean' }
  | { readonly type: 'trimmed-mean'; readonly dropLow: number; readonly dropHigh: number; /** Fewest sheets from which any are dropped (PANEL-9). */ readonly from?: number }
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
  | { readonly type: 'fewest-deductions' }
  /** Weighted points of a stage. */
  | { readonly type: 'stage'; readonly stageId: string; readonly better: 'more' | 'less' }
  /** The head judge's own total. */
  | { readonly type: 'head-judge' };

/** Awards from the top: a share of the ranked entrants, a fixed number, or everyone who reaches a score. */
export type AwardRule = {
  readonly id: string;
  readonly name: Text;
  readonly quota:
    | { readonly type: 'share'; readonly percent: Decimal; /** Absent: half-up. */ readonly rounding?: RoundingMode }
    | { readonly type: 'fixed'; readonly count: number }
    | { readonly type: 'threshold' };
  /** The organiser's own number of places, in place of the quota (AWARD-4). */
  readonly override?: number;
  /** Least total, whatever the quota; places nobody reaches lapse (AWARD-5). */
  readonly atLeast?: Decimal;
  /** Who shares the rank of the last place (AWARD-3): all get it, none does, or the listed order decides. Absent: include. */
  readonly boundary?: 'include' | 'exclude' | 'keep-to-quota';
  /** Most of this award one organisation may take (AWARD-6). */
  readonly mostPerOrganisation?: number;
};

/** Grades by bands, best first: the first whose `from` the result reaches, with every module at `eachModule` where it asks for that (GRADE-3); the last has neither. */
export type GradeRule = {
  /** What the bands speak of: points, or percent of the max. */
  readonly of: 'points' | 'percent';
  readonly bands: readonly GradeBand[];
  /** A counting veto allows at most this grade (GRADE-2). */
  readonly vetoes: readonly { readonly vetoId: string; readonly atMost: string }[];
};

/** `eachModule`: percent of its max that every module must reach. */
export type GradeBand = { readonly id: string; readonly name: Text; readonly from?: Decimal; readonly eachModule?: Decimal };

/** Organisation standings: mean of its members' scores, or the sum, or points by rank. */
export type OrganisationRule =
  | { readonly type: 'mean' }
  | { readonly type: 'sum'; readonly best?: number; /** Equal sums: the least total time of the members that count comes first (ORG-5). */ readonly thenTime?: boolean }
  | { readonly type: 'rank-points'; readonly points: readonly Decimal[] };

/** STAGE-1 … STAGE-6. */
export type StagesRule = {
  readonly stages: readonly StageRule[];
  /** Most that bonuses may add, and penalties may take. Absent: no limit. The result never falls below 0. */
  readonly bonusCap?: Decimal;
  readonly penaltyCap?: Decimal;
};
export type StageRule = {
  readonly id: string;
  readonly name: Text;
  /** Percent of the normalised points that count. */
  readonly weight: Decimal;
  /** Points as they are; as percent of the stage's max; or as percent of the best entrant's. */
  readonly normalise: 'none' | 'max' | 'best';
  /** Its points are brought in, out of so many, as of a theory paper. Absent: it is judged by sheets. */
  readonly broughtIn?: { readonly max: Decimal };
  /** What several attempts make. Absent: there is one. */
  readonly attempts?: AttemptRule;
  readonly whenMissing: 'no-result' | 'zero';
  /** Who goes on after this stage; the others have no result. */
  readonly cut?: CutRule;
};
export type AttemptRule =
  | { readonly type: 'best' }
  | { readonly type: 'mean' }
  | { readonly type: 'sum' }
  | { readonly type: 'last' }
  /** The worst `count` are dropped and the rest averaged; where all would be, none is. */
  | { readonly type: 'drop-worst'; readonly count: number };
/** CUT-1. `ties`: who equals the last that goes on goes on too, or none of them does. */
export type CutRule =
  | { readonly type: 'best'; readonly count: number; readonly ties: 'include' | 'exclude' }
  | { readonly type: 'share'; readonly percent: Decimal; readonly rounding: RoundingMode; readonly ties: 'include' | 'exclude' }
  | { readonly type: 'threshold'; readonly atLeast: Decimal };
