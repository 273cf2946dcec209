/** How a visit is called: where it goes, when it is due, and how it stands. */
import type { InspectionForm, VisitRow, VisitState } from '@leitai/contract';
import { shortDay, stampOf } from '#lib/i18n/days.ts';
import { apart } from '#lib/findings/words.ts';
import { locale, t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

type Where = Pick<VisitRow, 'organisation' | 'post' | 'site'>;
/** "三号楼 安全保卫", or the organisation where no site is named. */
export const placeName = ({ organisation, post, site }: Where): string => apart(site || t(organisation), t(post));

/** "5 月 21 日 10:08"; empty before it has begun. */
export const visitTime = (at: string | null): string => (at === null ? '' : stampOf(at));
/** "5 月 24 日周日" of a day as the contract writes it. */
export function dayText(day: string): string {
  const weekday = new Date(`${day}T00:00`).toLocaleDateString(locale() === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short' });
  return locale() === 'zh' ? `${shortDay(day)}${weekday}` : `${weekday} ${shortDay(day)}`;
}

const forms: Readonly<Record<InspectionForm, () => string>> = { self: m.visit_form_self, spot: m.visit_form_spot, supervision: m.visit_form_supervision };
export const formWord = (form: InspectionForm): string => forms[form]();

const states: Readonly<Record<VisitState, () => string>> = {
  planned: m.visit_state_planned, due: m.visit_state_due, missed: m.visit_state_missed, deciding: m.visit_state_deciding, done: m.visit_state_done, dropped: m.visit_state_dropped, undone: m.plans_state_undone,
};
export const stateWord = (state: VisitState): string => states[state]();
