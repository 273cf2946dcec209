/** The scoring scheme: what judges look at, as data. A closed union per idea; see docs/scoring-rules.md for every rule id. */

/** An exact decimal, written as people write it: "61.5", "-3", "0.25". Never a binary float. At most 12 integer and 6 fraction digits. */
export type Decimal = string;

/** A text in both languages of the product. */
export type Text = { readonly zh: string; readonly en: string };

export const SCHEME_FORMAT = 'leitai-scheme/1';

export type Scheme = {
  readonly format: typeof SCHEME_FORMAT;
  readonly code: string;
  readonly name: Text;
  /** Points a faultless sheet earns; equals the sum of the criteria's `max`, each times its difficulty. */
  readonly max: Decimal;
  /** The time allowed for the task, in seconds. */
  readonly timeLimitSeconds?: number;
  readonly modules: readonly Module[];
  readonly vetoes: readonly Veto[];
  /** Rounding of each criterion's points, applied when they are derived from the mark. Absent: kept exact. */
  readonly markRounding?: Rounding;
};

export type Module = { readonly id: string; readonly name: Text; readonly criteria: readonly Criterion[] };

export type Criterion = {
  readonly id: string;
  /** The number judges call it by: "2.3". */
  readonly no: string;
  readonly name: Text;
  /** The rule in words, as printed on the score sheet. The `scale` is what is computed. */
  readonly rule: Text;
  /** 测 measured or 评 judged. */
  readonly kind: 'measured' | 'judged';
  /** Most points this criterion can give (before difficulty). */
  readonly max: Decimal;
  readonly scale: Scale;
  readonly clauses: readonly Clause[];
  /** Least points this criterion can give. Absent: 0; below 0 only for grades that lower a value, like −3 … +3. */
  readonly min?: Decimal;
  /** Multiplies the points after the scale and before mark rounding. Absent: 1. */
  readonly difficulty?: Decimal;
  /** What the panel's value is worth (PRODUCT-1). Absent: the value itself. An entrant may bring its own. */
  readonly product?: Product;
  /** The judge group that marks this criterion (GROUP-1). Absent: every judge. */
  readonly group?: string;
  /** What must stand beside a mark. Absent: nothing. */
  readonly needs?: readonly Need[];
};

/** base + factor × value: a base value raised or lowered by grades of execution, or a degree of difficulty (base 0). */
export type Product = { readonly base: Decimal; readonly factor: Decimal };

/** A note or evidence, and when: always; for full points, for none, for either (extremes); or for anything less than full points. */
export type Need = { readonly what: 'note' | 'evidence'; readonly when: 'always' | 'full' | 'none' | 'extremes' | 'not-full' };

export type Clause = { readonly standard: string; readonly title: Text; readonly number?: string };

/** One-vote veto (一票否决). Any judge may raise it; the chief's confirmation makes it count. */
export type Veto = { readonly id: string; readonly name: Text; readonly effect: VetoEffect };
export type VetoEffect =
  | { readonly type: 'zero-criterion'; readonly criterionId: string }
  | { readonly type: 'zero-module'; readonly moduleId: string }
  | { readonly type: 'zero-total' }
  | { readonly type: 'disqualify' };

export type Scale =
  | PassFailScale | LevelsScale | PointsScale | CountScale | ChecklistScale
  | MeasureScale | TimeScale | RankPointsScale | DerivedScale;

/** All the points or none. */
export type PassFailScale = { readonly type: 'pass-fail' };

/** 0–3 style judgement against descriptors. */
export type LevelsScale = {
  readonly type: 'levels';
  readonly levels: readonly Level[];
  /** Points are level ÷ top level × max, exactly; the levels' own `points` are then that value rounded, for print (SCALE-14). */
  readonly proportional?: boolean;
};
export type Level = { readonly level: number; readonly name: Text; readonly descriptor: Text; readonly points: Decimal };

/** Points given directly, in steps. `min` may be below 0 where the criterion's is. */
export type PointsScale = { readonly type: 'points'; readonly min: Decimal; readonly max: Decimal; readonly step: Decimal };

/** Occurrences tallied per kind. `deduct` starts from the criterion's max and goes down to 0; `add` starts from 0 and goes up to max. */
export type CountScale = {
  readonly type: 'count';
  readonly direction: 'deduct' | 'add';
  readonly kinds: readonly CountKind[];
  /** Most points all kinds together may add or deduct. Absent: the criterion's max. */
  readonly cap?: Decimal;
  /** The kinds' counts must add up to this: "10 sample points, each clean, slight or dirty". */
  readonly total?: number;
};
export type CountKind = {
  readonly id: string;
  readonly name: Text;
  /** Points per occurrence, not negative. */
  readonly amount: Decimal;
  /** Most points this kind may add or deduct. */
  readonly cap?: Decimal;
  /** One occurrence takes all the points of the criterion ("不得分"). Only with `deduct`. */
  readonly zero?: boolean;
  /** Most occurrences that can be entered. Absent: 99. */
  readonly most?: number;
};

