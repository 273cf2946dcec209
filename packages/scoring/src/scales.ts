/** The scales: how a judge's mark becomes points, as data. One closed union. */
import type { Decimal, Text } from './scheme.ts';

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

/** Points fed from recorded data, or made of the figures fed (SCALE-16); the source is named and no judge enters it. */
export type DerivedScale = {
  readonly type: 'derived';
  readonly source: string;
  /** From the figure `value` to points. Absent: what is fed are the points. */
  readonly convert?: Conversion;
  /** The greatest figure there can be: 1 for a rate. Absent: there is none. */
  readonly most?: Decimal;
  /** Further figures of the source that add or deduct points (SCALE-17). Only with `convert`. */
  readonly also?: readonly DerivedPart[];
  /** What the source is to look for, where it counts things: an item of a checklist that has the id, or the words in its Chinese name. The engine reads none of it. */
  readonly seeks?: readonly Sought[];
};
export type Sought = { readonly id: string; readonly name: Text };
/** `amount` points for each one of the figure `id` of the source, up to `cap`. A figure that is not fed is 0. */
export type DerivedPart = { readonly id: string; readonly name: Text; readonly direction: 'add' | 'deduct'; readonly amount: Decimal; readonly cap?: Decimal };

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
