/** What needs a hand right now, derived from the control room's state: exceptions first, each with one action. */
import type { ControlContest } from '@leitai/contract';
import type { LateStation } from './control/late.ts';
import { placesOf, type Place, type Presence } from './seats.ts';

export type AlertLevel = 'blocking' | 'attention' | 'notice';
export type AlertKind = 'unseated' | 'unpaired' | 'offline' | 'awaiting' | 'finished' | 'unpublished' | 'appealed' | 'substitute'
  | 'missing' | 'spread' | 'veto' | 'conflict' | 'late' | 'uncalled' | 'paused';
export type AlertAction = 'seat' | 'pair' | 'replace' | 'look' | 'close' | 'publish' | 'assign' | 'substitute' | 'nudge' | 'open' | 'review' | 'recuse' | 'shift' | 'call' | 'resume';

export type Alert = {
  readonly kind: AlertKind;
  readonly level: AlertLevel;
  readonly action: AlertAction;
  readonly contest: ControlContest;
  /** The places it is about; empty when it is about the contest. */
  readonly places: readonly Place[];
  /** Which stations run late; empty when it is about something else. */
  readonly late: readonly LateStation[];
};

const KINDS: Record<AlertKind, { readonly level: AlertLevel; readonly action: AlertAction }> = {
  unseated: { level: 'blocking', action: 'seat' },
  unpaired: { level: 'attention', action: 'pair' },
  offline: { level: 'attention', action: 'replace' },
  substitute: { level: 'attention', action: 'substitute' },
  awaiting: { level: 'notice', action: 'look' },
  finished: { level: 'notice', action: 'close' },
  unpublished: { level: 'notice', action: 'publish' },
  appealed: { level: 'attention', action: 'assign' },
  missing: { level: 'blocking', action: 'nudge' },
  conflict: { level: 'blocking', action: 'recuse' },
  spread: { level: 'attention', action: 'open' },
  veto: { level: 'attention', action: 'review' },
  paused: { level: 'attention', action: 'resume' },
  uncalled: { level: 'notice', action: 'call' },
  late: { level: 'notice', action: 'shift' },
};
const LEVELS: readonly AlertLevel[] = ['blocking', 'attention', 'notice'];

/** All alerts of an event, blocking ones first, contests in their own order within a level; of one kind one per contest. */
export function alertsOf(contests: readonly ControlContest[], late: readonly LateStation[] = []): Alert[] {
  const alerts = contests.flatMap((contest) => contestAlerts(contest, late.filter(({ contestId }) => contestId === contest.id)));
  return LEVELS.flatMap((level) => alerts.filter((alert) => alert.level === level));
}

/** Everybody in the room has been scored and confirmed. */
export const isFinished = (contest: ControlContest): boolean => contest.entrants > 0 && contest.confirmed === contest.entrants;

function contestAlerts(contest: ControlContest, late: readonly LateStation[]): Alert[] {
  const raise = (kind: AlertKind, places: readonly Place[] = []): Alert => ({ kind, ...KINDS[kind], contest, places, late: kind === 'late' ? late : [] });
  if (contest.state === 'closed' || contest.state === 'signed') return [raise('unpublished')];
  if (contest.state === 'provisional' && contest.appeals.filed > 0) return [raise('appealed')];
  const when = (kind: AlertKind, holds: boolean): Alert[] => (holds ? [raise(kind)] : []);
  const asked = [
    ...when('substitute', contest.substitutes.length > 0), ...when('conflict', contest.conflicts > 0), ...when('uncalled', contest.checkedIn.missing > 0), ...when('late', late.length > 0),
  ];
  if (contest.state !== 'running') return asked;
  if (isFinished(contest)) return [raise('finished')];

  const places = placesOf(contest);
  const among = (presence: Presence): Place[] => places.filter((place) => place.presence === presence);
  const about = (kind: AlertKind, presence: Presence): Alert[] => {
    const found = among(presence);
    return found.length > 0 ? [raise(kind, found)] : [];
  };
  return [
    ...asked,
    ...when('paused', contest.paused !== null),
    ...(['missing', 'spread', 'veto'] as const).flatMap((why) => when(why, contest.held.some((one) => one.why === why))),
    ...about('unseated', 'vacant'),
    ...about('unpaired', 'unpaired'),
    ...about('offline', 'offline'),
    ...(contest.awaiting > 0 ? [raise('awaiting')] : []),
  ];
}