/** Items found in order or not; each gives its points. */
export type ChecklistScale = { readonly type: 'checklist'; readonly items: readonly ChecklistItem[] };
export type ChecklistItem = { readonly id: string; readonly name: Text; readonly points: Decimal };

/** One or more readings with a unit; each is converted to points and the points are added. */
export type MeasureScale = {
  readonly type: 'measure';
  readonly unit: Text;
  readonly min: Decimal;
  readonly max: Decimal;
  readonly step: Decimal;
  /** How many readings are taken; each is converted on its own and the points are added. Absent: 1. */
  readonly readings?: number;
  /** One reading is taken of them all and converted (SCALE-15). Absent: each is converted and the points are added. */
  readonly take?: 'greatest' | 'least' | 'mean';
  readonly convert: Conversion;
  /** Deductions taken from the converted points, not below 0. */
  readonly faults?: readonly CountKind[];
};

/** A measure in seconds that the station timer can fill. */
export type TimeScale = {
  readonly type: 'time';
  /** Longest time that can be entered, in seconds. */
  readonly max: Decimal;
  /** Resolution in seconds: "1" or "0.01". */
  readonly step: Decimal;
  readonly convert: Conversion;
  readonly faults?: readonly CountKind[];
};

/** Points by place among all entrants on the same reading: first 100, second 98 … Computed per contest, not per sheet. */
export type RankPointsScale = {
  readonly type: 'rank-points';
  readonly unit: Text;
  readonly min: Decimal;
  readonly max: Decimal;
  readonly step: Decimal;
  readonly best: 'least' | 'most';
  readonly first: Decimal;
  readonly drop: Decimal;
  readonly floor: Decimal;
  readonly faults?: readonly CountKind[];
};

/** Points fed from recorded data; the source is named and no judge enters it. */
export type DerivedScale = { readonly type: 'derived'; readonly source: string };

export type Conversion =
  /** The first band that holds the reading gives the points. */
  | { readonly type: 'bands'; readonly bands: readonly Band[] }
  /**
   * Full points inside [from, upTo]; outside, `penalty` for every started `unit` of excess
   * ("每超10秒扣1分, 不足10秒按10秒计"). Excess beyond `cutoff` gives 0 ("超2分钟不得分").
   * `started: false` counts only completed units. Never below 0.
   */
  | {
      readonly type: 'per-unit';
      readonly full: Decimal;
      readonly from?: Decimal;
      readonly upTo?: Decimal;
      readonly unit: Decimal;
      readonly penalty: Decimal;
      readonly started: boolean;
      readonly cutoff?: Decimal;
    }
  /** points = rate × reading + offset, kept within [min, max]. */
  | { readonly type: 'linear'; readonly rate: Decimal; readonly offset: Decimal; readonly min: Decimal; readonly max: Decimal }
  /** The row with the greatest `at` not above the reading gives the points; a reading below every row gives 0. */
  | { readonly type: 'table'; readonly rows: readonly { readonly at: Decimal; readonly points: Decimal }[] };

/** An interval and its points. `from`/`upTo` include their end, `over`/`below` do not; a missing side is unbounded. */
export type Band = {
  readonly from?: Decimal;
  readonly over?: Decimal;
  readonly upTo?: Decimal;
  readonly below?: Decimal;
  readonly points: Decimal;
};

export type RoundingMode = 'half-up' | 'half-even' | 'up' | 'down' | 'truncate';
/** Digits after the point, 0–6. */
export type Rounding = { readonly digits: number; readonly mode: RoundingMode };

/** What a judge records for one criterion, by the scale's type. Null ≠ 0: an unmarked criterion has no Mark at all. */
export type MarkValue =
  | { readonly type: 'pass-fail'; readonly pass: boolean }
  | { readonly type: 'levels'; readonly level: number }
  | { readonly type: 'points'; readonly points: Decimal }
  /** Every kind is present; all zero is the judge's word that there was no fault (无扣分). */
  | { readonly type: 'count'; readonly counts: Readonly<Record<string, number>> }
  | { readonly type: 'checklist'; readonly ticks: Readonly<Record<string, boolean>> }
  | { readonly type: 'measure'; readonly readings: readonly Decimal[]; readonly faults?: Readonly<Record<string, number>> }
  | { readonly type: 'time'; readonly seconds: Decimal; readonly faults?: Readonly<Record<string, number>> }
  | { readonly type: 'rank-points'; readonly reading: Decimal; readonly faults?: Readonly<Record<string, number>> }
  | { readonly type: 'veto'; readonly reason: string };
