/** What needs a hand right now, derived from the control room's state: exceptions first, each with one action. */
import type { ControlContest } from '@leitai/contract';
import { placesOf, type Place, type Presence } from './seats.ts';

export type AlertLevel = 'blocking' | 'attention' | 'notice';
export type AlertKind = 'unseated' | 'unpaired' | 'offline' | 'awaiting' | 'finished' | 'unpublished' | 'appealed' | 'substitute';
export type AlertAction = 'seat' | 'pair' | 'replace' | 'look' | 'close' | 'publish' | 'assign' | 'substitute';

export type Alert = {
  readonly kind: AlertKind;
  readonly level: AlertLevel;
  readonly action: AlertAction;
  readonly contest: ControlContest;
  /** The places it is about; empty when it is about the contest. */
  readonly places: readonly Place[];
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
};
const LEVELS: readonly AlertLevel[] = ['blocking', 'attention', 'notice'];

/** All alerts of an event, blocking ones first, contests in their own order within a level. */
export function alertsOf(contests: readonly ControlContest[]): Alert[] {
  const alerts = contests.flatMap(contestAlerts);
  return LEVELS.flatMap((level) => alerts.filter((alert) => alert.level === level));
}

/** Everybody in the room has been scored and confirmed. */
export const isFinished = (contest: ControlContest): boolean => contest.entrants > 0 && contest.confirmed === contest.entrants;

function contestAlerts(contest: ControlContest): Alert[] {
  const raise = (kind: AlertKind, places: readonly Place[] = []): Alert => ({ kind, ...KINDS[kind], contest, places });
  if (contest.state === 'closed' || contest.state === 'signed') return [raise('unpublished')];
  if (contest.state === 'provisional' && contest.appeals.filed > 0) return [raise('appealed')];
  const asked = contest.substitutes.length > 0 ? [raise('substitute')] : [];
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
    ...about('unseated', 'vacant'),
    ...about('unpaired', 'unpaired'),
    ...about('offline', 'offline'),
    ...(contest.awaiting > 0 ? [raise('awaiting')] : []),
  ];
}
