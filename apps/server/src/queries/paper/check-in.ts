/** 检录表: who is to come, session by session; by contestant number alone while the draw is sealed. */
import type { CheckInRow, PaperCell, PaperTable } from '@leitai/contract';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { liveSchedule } from '../../projection/live-schedule.ts';
import { callRoom } from '../call-room.ts';
import type { Place } from '../sealed.ts';
import { number, text, type Body, type Part } from './build.ts';
import { SIGN, W } from './words.ts';

export async function checkInList({ db }: Context, _me: AccountIdentity, place: Place): Promise<Body> {
  const { sealed, rows } = await callRoom(db, place);
  const { sessions, stations } = await liveSchedule(db, place.eventId);
  const own = sealed ? [] : sessions.filter(({ contestId }) => contestId === place.contestId);
  const inside = (row: CheckInRow, { from, to }: { from: number; to: number }): boolean => row.position !== null && row.position >= from && row.position <= to;
  const rest = rows.filter((row) => !own.some((session) => inside(row, session)));
  const lines = [SIGN.steward, SIGN.date];
  const parts = own.map((session, index): Part => {
    const station = stations.find(({ id }) => id === session.stationId);
    return {
      heading: { zh: `第 ${index + 1} 场`, en: `Session ${index + 1}` }, newPage: index > 0,
      facts: [{ name: W.from, value: { at: session.startsAt } }, { name: W.station, value: [station?.name, station?.place].filter(Boolean).join(' ') }],
      table: tableOf(rows.filter((row) => inside(row, session)), sealed), lines,
    };
  });
  return { parts: rest.length === 0 ? parts : [...parts, { heading: own.length === 0 ? null : { zh: '未排场次', en: 'Not in a session' }, newPage: own.length > 0, table: tableOf(rest, sealed), lines }] };
}

function tableOf(rows: readonly CheckInRow[], sealed: boolean): PaperTable {
  const arrived = ({ arrivedAt }: CheckInRow): PaperCell => (arrivedAt === null ? null : { at: arrivedAt });
  if (sealed) return { columns: [number(W.number, 2), text(W.arrived, 4), text(W.signed, 6), text(W.note, 6)], rows: rows.map((row) => [row.tag, arrived(row), null, null]) };
  return {
    columns: [number(W.order, 2), text(W.code, 2), text(W.name, 3), text(W.unit, 5), text(W.arrived, 3), text(W.signed, 4)],
    rows: rows.map((row) => [String(row.position), row.tag, row.name, row.organisation, arrived(row), null]),
  };
}
