/** The bundle: all that a result is made of, in one JSON document, so that anyone can recompute it without the system. See docs/bundle.md. */
import type { Derived } from '../derived.ts';
import type { Exact, JudgeOut, Marks, RankInput } from '../result.ts';
import type { PanelRule, Rules } from '../rules.ts';
import type { Decimal, Product, Scheme, Text } from '../scheme.ts';
import type { Adjustment } from '../stages.ts';

export const BUNDLE_FORMAT = 'leitai-bundle/1';

export type Bundle = {
  readonly format: typeof BUNDLE_FORMAT;
  readonly title: Text;
  readonly rules: Rules;
  /** One, unless `rules.stages` composes several; then those of the rules, by id. */
  readonly stages: readonly BundleStage[];
  readonly organisations?: readonly { readonly id: string; readonly name: Text }[];
  readonly judges: readonly BundleJudge[];
  readonly entrants: readonly BundleEntrant[];
  readonly sheets: readonly BundleSheet[];
  /** Points of stages that were not judged here: a theory paper. */
  readonly points?: readonly BundlePoints[];
  /** The chief's word on raised vetoes, by entrant and stage. Without it every raised veto counts. */
  readonly vetoDecisions?: readonly { readonly entrantId: string; readonly stageId?: string; readonly confirmed: readonly string[] }[];
  /** What was announced, to hold the recomputation against. */
  readonly published?: Published;
  /** Whose marks were corrected after confirmation, and when last, for the reader: `sheets` have the corrected ones. */
  readonly corrections?: readonly { readonly entrantId: string; readonly at: string }[];
  /** Where the bundle comes from, for the reader. */
  readonly source?: { readonly eventId: string; readonly contestId: string; readonly revision: number; readonly state: string };
};

/** Judged by a scheme, or with points brought in out of `max`. A stage may have a panel and rounding of its own. */
export type BundleStage = {
  readonly id: string;
  readonly scheme?: Scheme;
  readonly max?: Decimal;
  readonly panel?: PanelRule;
  readonly rounding?: Rules['rounding'];
};
export type BundleJudge = { readonly id: string; readonly name?: string; readonly group?: string; readonly head?: boolean };
export type BundleEntrant = {
  readonly id: string;
  /** Orders what nothing tells apart. Absent: the id. */
  readonly code?: string;
  readonly name?: string;
  readonly organisationId?: string;
  readonly out?: NonNullable<RankInput['out']>;
  /** Base and factor of the elements this entrant chose, by criterion (PRODUCT-2). */
  readonly products?: Readonly<Record<string, Product>>;
  /** What records feed derived criteria with: points or figures (SCALE-13, SCALE-16). */
  readonly derived?: Readonly<Record<string, Derived>>;
  readonly bonuses?: readonly Adjustment[];
  readonly penalties?: readonly Adjustment[];
};
/** One judge's marks for one entrant in one attempt at one stage (the first of each, unless told). `out` tells why it does not count. */
export type BundleSheet = {
  readonly entrantId: string;
  readonly judgeId: string;
  readonly stageId?: string;
  readonly attempt?: number;
  readonly marks: Marks;
  readonly out?: { readonly why: JudgeOut['why']; readonly by?: string };
  /** Beside the marks, by criterion: a note, and how many pieces of evidence. */
  readonly notes?: Readonly<Record<string, string>>;
  readonly evidence?: Readonly<Record<string, number>>;
};
export type BundlePoints = { readonly entrantId: string; readonly stageId: string; readonly attempt?: number; readonly points: Decimal };

export type Published = {
  readonly rows: readonly PublishedRow[];
  /** SHA-256, in hexadecimal, of `canonicalText` of the rows. */
  readonly sha256?: string;
};
/** Rank and total are null, and `why` says why, for who has no place. */
export type PublishedRow = {
  readonly entrantId: string;
  readonly rank: number | null;
  readonly total: Exact | null;
  readonly tied: boolean;
  readonly awardId: string | null;
  readonly why?: string;
};

/** The stage a sheet belongs to. */
export const stageOf = (bundle: Bundle, { stageId }: { readonly stageId?: string }): string => stageId ?? bundle.stages[0]?.id ?? '';
