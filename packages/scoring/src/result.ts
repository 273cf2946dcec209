/** What the engine returns: points, standings and the working that explains every number. */
import type { MarkValue, RoundingMode } from './scheme.ts';

/** An exact rational in canonical form: "86.67" when it terminates, else "260/3". */
export type Exact = string;

/** What is wrong with a mark or a scheme: never thrown, always listed. `path` names the place, `mend` what would put it right. */
export type Issue = {
  readonly code: string;
  readonly path: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly mend?: string;
};

export type Marks = Readonly<Record<string, MarkValue>>;

/** One judge's marks for one entrant, as they stand. Keys are criterion ids and veto ids. */
export type SheetInput = {
  readonly judgeId: string;
  readonly marks: Marks;
  /** The judge's group; absent: this judge marks the criteria of every group. */
  readonly group?: string;
  /** True for the head judge, whose own total may break ties. */
  readonly head?: boolean;
  /** The criteria this sheet asks about, where it is one of several stages'; absent: all. */
  readonly covers?: readonly string[];
};

/** A judge of the panel whose sheet does not count, and why; `by` took the seat. */
export type JudgeOut = { readonly judgeId: string; readonly why: 'absent' | 'recused' | 'replaced' | 'left-out'; readonly by?: string };

export type SheetScore = {
  /** Points by criterion id; null where not marked, or not applicable (null ≠ 0). */
  readonly criteria: Readonly<Record<string, Exact | null>>;
  readonly modules: readonly ModuleScore[];
  /** What is marked so far, added up; where something does not apply, in proportion to the max (NA-2). */
  readonly total: Exact;
  readonly max: Exact;
  /** Ids of criteria that do not apply, in scheme order; they have no points and no max (NA-1). */
  readonly notApplicable: readonly string[];
  readonly marked: number;
  readonly count: number;
  /** Ids of criteria without a mark, in scheme order. A veto is never missing. */
  readonly missing: readonly string[];
  readonly vetoes: readonly string[];
  readonly working: readonly CriterionWorking[];
};

export type ModuleScore = {
  readonly id: string;
  readonly points: Exact;
  readonly max: Exact;
  readonly marked: number;
  readonly count: number;
};

/** How one mark became points, in the order it happened. */
export type CriterionWorking = { readonly criterionId: string; readonly steps: readonly ScaleStep[]; readonly points: Exact };
/** A tally's and a figure's points are negative where they deduct; `zero` marks a kind that took all points. An excess with `cutoff` went beyond the last limit. */
export type ScaleStep =
  | { readonly type: 'reading'; readonly value: Exact; readonly points: Exact; readonly rule: string }
  | { readonly type: 'level'; readonly level: number; readonly points: Exact }
  | { readonly type: 'given'; readonly points: Exact }
  | { readonly type: 'not-applicable' }
  | { readonly type: 'tally'; readonly kindId: string; readonly count: number; readonly amount: Exact; readonly points: Exact; readonly capped: boolean; readonly zero?: true }
  | { readonly type: 'ticked'; readonly count: number; readonly of: number; readonly points: Exact }
  | { readonly type: 'excess'; readonly reading: Exact; readonly excess: Exact; readonly units: number; readonly points: Exact; readonly cutoff: boolean }
  | { readonly type: 'limited'; readonly from: Exact; readonly to: Exact }
  | { readonly type: 'figure'; readonly figureId: string; readonly value: Exact; readonly amount: Exact; readonly points: Exact; readonly capped: boolean }
  | { readonly type: 'taken'; readonly how: 'greatest' | 'least' | 'mean'; readonly readings: readonly Exact[]; readonly value: Exact }
  | { readonly type: 'product'; readonly base: Exact; readonly factor: Exact; readonly from: Exact; readonly to: Exact }
  | { readonly type: 'difficulty'; readonly factor: Exact; readonly from: Exact; readonly to: Exact }
  | { readonly type: 'rounded'; readonly digits: number; readonly mode: RoundingMode; readonly from: Exact; readonly to: Exact }
  | { readonly type: 'vetoed'; readonly vetoId: string; readonly from: Exact };

/** Whether a judge's value counted: `high` and `low` were dropped as extremes. */
export type Use = 'kept' | 'high' | 'low';

