/** The places of a panel: who sits where, and what the device in front of them is doing. */
import type { ControlContest, SeatState } from '@leitai/contract';

/** A panel is a chief and this many judges unless the organiser seats more. */
export const USUAL_JUDGES = 5;

/** `vacant`: nobody named; `unpaired`: named, no tablet; `offline`: tablet not connected; `online`: at the table. */
export type Presence = 'vacant' | 'unpaired' | 'offline' | 'online';

export type Place = { readonly role: 'judge' | 'chief'; readonly seat: number; readonly judge: SeatState | null; readonly presence: Presence };

export function presenceOf(judge: SeatState | null): Presence {
  if (judge === null) return 'vacant';
  if (judge.device === null) return 'unpaired';
  return judge.device.online ? 'online' : 'offline';
}

/** Every place of a contest in table order: the chief, then the judges by seat number, vacant places included. */
export function placesOf(contest: Pick<ControlContest, 'seats'>, judges: number = USUAL_JUDGES): Place[] {
  const find = (role: Place['role'], seat?: number): SeatState | null =>
    contest.seats.find((one) => one.role === role && (seat === undefined || one.seat === seat)) ?? null;
  const place = (role: Place['role'], seat: number, judge: SeatState | null): Place => ({ role, seat, judge, presence: presenceOf(judge) });
  const chief = find('chief');
  return [
    place('chief', chief?.seat ?? CHIEF_SEAT, chief),
    ...Array.from({ length: Math.max(judges, highestSeat(contest)) }, (_, index) => place('judge', index + 1, find('judge', index + 1))),
  ];
}

/** How many judges' columns a table of these contests needs. */
export function judgeColumns(contests: readonly Pick<ControlContest, 'seats'>[]): number {
  return Math.max(USUAL_JUDGES, ...contests.map(highestSeat));
}

/** The chief has no number; a request must name one all the same, and the server passes it over. */
const CHIEF_SEAT = 1;

const highestSeat = (contest: Pick<ControlContest, 'seats'>): number =>
  Math.max(0, ...contest.seats.filter((one) => one.role === 'judge').map((one) => one.seat));
