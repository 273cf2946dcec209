/** The console's closed unions in words. Call these in a template: they follow a switch of language. */
import type { ContestState, EventSummary } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';
import { minutesOf } from '#lib/schedule/times.ts';
import type { Alert, AlertAction, AlertKind, AlertLevel } from './alerts.ts';
import type { TileMood } from './overview.ts';
import type { Place, Presence } from './seats.ts';

type Words<Key extends string> = { readonly [K in Key]: () => string };

const presences: Words<Presence> = {
  online: m.console_presence_online,
  offline: m.console_presence_offline,
  unpaired: m.console_presence_unpaired,
  vacant: m.console_presence_vacant,
};
export const presenceWord = (presence: Presence): string => presences[presence]();

const levels: Words<AlertLevel> = { blocking: m.console_level_blocking, attention: m.console_level_attention, notice: m.console_level_notice };
export const levelWord = (level: AlertLevel): string => levels[level]();

const kinds: Words<AlertKind> = {
  unseated: m.console_alert_unseated,
  unpaired: m.console_alert_unpaired,
  offline: m.console_alert_offline,
  substitute: m.console_alert_substitute,
  awaiting: m.console_alert_awaiting,
  finished: m.console_alert_finished,
  unpublished: m.console_alert_unpublished,
  appealed: m.appeal_alert,
  missing: m.day_alert_missing,
  spread: m.day_alert_spread,
  veto: m.day_alert_veto,
  conflict: m.day_alert_conflict,
  late: m.day_alert_late,
  uncalled: m.day_alert_uncalled,
  paused: m.day_alert_paused,
};
export const alertWord = (kind: AlertKind): string => kinds[kind]();

const actions: Words<AlertAction> = {
  seat: m.console_action_seat,
  pair: m.console_action_pair,
  replace: m.console_action_replace,
  look: m.console_action_look,
  close: m.console_action_close,
  substitute: m.console_action_substitute,
  publish: m.console_action_publish,
  assign: m.appeal_alert_action,
  nudge: m.day_action_nudge,
  open: m.day_action_open,
  review: m.day_action_review,
  recuse: m.day_action_recuse,
  shift: m.day_action_shift,
  call: m.day_action_call,
  resume: m.day_resume,
};
export const actionWord = (action: AlertAction): string => actions[action]();

export function alertDetail({ kind, contest, places, late }: Alert): string {
  switch (kind) {
    case 'unseated':
    case 'unpaired':
    case 'offline':
      return listOf(places.map(placeWord));
    case 'substitute':
      return listOf(contest.substitutes.map(({ code, reason }) => `${code} ${reason}`));
    case 'awaiting':
      return m.console_alert_awaiting_detail({ count: contest.awaiting });
    case 'finished':
      return m.console_alert_finished_detail({ count: contest.confirmed });
    case 'unpublished':
      return m.console_alert_unpublished_detail({ count: contest.confirmed });
    case 'missing':
      return listOf(contest.held.filter(({ why }) => why === 'missing').map(({ code, judges }) => `${code} ${listOf(judges.map(({ seat }) => placeWord({ role: 'judge', seat })))}`));
    case 'spread':
    case 'veto':
      return listOf(contest.held.filter(({ why }) => why === kind).map(({ code }) => code));
    case 'conflict':
      return m.day_alert_conflict_detail({ count: contest.conflicts });
    case 'uncalled':
      return m.day_alert_uncalled_detail({ count: contest.checkedIn.missing });
    case 'late':
      return listOf(late.map(({ station, lateMs }) => `${station} ${m.schedule_late({ minutes: minutesOf(lateMs) })}`));
    case 'paused':
      return contest.paused?.reason ?? '';
    case 'appealed':
      return m.appeal_alert_detail({ count: contest.appeals.filed });
    default:
      return kind satisfies never;
  }
}

export const placeWord = ({ role, seat }: Pick<Place, 'role' | 'seat'>): string =>
  role === 'chief' ? m.console_place_chief() : m.console_place_judge({ seat });

export const listOf = (words: readonly string[]): string => words.join(m.console_list_separator());

const states: Words<ContestState | 'finished'> = {
  setup: m.console_state_setup,
  running: m.console_state_running,
  finished: m.console_state_finished,
  closed: m.console_state_closed,
  signed: m.console_state_signed,
  provisional: m.console_state_provisional,
  final: m.console_state_final,
};
export const moodWord = (mood: TileMood): string => ('kind' in mood ? alertWord(mood.kind) : states[mood.mood]());

export type Kind = EventSummary['kind'];
const eventKinds: Words<Kind> = {
  competition: m.console_kind_competition,
  'practical-check': m.console_kind_practical_check,
  inspection: m.console_kind_inspection,
  demonstration: m.console_kind_demonstration,
};
export const KINDS = Object.keys(eventKinds) as readonly Kind[];
export const kindWord = (kind: Kind): string => eventKinds[kind]();

const figures: { readonly [K in Kind]: (event: Pick<EventSummary, 'contests' | 'entrants' | 'confirmed'>) => string } = {
  competition: m.console_event_figures,
  'practical-check': m.console_event_figures_checks,
  inspection: m.console_event_figures_inspections,
  demonstration: m.console_event_figures_demonstration,
};
/** How much there is in an event, in the words of its kind. */
export const figuresWord = ({ kind, contests, entrants, confirmed }: EventSummary): string => figures[kind]({ contests, entrants, confirmed });