/** Values of several judges combined into one. */
export type Combination = {
  readonly values: readonly { readonly judgeId: string; readonly value: Exact; readonly use: Use }[];
  readonly rule: 'single' | 'mean' | 'trimmed-mean' | 'median' | 'sum' | 'consensus';
  /** Before rounding. */
  readonly exact: Exact;
  readonly value: Exact;
};

export type EntrantScore =
  | {
      readonly status: 'scored';
      readonly total: Exact;
      readonly max: Exact;
      readonly modules: readonly { readonly id: string; readonly points: Exact; readonly max: Exact; readonly judges: Combination }[];
      readonly criteria: readonly { readonly id: string; readonly points: Exact; readonly max: Exact; readonly judges: Combination }[];
      /** Each judge's own total and whether it was kept, when the panel combines at sheet level; else for information, all 'kept'. */
      readonly judges: Combination;
      readonly vetoes: readonly string[];
      /** Where the rules compose stages: each with its attempts and what it adds. */
      readonly stages?: readonly StageScore[];
      readonly working: readonly WorkingStep[];
    }
  | { readonly status: 'incomplete'; readonly reason: IncompleteReason; readonly working: readonly WorkingStep[] }
  | { readonly status: 'disqualified'; readonly vetoes: readonly string[]; readonly working: readonly WorkingStep[] };

/** Why there is no result. `missing-stage` and `cut` only arise where stages are composed. */
export type IncompleteReason = 'quorum' | 'missing-marks' | 'nothing-applicable' | 'too-few-after-drop' | 'spread' | 'missing-stage' | 'cut';

export type StageScore = {
  readonly id: string;
  readonly attempts: readonly { readonly points: Exact; readonly used: boolean }[];
  /** What the attempts make, that as normalised, and what its weight leaves of it. */
  readonly points: Exact;
  readonly normalised: Exact;
  readonly weighted: Exact;
};

/** The steps from the judges' marks to the total, each citing a rule id of docs/scoring-rules.md. `of` is the criterion or module a step speaks of; absent: the whole sheet. */
export type WorkingStep =
  | { readonly rule: 'PANEL-1'; readonly type: 'judges'; readonly of?: string; readonly values: readonly { readonly judgeId: string; readonly value: Exact }[] }
  | {
      readonly rule: 'PANEL-2'; readonly type: 'dropped'; readonly of?: string;
      /** Judge ids, and their values in the same order. */
      readonly high: readonly string[]; readonly low: readonly string[];
      readonly highValues: readonly Exact[]; readonly lowValues: readonly Exact[];
      readonly kept: number;
    }
  | { readonly rule: 'PANEL-3'; readonly type: 'combined'; readonly of?: string; readonly how: Combination['rule']; readonly values: readonly Exact[]; readonly result: Exact }
  | { readonly rule: 'ROUND-1'; readonly type: 'rounded'; readonly of?: string; readonly stage: RoundingStage; readonly digits: number; readonly mode: RoundingMode; readonly from: Exact; readonly to: Exact }
  | { readonly rule: 'SUM-1'; readonly type: 'summed'; readonly of?: string; readonly parts: readonly { readonly id: string; readonly value: Exact }[]; readonly result: Exact }
  | { readonly rule: 'VETO-1'; readonly type: 'veto'; readonly vetoId: string; readonly judgeIds: readonly string[]; readonly effect: string }
  | { readonly rule: 'PANEL-4'; readonly type: 'quorum'; readonly of?: string; readonly have: number; readonly need: number }
  | { readonly rule: 'PANEL-7'; readonly type: 'spread'; readonly of?: string; readonly spread: Exact; readonly limit: Exact }
  | { readonly rule: 'PANEL-8'; readonly type: 'out'; readonly judgeId: string; readonly why: JudgeOut['why']; readonly by?: string }
  | { readonly rule: 'PRODUCT-1'; readonly type: 'product'; readonly of: string; readonly base: Exact; readonly factor: Exact; readonly from: Exact; readonly to: Exact }
  | { readonly rule: 'NA-1'; readonly type: 'not-applicable'; readonly of: string; readonly judgeIds: readonly string[] }
  | { readonly rule: 'NA-3'; readonly type: 'own-applicable'; readonly of?: string; readonly judgeId: string; readonly from: Exact; readonly applicable: Exact; readonly max: Exact; readonly result: Exact }
  | { readonly rule: 'NA-2'; readonly type: 'applicable'; readonly from: Exact; readonly applicable: Exact; readonly max: Exact; readonly result: Exact }
  | { readonly rule: 'SUM-2'; readonly type: 'unmarked'; readonly judgeId: string; readonly of: string }
  | StageStep;

