/** One simulated hour of a competition: sixteen posts with sixteen entrants each, called at even distances, judged, published, and taken away. */
import { setTimeout as pause } from 'node:timers/promises';
import { allCriteria } from '@leitai/scoring';
import { Chief } from '@leitai/simulator/chief';
import type { Client, Connection } from '@leitai/simulator/client';
import { Judge } from '@leitai/simulator/judge';
import type { Play } from '@leitai/simulator/play';
import { publish } from '@leitai/simulator/publish';
import { untilTaken } from '@leitai/simulator/refused';
import { loadDemo } from '../../../prisma/demo/index.ts';
import { makeEvent, openContest, pairJudge, type MadeContest, type MadeEvent } from '../../support/factory.ts';
import type { Visitor } from '../../support/visitor.ts';
import type { Hall } from './crowd.ts';

/** Of each post; one is called every three minutes and three quarters of the hour. */
export const ENTRANTS = 16;
/** The part of an entrant's time in which judges tap; the rest is theirs to sign, and the chief's. */
const TAPPING = 0.6;

export type Table = { readonly made: MadeContest; readonly chief: Chief; readonly device: Client; readonly judges: readonly Judge[]; readonly connections: readonly Connection[] };

export const makeCompetition = (organiser: Visitor, judges: number): Promise<MadeEvent> =>
  makeEvent(organiser, { posts: loadDemo().event.contests.map(({ postCode }) => postCode), entrants: ENTRANTS, judges });

/** Opens every contest and seats its panel, each judge at the pace that fills an entrant's time. @param each milliseconds from one entrant to the next. */
export async function seat(organiser: Visitor, { contests }: MadeEvent, play: Play, each: number): Promise<Table[]> {
  const tables: Table[] = [];
  for (const made of contests) {
    await openContest(organiser, made);
    const devices = await Promise.all([made.chiefId, ...made.judgeIds].map((id) => pairJudge(organiser, made.eventId, id)));
    const connections = await Promise.all(devices.map(async (device) => play.tally.watch(await device.connect())));
    const chief = await Chief.join(connections[0]!, made.contestId, { ...play, tapsPerSecond: Infinity });
    const pace = { ...play, tapsPerSecond: allCriteria(chief.desk.scheme).length / ((each * TAPPING) / 1000) };
    const judges = await Promise.all(connections.slice(1).map((connection, index) => Judge.join(connection, devices[index + 1]!, pace)));
    tables.push({ made, chief, device: devices[0]!, judges, connections });
  }
  return tables;
}

/** Calls one entrant after the other, each in its turn however quick the one before was; the last result is followed by publication. @param share of an entrant's time by which this table begins later than the first. */
export async function judge(hall: Hall, { made, chief, judges, device }: Table, each: number, share: number): Promise<void> {
  const { organiser, supervisor } = hall;
  const started = performance.now() + share * each;
  for (const [index, entrant] of chief.waiting().entries()) {
    await pause(Math.max(0, started + index * each - performance.now()));
    await chief.call(entrant);
    await Promise.all([chief.judge(entrant), ...judges.map((one) => one.score(entrant.id))]);
  }
  const place = { eventId: made.eventId, contestId: made.contestId };
  await untilTaken(() => organiser.api('POST /api/events/:eventId/contests/:contestId/state', place, { state: 'closed' }));
  await publish(supervisor, device, place);
}
