/** The words of demonstration rounds, and what the pages say of an application's way. */
import type { Application, ApplicationState, DecisionOutcome, ItemState, ObjectionState, Plaque, PlaqueState } from '@leitai/contract';
import { formatFixed } from '@leitai/scoring';
import { day } from '#lib/console/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOf } from '@leitai/contract/house-day';

export const STATE: Readonly<Record<ApplicationState, () => string>> = {
  draft: m.demo_state_draft, submitted: m.demo_state_submitted, review: m.demo_state_review, rectify: m.demo_state_rectify,
  publicised: m.demo_state_publicised, named: m.demo_state_named, refused: m.demo_state_refused, withdrawn: m.demo_state_withdrawn,
};
export const ITEM: Readonly<Record<ItemState, () => string>> = { pending: m.demo_item_pending, accepted: m.demo_item_accepted, more: m.demo_item_more, refused: m.demo_item_refused };
export const OUTCOME: Readonly<Record<DecisionOutcome, () => string>> = { named: m.demo_outcome_named, rectify: m.demo_outcome_rectify, refused: m.demo_outcome_refused };
export const PLAQUE: Readonly<Record<PlaqueState, () => string>> = { valid: m.demo_plaque_valid, suspended: m.demo_plaque_suspended, withdrawn: m.demo_plaque_withdrawn, expired: m.demo_plaque_expired };
export const checkWord = (passed: boolean | null): string => (passed === null ? m.demo_check_open() : passed ? m.demo_check_passed() : m.demo_check_rectify());
/** Of an objection, to everybody. */
export const OBJECTION: Readonly<Record<ObjectionState, () => string>> = { filed: m.demo_objection_filed_state, upheld: m.demo_objection_upheld, rejected: m.demo_objection_rejected };

const SOURCES: Readonly<Record<string, () => string>> = {
  'certified-rate': m.demo_source_certified, 'standards-valid-rate': m.demo_source_standards, 'site-photo-evidence': m.demo_source_photos, 'inspection-score-rate': m.demo_source_inspection,
  'quiz-awareness-rate': m.demo_source_quiz, 'training-participation': m.demo_source_training, 'drill-count': m.demo_source_drills, 'competition-participation-rate': m.demo_source_entries,
  'competition-percentile': m.demo_source_results, 'document-completeness': m.demo_source_documents, 'plan-completion-rate': m.demo_source_plan, 'on-time-rectification-rate': m.demo_source_rectified,
  'inspection-mean-score': m.demo_source_inspection, 'satisfaction-rate': m.demo_source_survey, 'awards-and-incidents': m.demo_source_awards,
};
/** Where an indicator's points come from: the panel, or which record. */
export const sourceWord = (source: string | null): string => (source === null ? m.demo_source_panel() : (SOURCES[source]?.() ?? source));

export type Step = { readonly name: string; readonly state: 'done' | 'now' | 'later' };
const REACHED: Readonly<Record<ApplicationState, number>> = { draft: 0, submitted: 1, review: 2, rectify: 2, publicised: 3, named: 5, refused: -1, withdrawn: -1 };

/** 自评 · 材料核验 · 现场复评 · 公示 · 授牌. One that ended early stands where it ended. */
export function stepsOf({ state, submittedAt, verified, decisions }: Pick<Application, 'state' | 'submittedAt' | 'verified' | 'decisions'>): Step[] {
  const ended = decisions.length > 0 ? 2 : verified ? 1 : submittedAt ? 1 : 0;
  const at = REACHED[state] === -1 ? ended : REACHED[state];
  return [m.demo_step_self, m.demo_step_verify, m.demo_step_review, m.demo_step_public, m.demo_step_plaque]
    .map((name, index) => ({ name: name(), state: index < at ? 'done' : index === at ? 'now' : 'later' }));
}

/** "−0.5", "+0.5", or nothing where both are the same or one is not there. */
export function difference(self: string | null, review: string | null, digits = 1): string {
  if (self === null || review === null) return '';
  const hundredths = Math.round(Number(formatFixed(review, 2)) * 100) - Math.round(Number(self) * 100);
  if (hundredths === 0) return '';
  return `${hundredths < 0 ? '−' : '+'}${(Math.abs(hundredths) / 100).toFixed(hundredths % 10 === 0 ? digits : 2)}`;
}

/** How long before its day a re-check is spoken of. */
const AHEAD = 30 * 24 * 3_600_000;

/** What a plaque waits for: a supervisor, or a re-check that is due soon, late or to be done again; nothing otherwise. */
export function plaqueDue({ state, checks, withdrawal }: Plaque, at: string): string {
  if (withdrawal?.state === 'proposed') return m.demo_due_withdrawal();
  const next = checks.find(({ passed }) => passed !== true);
  if (!next || state === 'withdrawn' || state === 'expired') return '';
  if (next.due < dayOf(new Date(at))) return m.demo_due_late({ day: day(next.due) });
  if (next.passed === false) return m.demo_due_again({ day: day(next.due) });
  return Date.parse(next.due) - Date.parse(at) < AHEAD ? m.demo_due_soon({ day: day(next.due) }) : '';
}