export type RoundingStage = 'panel' | 'product' | 'module' | 'stage' | 'total';

/** The steps from stages to the result. `of` is the stage. */
export type StageStep =
  | { readonly rule: 'STAGE-2'; readonly type: 'attempts'; readonly of: string; readonly how: 'best' | 'mean' | 'sum' | 'last' | 'drop-worst'; readonly values: readonly Exact[]; readonly dropped: readonly Exact[]; readonly result: Exact }
  | { readonly rule: 'STAGE-3'; readonly type: 'normalised'; readonly of: string; readonly from: Exact; readonly by: Exact; readonly against: 'max' | 'best'; readonly result: Exact }
  | { readonly rule: 'STAGE-1'; readonly type: 'weighted'; readonly of: string; readonly from: Exact; readonly percent: Exact; readonly result: Exact }
  | { readonly rule: 'STAGE-4'; readonly type: 'missing'; readonly of: string; readonly counts: 'zero' | 'no-result' }
  | { readonly rule: 'STAGE-5'; readonly type: 'adjusted'; readonly bonus: Exact; readonly penalty: Exact; readonly reasons: readonly string[]; readonly from: Exact; readonly to: Exact }
  | { readonly rule: 'CUT-1'; readonly type: 'cut'; readonly of: string; readonly points: Exact; readonly least: Exact | null };

/** One entrant on its way to a place. */
export type RankInput = {
  readonly entrantId: string;
  readonly score: EntrantScore;
  readonly marks: readonly SheetInput[];
  /** Orders entrants that nothing else tells apart; absent: the entrant id. */
  readonly blindCode?: string;
  /** Ranks nowhere, whatever the score, and why (RANK-8). */
  readonly out?: { readonly state: 'absent' | 'withdrawn' | 'disqualified'; readonly reason?: string };
};
/** RANK-8: an entrant without a place, and the reason. */
export type Unranked = { readonly entrantId: string; readonly why: 'absent' | 'withdrawn' | 'disqualified' | IncompleteReason; readonly reason?: string };
export type Standing = {
  readonly entrantId: string;
  readonly rank: number;
  readonly total: Exact;
  /** Points behind the first. */
  readonly gap: Exact;
  /** True when another entrant shares this rank after every tie-break. */
  readonly tied: boolean;
  /** RANK-5: what decided against the next better entrant with the same total, if a tie-break did. */
  readonly tieBreak?: { readonly index: number; readonly type: string; readonly own: Exact; readonly other: Exact; readonly otherId: string };
};

/** One contestant's result as its organisation's standing sees it. */
export type OrganisationMember = { readonly organisationId: string; readonly contestId: string; readonly total: Exact; readonly rank: number; /** Time taken, where `thenTime` counts it. */ readonly seconds?: Exact };
export type OrganisationStanding = { readonly organisationId: string; readonly rank: number; readonly value: Exact; readonly members: number; readonly working: readonly OrganisationStep[] };
/** What each contest of an organisation adds, and the time that broke a tie. */
export type OrganisationStep =
  | { readonly rule: 'ORG-1' | 'ORG-2' | 'ORG-3'; readonly type: 'contest'; readonly contestId: string; readonly values: readonly Exact[]; readonly notCounted: readonly Exact[]; readonly sum: Exact }
  | { readonly rule: 'ORG-5'; readonly type: 'time'; readonly seconds: Exact }
  | { readonly rule: 'ORG-1' | 'ORG-2' | 'ORG-3'; readonly type: 'value'; readonly how: 'mean' | 'sum' | 'rank-points'; readonly result: Exact };

export type AssignedAward = { readonly entrantId: string; readonly awardId: string };
