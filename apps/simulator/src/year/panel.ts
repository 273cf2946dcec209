/** A seated panel that judges every entrant of one contest: three judges, and a chief who confirms. */
import type { DeskEntrant, MarkValue } from '@leitai/contract';
import type { Criterion, Scheme } from '@leitai/scoring';
import { Chief } from '../chief.ts';
import type { Client } from '../client.ts';
import { plausibleMark } from '../marks.ts';
import { Organiser } from '../organiser.ts';
import { Tally } from '../tally.ts';
import { allDone } from '../watch.ts';
import { fillSheet } from './sheet.ts';
import { chance, type Year } from './year.ts';

type Place = { readonly eventId: string; readonly contestId: string };
const JUDGES = ['示例考评员甲', '示例考评员乙', '示例考评员丙'];

/** @param markOf what the judge of a seat gives. @returns the chief's device, signed in still. */
export async function judgeAll(year: Year, { eventId, contestId }: Place, markOf: (seat: number, entrant: DeskEntrant, criterion: Criterion, scheme: Scheme) => MarkValue): Promise<Client> {
  const { organiser: client } = year;
  const seatOf = (seat: number, role: 'judge' | 'chief', name: string) =>
    client.api('POST /api/events/:eventId/contests/:contestId/judges', { eventId, contestId }, { seat, role, name, organisation: '示例评价中心' });
  for (const [index, name] of JUDGES.entries()) await seatOf(index + 1, 'judge', name);
  await seatOf(1, 'chief', '示例组长');
  await client.api('POST /api/events/:eventId/contests/:contestId/state', { eventId, contestId }, { state: 'running' });
  const organiser = Organiser.of(client);
  const contest = (await organiser.control(eventId)).contests.find(({ id }) => id === contestId)!;
  const { chief: chiefDevice, judges } = await organiser.seat(eventId, contest);
  const connection = await chiefDevice.connect();
  const chief = await Chief.join(connection, contestId, { seed: year.seed, tapsPerSecond: Infinity, signal: year.signal, tally: new Tally() });
  const tables = await Promise.all(judges.map(async (device) => ({ device, connection: await device.connect() })));
  try {
    const desks = await Promise.all(tables.map((one) => one.connection.send('desk:join', {})));
    for (const entrant of chief.waiting()) {
      await allDone(tables.map(({ device, connection: own }, index) => {
        const desk = desks[index]!;
        const sheet = desk.sheets.find(({ entrantId }) => entrantId === entrant.id)!;
        return fillSheet(own, device, desk, sheet, (criterion) => markOf(desk.me.seat, entrant, criterion, desk.scheme));
      }));
      await chief.allSubmitted(entrant.id);
      await chief.confirm(entrant);
    }
  } finally {
    for (const one of [{ connection }, ...tables]) one.connection.close();
  }
  await client.api('POST /api/events/:eventId/contests/:contestId/state', { eventId, contestId }, { state: 'closed' });
  return chiefDevice;
}

/** What somebody of this skill, 0 to 1, gets by the entrant's code; the judges differ a little. `who` is the same in every run. */
export const byChance = (year: Year, contest: string, known: (code: string) => { readonly who: string; readonly skill: number }) => (seat: number, { code }: DeskEntrant, criterion: Criterion, scheme: Scheme): MarkValue => {
  const { who, skill } = known(code);
  const random = chance(year, 'mark', contest, seat, who, criterion.id);
  return plausibleMark(scheme, criterion, Math.min(1, Math.max(0, skill + 0.03 * random.normal())), random);
};
