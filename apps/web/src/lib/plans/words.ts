/** Inspection plans in words. Call these in a template: they follow a switch of language. */
import type { InspectionForm, InspectionFrequency, PlanPeriod, VisitState } from '@leitai/contract';
import { shortDay, wholeDay } from '#lib/i18n/days.ts';
import { m } from '#lib/paraglide/messages.js';

const forms: { readonly [F in InspectionForm]: () => string } = { self: m.plans_form_self, spot: m.plans_form_spot, supervision: m.plans_form_supervision };
export const FORMS = Object.keys(forms) as InspectionForm[];
export const formWord = (form: InspectionForm): string => forms[form]();

const frequencies: { readonly [F in InspectionFrequency]: () => string } = {
  day: m.plans_every_day, week: m.plans_every_week, month: m.plans_every_month, quarter: m.plans_every_quarter, 'half-year': m.plans_every_half_year, year: m.plans_every_year, unannounced: m.plans_every_unannounced,
};
export const FREQUENCIES = Object.keys(frequencies) as InspectionFrequency[];
export const frequencyWord = (frequency: InspectionFrequency): string => frequencies[frequency]();

const states: { readonly [S in VisitState]: () => string } = {
  planned: m.plans_state_planned, due: m.plans_state_due, missed: m.plans_state_missed, deciding: m.plans_state_deciding, done: m.plans_state_done, dropped: m.plans_state_dropped, undone: m.plans_state_undone,
};
export const visitWord = (state: VisitState): string => states[state]();

/** How a period is drawn; what is overdue comes first. */
export type PeriodState = 'ahead' | 'due' | 'done' | 'missed' | 'empty';
export function periodState({ contestId, planned, done, missed }: PlanPeriod): PeriodState {
  if (contestId === null) return 'ahead';
  if (planned === 0) return 'empty';
  if (missed > 0) return 'missed';
  return done === planned ? 'done' : 'due';
}

const periods: { readonly [S in PeriodState]: () => string } = { ahead: m.plans_period_ahead, due: m.plans_period_due, done: m.plans_period_done, missed: m.plans_period_missed, empty: m.plans_period_empty };
export const periodWord = (state: PeriodState): string => periods[state]();
/** The mark each state bears, so that colour is not alone. */
export const PERIOD_MARKS: { readonly [S in PeriodState]: string } = { ahead: '', due: '·', done: '✓', missed: '!', empty: '' };
export const PERIOD_STATES: readonly PeriodState[] = ['done', 'due', 'missed', 'ahead'];

/** "5 月 1 日至 31 日", "1–31 May"; one day alone, and the year where it is not this one's. */
export function span(from: string, until: string): string {
  const ofYear = from.slice(0, 4) === String(new Date().getFullYear()) && from.slice(0, 4) === until.slice(0, 4);
  const day = (iso: string): string => (ofYear ? shortDay(iso) : wholeDay(iso));
  return from === until ? day(from) : m.plans_span({ from: day(from), until: day(until) });
}
