/** Tells of findings that are over their time, by itself: each day's step once, whichever node looks, written by the system with the database's clock. */
import { randomUUID } from 'node:crypto';
import { FindingBody } from '@leitai/contract';
import { appendProgrammeEvent, lockProgramme, type FindingModel } from '@leitai/database';
import type { Context } from '../../context.ts';
import { overdueDays, settingsOf } from '../../findings/standing.ts';
import { databaseNow } from '../../queries/database-now.ts';
import { houseDay } from '../../queries/today.ts';
import { eachByItself, roundTheClock } from '../../round-the-clock.ts';

/** How often it is looked, in milliseconds: days are counted. */
const LOOK = 60_000;
const SYSTEM = { id: 'system', role: 'system', device: null };
/** As it is written down; pages say it in the reader's language. */
const NAME = '系统';

export const startEscalation = (ctx: Context) => roundTheClock(ctx.log, 'findings over their time', LOOK, () => escalateDue(ctx));

/** All that is due now. Those whose withdrawal waits for its answer rest; those somebody has been told of as far as the steps go are passed over. */
export async function escalateDue(ctx: Context): Promise<void> {
  const { db, log, notices } = ctx;
  const over = await db.$queryRaw<{ eventId: string; id: string; days: number; told: number }[]>`
    SELECT event_id::text AS "eventId", id::text, house_day() - due AS days, told_days AS told FROM finding
    WHERE state IN ('opened', 'acknowledged') AND body->'withdrawal' = 'null'::jsonb AND house_day() - due > told_days`;
  for (const [eventId, rows] of Map.groupBy(over, (row) => row.eventId)) {
    const { escalation } = await settingsOf(db, eventId);
    const due = rows.filter(({ days, told }) => escalation.some(({ day }) => day > told && day <= days));
    await eachByItself(log, 'findings over their time', due, async ({ id }) => {
      const revision = await tell(ctx, eventId, id);
      if (revision !== null) notices.programmeChanged(eventId, revision, id);
    });
  }
}

/** Under the lock it is looked again: another node may have told of it meanwhile. @returns the record's number, or null when nobody was to be told. */
function tell({ db }: Context, eventId: string, id: string): Promise<number | null> {
  const where = { eventId_id: { eventId, id } };
  return db.$transaction(async (tx) => {
    await lockProgramme(tx, eventId);
    const row: FindingModel | null = await tx.finding.findUnique({ where });
    if (!row || FindingBody.parse(row.body).withdrawal) return null;
    const days = overdueDays(row, await houseDay(tx));
    const { escalation } = await settingsOf(tx, eventId);
    const due = escalation.filter(({ day }) => day > row.toldDays && day <= days).sort((a, b) => a.day - b.day);
    let revision: number | null = null;
    for (const { day, to, name } of due) {
      await tx.finding.update({ where, data: { toldDays: day } });
      const command = { commandId: randomUUID(), at: (await databaseNow(tx)).toISOString() };
      const said = { day, to, name: to === 'owner' && name === '' ? row.owner : name };
      const entry = { type: 'finding:escalate', subject: id, by: NAME, said, rows: [{ table: 'finding', id } as const] };
      ({ revision } = await appendProgrammeEvent(tx, eventId, command, SYSTEM, entry, {}));
    }
    return revision;
  });
}
