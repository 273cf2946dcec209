/** The control room's figures and the one word each contest's tile says. */
import type { ContestState, ControlContest } from '@leitai/contract';
import { isFinished, type Alert, type AlertKind } from './alerts.ts';

export type Figures = {
  readonly confirmed: number;
  readonly entrants: number;
  /** Entrants of contests that are done, and those confirmed in contests still running: the two parts of the bar. */
  readonly confirmedDone: number;
  readonly confirmedRunning: number;
  readonly running: number;
  readonly contests: number;
  readonly online: number;
  readonly seated: number;
  /** Marks still on tablets, as they last said. */
  readonly unsent: number;
};

export function figuresOf(contests: readonly ControlContest[]): Figures {
  const total = (pick: (contest: ControlContest) => number): number => contests.reduce((sum, contest) => sum + pick(contest), 0);
  const done = (contest: ControlContest): boolean => (contest.state !== 'setup' && contest.state !== 'running') || isFinished(contest);
  const judges = contests.flatMap((contest) => contest.seats.filter((seat) => seat.role === 'judge'));
  return {
    confirmed: total((contest) => contest.confirmed),
    entrants: total((contest) => contest.entrants),
    confirmedDone: total((contest) => (done(contest) ? contest.confirmed : 0)),
    confirmedRunning: total((contest) => (done(contest) ? 0 : contest.confirmed)),
    running: contests.filter((contest) => contest.state === 'running').length,
    contests: contests.length,
    online: judges.filter((judge) => judge.device?.online === true).length,
    seated: judges.length,
    unsent: contests.flatMap(({ seats }) => seats).flatMap(({ devices }) => devices).reduce((sum, { report }) => sum + (report?.unsent ?? 0), 0),
  };
}

/** `blocked` and `attention` name the alert; the others are the contest's own state. */
export type TileMood =
  | { readonly mood: 'blocked' | 'attention'; readonly kind: AlertKind }
  | { readonly mood: ContestState | 'finished' };

/** The first alert above a notice colours the tile; a quiet contest says its state. */
export function moodOf(contest: ControlContest, alerts: readonly Alert[]): TileMood {
  const alert = alerts.find((one) => one.contest.id === contest.id && one.level !== 'notice');
  if (alert) return { mood: alert.level === 'blocking' ? 'blocked' : 'attention', kind: alert.kind };
  if (contest.state === 'running' && isFinished(contest)) return { mood: 'finished' };
  return { mood: contest.state };
}
