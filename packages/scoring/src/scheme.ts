/** The scoring scheme: what judges look at, as data. A closed union per idea; see docs/scoring-rules.md for every rule id. */

import type { Scale } from './scales.ts';

export * from './scales.ts';

/** An exact decimal, written as people write it: "61.5", "-3", "0.25". Never a binary float. At most 12 integer and 6 fraction digits. */
export type Decimal = string;

/** A text in both languages of the product. */
export type Text = { readonly zh: string; readonly en: string };

export const SCHEME_FORMAT = 'leitai-scheme/1';

export type Scheme = {
  readonly format: typeof SCHEME_FORMAT;
  readonly code: string;
  readonly name: Text;
  /** Points a faultless sheet earns; equals the sum of the criteria's `max`, each times its difficulty and, where it has a product, what that makes of it. */
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
  /** Whether a judge may say that it does not apply here (不适用, NA-1). Absent: it always applies. */
  readonly mayNotApply?: boolean;
  /** The quantity as read that still conforms (符合性, CONF-1), both ends included: apart from the points it earns. Absent both: it conforms with all its points. */
  readonly conformsFrom?: Decimal;
  readonly conformsUpTo?: Decimal;
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
  /** 不适用: where the criterion allows it. */
  | { readonly type: 'not-applicable' }
  | { readonly type: 'veto'; readonly reason: string };
