/** The visits of one plan, made by its inspector: marked, written up and handed in, some of them late and some never. */
import type { MarkValue, VisitRow } from '@leitai/contract';
import type { Criterion } from '@leitai/scoring';
import { command, type Client, type Connection } from '../client.ts';
import { fillSheet } from './sheet.ts';
import { addDays, chance, type Year } from './year.ts';

export type Unit = { readonly id: string; readonly name: { readonly zh: string; readonly en: string }; readonly leader: Client };
/** An item of a visit that did not conform. */
export type Nonconforming = { readonly day: string; readonly inspector: Client; readonly unit: Unit; readonly post: string; readonly plan: string; readonly postId: string; readonly contestId: string; readonly entrantId: string; readonly criterion: Criterion };
/** How often a visit is made after its period, and not at all. */
const LATE = 0.05;
const MISSED = 0.02;
const PEOPLE = ['石主管', '孟经理', '白班长', '江领班', '常主管', '龙班长'];

type Round = { readonly plan: { readonly name: string; readonly post: string; readonly frequency: string }; readonly postId: string; readonly visits: readonly VisitRow[]; readonly inspector: Client; readonly connection: Connection; /** So many visits of the plan come next. */ readonly onward: (visits: number) => void };

/** All visits of a plan but those that nobody made; the last of the running period are still due. */
export async function visitAll(year: Year, units: readonly Unit[], { plan, postId, visits, inspector, connection, onward }: Round): Promise<Nonconforming[]> {
  const found: Nonconforming[] = [];
  const ofContest = Map.groupBy(visits, ({ contestId }) => contestId);
  for (const [contestId, rows] of ofContest) {
    year.signal.throwIfAborted();
    onward(rows.length);
    const desk = await connection.send('visit:join', { contestId });
    for (const [index, unit] of units.entries()) {
      const row = rows.find(({ organisationId }) => organisationId === unit.id);
      if (!row) continue;
      const random = chance(year, 'visit', plan.name, row.from, unit.name.zh);
      const running = row.until >= year.on && plan.frequency !== 'unannounced';
      if (running ? index >= units.length - 2 : random.chance(MISSED)) continue;
      const late = !running && random.chance(LATE);
      const day = late && addDays(row.until, 3) <= year.on ? addDays(row.until, 3) : dayWithin(row, year.on, random.next());
      const sheet = desk.sheets.find(({ entrantId }) => entrantId === row.id)!;
      const marks = new Map<string, MarkValue>();
      const good = 0.9 + 0.08 * chance(year, 'unit', unit.name.zh, plan.post).next();
      const mark = (criterion: Criterion): MarkValue => {
        const value: MarkValue = criterion.mayNotApply && random.chance(0.1) ? { type: 'not-applicable' } : { type: 'pass-fail', pass: random.chance(good) };
        marks.set(criterion.id, value);
        if (value.type === 'pass-fail' && !value.pass) found.push({ day, inspector, unit, post: plan.post, plan: plan.name, postId, contestId, entrantId: row.id, criterion });
        return value;
      };
      const responsible = random.pick(PEOPLE);
      const known = desk.visits.find(({ id }) => id === row.id)!;
      await connection.send('visit:put', {
        ...command(), entrantId: row.id, expectedVersion: known.version,
        head: { responsible, accompaniedBy: random.pick(PEOPLE), inspectedAt: `${day}T02:30:00.000Z`, conclusion: '按检查表逐项检查，情况见各项记录。', notes: '', acknowledgedBy: responsible },
      });
      await fillSheet(connection, inspector, desk, sheet, mark);
    }
  }
  return found;
}

/** A day of the period that is not after the year's last. */
function dayWithin({ from, until }: { readonly from: string; readonly until: string }, on: string, share: number): string {
  const last = until < on ? until : on;
  const days = Math.max(0, Math.round((Date.parse(last) - Date.parse(from)) / 86_400_000));
  return addDays(from, Math.floor(days * share));
}
