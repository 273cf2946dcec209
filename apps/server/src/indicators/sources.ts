/** Every source there is, by its id, and reading one: the rows, the canonical text that is frozen, its hash and its figures. */
import type { IndicatorRow, SourceId } from '@leitai/contract';
import { canonical, sha256, type Transaction } from '@leitai/database';
import { drills, participation, percentile } from './competition.ts';
import { meanScore, onDisplay, planDone, rectified, scoreRate } from './inspections.ts';
import { certified } from './qualifications.ts';
import { awareness, documentKinds, honours, satisfied, standards, trained } from './registers.ts';
import { nothing, type Figured, type Question, type Source } from './source.ts';

const SOURCES: { readonly [K in SourceId]: Source } = {
  'competition-participation-rate': participation,
  'competition-percentile': percentile,
  'drill-count': drills,
  'certified-rate': certified,
  'inspection-score-rate': scoreRate,
  'inspection-mean-score': meanScore,
  'plan-completion-rate': planDone,
  'on-time-rectification-rate': rectified,
  'training-participation': trained,
  'standards-valid-rate': standards,
  'document-completeness': documentKinds,
  'quiz-awareness-rate': awareness,
  'satisfaction-rate': satisfied,
  'awards-and-incidents': honours,
  'site-photo-evidence': onDisplay,
};

export const sourceOf = (id: string): Source | undefined => (Object.hasOwn(SOURCES, id) ? SOURCES[id as SourceId] : undefined);

const FORMAT = 'leitai-indicator/1';

/** What the canonical text holds: all that the figures rest on, so that they can be made again from it alone. */
export type Frozen = {
  readonly format: typeof FORMAT;
  readonly source: string;
  readonly question: { readonly unit: string; readonly post: string; readonly from: string; readonly until: string; readonly events: readonly string[]; readonly seeks?: Question['seeks'] };
  readonly rows: readonly IndicatorRow[];
};

export type Reading = Figured & { readonly source: string; readonly text: string; readonly sha256: string; readonly rows: readonly IndicatorRow[] };

/** A source nobody knows has no rows, and so no value. Call all of one entrant's in one snapshot. */
export async function readSource(tx: Transaction, id: string, question: Question): Promise<Reading> {
  const rows = (await sourceOf(id)?.rows(tx, question)) ?? [];
  const { unit, postCode, from, until, eventIds, seeks } = question;
  const text = canonical({ format: FORMAT, source: id, question: { unit: unit.zh, post: postCode, from, until, events: eventIds.toSorted(), ...(seeks.length > 0 && { seeks }) }, rows } satisfies Frozen);
  return { ...figuresOf(id, rows), source: id, text, sha256: sha256(text), rows };
}

export const figuresOf = (id: string, rows: readonly IndicatorRow[]): Figured => sourceOf(id)?.figures(rows) ?? nothing(`没有名为 ${id} 的数据来源，请在评分方案里改`, `There is no source called ${id}: change it in the scheme`);

export const thawed = (text: string): Frozen => JSON.parse(text) as Frozen;
