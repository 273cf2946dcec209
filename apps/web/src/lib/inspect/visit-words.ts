/** How a visit is called: where it goes, when it is due, and how it stands. */
import type { InspectionForm, VisitRow, VisitState } from '@leitai/contract';
import { locale, t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

type Where = Pick<VisitRow, 'organisation' | 'post' | 'site'>;
/** "三号楼 安全保卫", or the organisation where no site is named. */
export const placeName = ({ organisation, post, site }: Where): string => `${site || t(organisation)}\u3000${t(post)}`;

const language = (): string => (locale() === 'zh' ? 'zh-CN' : 'en-GB');
/** "5月21日 10:08"; empty before it has begun. */
export const visitTime = (at: string | null): string => (at === null ? '' : new Date(at).toLocaleString(language(), { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }));
/** "5月24日周日" of a day as the contract writes it. */
export const dayText = (day: string): string => new Date(`${day}T00:00`).toLocaleDateString(language(), { month: 'short', day: 'numeric', weekday: 'short' });

const forms: Readonly<Record<InspectionForm, () => string>> = { self: m.visit_form_self, spot: m.visit_form_spot, supervision: m.visit_form_supervision };
export const formWord = (form: InspectionForm): string => forms[form]();

const states: Readonly<Record<VisitState, () => string>> = {
  planned: m.visit_state_planned, due: m.visit_state_due, missed: m.visit_state_missed, deciding: m.visit_state_deciding, done: m.visit_state_done, dropped: m.visit_state_dropped,
};
export const stateWord = (state: VisitState): string => states[state]();
