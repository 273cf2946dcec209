/** Appeals in words, and the five steps each of them shows, done or not. */
import type { Appeal, AppealBar, AppealOutcome, AppealState, AppealSummary } from '@leitai/contract';
import { minute } from '#lib/console/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SignOffStep } from '#lib/results/sign-off.ts';

const states: { readonly [S in AppealState]: () => string } = {
  filed: m.appeal_state_filed, accepted: m.appeal_state_accepted, rejected: m.appeal_state_rejected,
  ruled: m.appeal_state_ruled, closed: m.appeal_state_closed, withdrawn: m.appeal_state_withdrawn,
};
const outcomes: { readonly [O in AppealOutcome]: () => string } = {
  upheld: m.appeal_outcome_upheld, partly: m.appeal_outcome_partly, dismissed: m.appeal_outcome_dismissed,
};
const bars: { readonly [B in AppealBar]: () => string } = {
  'same-unit': m.appeal_bar_same_unit, signed: m.appeal_bar_signed, panel: m.appeal_bar_panel, 'first-instance': m.appeal_bar_first_instance,
};
export const OUTCOMES = Object.keys(outcomes) as readonly AppealOutcome[];
export const stateWord = (state: AppealState): string => states[state]();
export const outcomeWord = (outcome: AppealOutcome): string => outcomes[outcome]();
export const barWord = (bar: AppealBar): string => bars[bar]();
export const titleOf = ({ instance, number }: Pick<AppealSummary, 'instance' | 'number'>): string =>
  instance === 2 ? m.appeal_no_second({ number }) : m.appeal_no({ number });

export const isOpen = ({ state }: Pick<AppealSummary, 'state'>): boolean => state === 'filed' || state === 'accepted' || state === 'ruled';
/** Its answer is late. `at`: the server's clock when it was read. */
export const isLate = ({ state, dueAt }: Pick<AppealSummary, 'state' | 'dueAt'>, at: string): boolean =>
  (state === 'filed' || state === 'accepted') && Date.parse(dueAt) < Date.parse(at);

const by = ({ name, at }: { readonly name: string; readonly at: string }): string => m.appeal_step_by({ name, at: minute(at) });

/** Always all five; the one that waits turns into an amber square when the answer is late. */
export function appealSteps(appeal: Appeal): SignOffStep[] {
  const { state, filedBy, filedAt, accepted, arbitrator, rejected, withdrawn, ruling, correction, closedAt, dueAt } = appeal;
  const ended = rejected ?? withdrawn;
  const done = { filed: 1, accepted: 2, rejected: 1, ruled: 3, closed: 5, withdrawn: accepted ? 2 : 1 }[state];
  const due = isLate(appeal, appeal.at) ? m.appeal_step_late({ at: minute(dueAt) }) : m.appeal_step_due({ at: minute(dueAt) });
  const waits = state === 'filed' || state === 'accepted' ? due : '';
  const stop = (at: number): string => (ended && at === done ? `${rejected ? m.appeal_step_rejected() : m.appeal_step_withdrawn()} ${minute(ended.at)}` : '');
  const steps: readonly (readonly [string, string])[] = [
    [m.appeal_step_filed(), by({ name: filedBy, at: filedAt })],
    [m.appeal_step_accepted(), accepted ? m.appeal_step_for({ name: arbitrator ?? '', at: minute(accepted.at) }) : stop(1) || waits],
    [m.appeal_step_ruling(), ruling ? `${outcomeWord(ruling.outcome)} ${minute(ruling.at)}` : stop(2) || (accepted ? waits : '')],
    [m.appeal_step_correction(), correction ? by({ name: correction.by, at: correction.at }) : ruling ? (ruling.correctionNeeded ? m.appeal_step_link() : m.appeal_step_none()) : ''],
    [m.appeal_step_closed(), closedAt === null ? '' : minute(closedAt)],
  ];
  const now = isLate(appeal, appeal.at) ? 'late' : 'now';
  return steps.map(([name, detail], index) => ({ name, detail, state: index < done ? 'done' : index === done && !ended ? now : 'later' }));
}

/** What happened, the latest first. */
export function historyOf({ filedBy, filedAt, accepted, arbitrator, rejected, withdrawn, ruling, correction, closedAt }: Appeal): { at: string; words: string }[] {
  const steps = [
    { at: filedAt, words: m.appeal_log_filed({ name: filedBy }) },
    accepted && { at: accepted.at, words: m.appeal_log_accepted({ name: accepted.name, arbitrator: arbitrator ?? '' }) },
    rejected && { at: rejected.at, words: m.appeal_log_rejected({ name: rejected.name }) },
    withdrawn && { at: withdrawn.at, words: m.appeal_log_withdrawn({ name: withdrawn.name }) },
    ruling && { at: ruling.at, words: m.appeal_log_ruled({ name: ruling.name, outcome: outcomeWord(ruling.outcome) }) },
    correction && { at: correction.at, words: m.appeal_log_corrected({ name: correction.by }) },
    closedAt === null ? null : { at: closedAt, words: m.appeal_log_closed() },
  ];
  // A ruling without a correction closes at the same moment: of two at once, the later step comes first.
  return steps.filter((step) => step !== null).toReversed().toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** Who is waited for, in a sentence. */
export function waitWord({ state, arbitrator }: Appeal): string {
  if (state === 'filed') return m.appeal_wait_organiser();
  if (state === 'accepted') return m.appeal_wait_arbitrator({ name: arbitrator ?? '' });
  return state === 'ruled' ? m.appeal_wait_correction() : m.appeal_wait_none();
}

const KB = 1_000;
export const sizeWord = (bytes: number): string => (bytes < KB * KB ? `${Math.ceil(bytes / KB)} kB` : `${(bytes / KB / KB).toFixed(1)} MB`);
export const fileUrl = (eventId: string, appealId: string, fileId: string): string => `/api/events/${eventId}/appeals/${appealId}/evidence/${fileId}`;
