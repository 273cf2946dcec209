/** What findings' choices, states, steps and traces are called. */
import type { CheckMethod, FindingRow, FindingState, FindingStepName, FindingTrace, Severity } from '@leitai/contract';
import { locale, t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

export const severities: { readonly [S in Severity]: () => string } = { minor: m.finding_severity_minor, general: m.finding_severity_general, serious: m.finding_severity_serious, major: m.finding_severity_major };
export const states: { readonly [S in FindingState]: () => string } = {
  opened: m.finding_state_opened, acknowledged: m.finding_state_acknowledged, rectified: m.finding_state_rectified, closed: m.finding_state_closed,
  improving: m.finding_state_improving, revising: m.finding_state_revising, improved: m.finding_state_improved, withdrawn: m.finding_state_withdrawn,
};
export const methods: { readonly [M in CheckMethod]: () => string } = { measure: m.finding_method_measure, photo: m.finding_method_photo, ask: m.finding_method_ask };
const sources: { readonly [S in FindingRow['source']]: () => string } = { visit: m.finding_source_visit, hand: m.finding_source_hand, complaint: m.finding_source_complaint };
export const sourceWord = ({ source, sourceWords }: FindingRow): string => `${sources[source]()} ${sourceWords}`.trim();
export const actions: { readonly [S in FindingStepName]: () => string } = {
  acknowledge: m.finding_act_acknowledge, plan: m.finding_act_plan, done: m.finding_act_done, rectify: m.finding_act_rectify, recheck: m.finding_act_recheck, improve: m.finding_act_improve,
  review: m.finding_act_review, approve: m.finding_act_approve, extend: m.finding_act_extend, 'answer-extension': m.finding_act_answer_extension, urge: m.finding_act_urge, report: m.finding_act_report,
  regrade: m.finding_act_regrade, withdraw: m.finding_act_withdraw, 'answer-withdrawal': m.finding_act_answer_withdrawal,
};
/** On a button that asks something first. */
export const asks: typeof actions = { ...actions, urge: m.finding_act_urge_ask };
const did: Readonly<Record<string, () => string>> = {
  open: m.finding_did_open, photo: m.finding_did_photo, acknowledge: m.finding_did_acknowledge, plan: m.finding_did_plan, done: m.finding_did_done, rectify: m.finding_did_rectify, recheck: m.finding_did_recheck,
  improve: m.finding_did_improve, review: m.finding_did_review, approve: m.finding_did_approve, extend: m.finding_did_extend, 'answer-extension': m.finding_did_answer_extension, urge: m.finding_did_urge,
  report: m.finding_did_report, regrade: m.finding_did_regrade, withdraw: m.finding_did_withdraw, 'answer-withdrawal': m.finding_did_answer_withdrawal,
};
/** From so many minutes on it is said that something arrived late. */
const LATE_MIN = 5;

export function traceWord({ type, details, at, recordedAt }: FindingTrace): string {
  const kind = type.replace('finding:', '');
  const words = typeof details['name'] === 'string' ? details['name'] : '';
  if (kind === 'escalate') {
    const day = String(details['day']);
    return details['to'] === 'owner' ? m.finding_did_escalate_owner({ day, name: words || m.finding_owner_word() }) : m.finding_did_escalate_head({ day, name: words || m.finding_head_word() });
  }
  const minutes = Math.round((Date.parse(recordedAt) - Date.parse(at)) / 60_000);
  const said = details['measure'] ?? details['caption'] ?? details['note'] ?? details['reason'] ?? '';
  const parts = [did[kind]?.() ?? kind, typeof said === 'string' ? said : '', minutes >= LATE_MIN ? m.finding_offline({ minutes }) : ''];
  return parts.filter(Boolean).join(locale() === 'zh' ? '，' : ', ');
}
export const isSystem = ({ type }: FindingTrace): boolean => type === 'finding:escalate';
export const placeWord = ({ site, post, organisation }: Pick<FindingRow, 'site' | 'post' | 'organisation'>): string => apart(site || t(organisation.name), post ? t(post.name) : '');
/** Facts side by side: Chinese sets them apart by a space of its own width, English needs a mark. */
export const apart = (...words: readonly string[]): string => words.filter(Boolean).join(locale() === 'zh' ? '\u3000' : ' · ');
const OVER: readonly FindingState[] = ['closed', 'improving', 'revising', 'improved', 'withdrawn'];
export const isOpen = ({ state }: Pick<FindingRow, 'state'>): boolean => !OVER.includes(state);
