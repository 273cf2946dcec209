/** sheet:move — a sheet marked for the wrong entrant changes places with the same judge's sheet for the right one, marks and all. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { Refused, type Prisma, type Transaction } from '@leitai/database';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { entrantState } from '../queries/enum-names.ts';
import { readSheets, toSheet, type StoredSheet } from '../queries/sheet.ts';
import { contestCommand } from './contest-command.ts';
import { requireNotOnPaper } from './open-item.ts';

/** An attempt number no sheet has: where one waits while the other takes its place. */
const ASIDE = 0;

/**
 * Each sheet keeps its id, its marks and its state, so that marks still on the tablet reach the sheet they belong to.
 * @throws Refused 'sheet.not-found' (also where the judge has none for the other entrant, or was replaced), 'sheet.on-paper', 'sheet.locked' (confirmed, or of an
 * earlier attempt), 'entrant.not-found', 'entrant.confirmed', 'entrant.bad-state' (out of the contest), 'judge.recused', 'contest.not-running',
 * 'request.invalid' where it is for that entrant already.
 */
export async function moveSheet(ctx: Context, me: PanelIdentity, input: MessageInput<'sheet:move'>): Promise<MessageOutput<'sheet:move'>> {
  const { eventId, contestId } = me;
  const { sheetId, toEntrantId, reason } = input;
  let moved: readonly StoredSheet[] = [];
  const { revision } = await contestCommand(ctx, me, input, {
    type: 'sheet:move',
    subject: sheetId,
    board: false,
    async find(tx) {
      const [sheet] = await readSheets(tx, { eventId, contestId, id: sheetId, judge: { endedAt: null } });
      if (!sheet) throw new Refused('sheet.not-found');
      return sheet;
    },
    async change(tx, sheet) {
      const { entrantId, judgeId } = sheet;
      if (entrantId === toEntrantId) throw new Refused('request.invalid', { fields: [{ path: 'toEntrantId', code: 'same' }] });
      for (const id of [entrantId, toEntrantId]) await requireOpen(tx, me, id);
      const recused = await tx.recusal.count({ where: { eventId, judgeId, entrantId: { in: [entrantId, toEntrantId] } } });
      if (recused > 0) throw new Refused('judge.recused');
      const [other] = await readSheets(tx, { eventId, judgeId, entrantId: toEntrantId, state: { not: 'superseded' } });
      if (!other) throw new Refused('sheet.not-found');
      for (const one of [sheet, other]) {
        if (one.state === 'confirmed' || one.state === 'superseded') throw new Refused('sheet.locked', { state: one.state });
        requireNotOnPaper(one);
      }
      const [first, second] = await exchange(tx, sheet, other);
      moved = [first, second];
      return { after: first, entry: { reason, judge: judgeId, sheets: [changed(first, entrantId), changed(second, toEntrantId)] } };
    },
  });
  for (const sheet of moved) ctx.notices.sheetChanged(eventId, contestId, toSheet(sheet), revision);
  return { revision };
}

const changed = ({ id, version, attempt, entrantId: after }: StoredSheet, before: string) => ({ id, version, attempt, before, after });

/** Neither confirmed nor out of the contest. */
async function requireOpen(tx: Transaction, { eventId, contestId }: PanelIdentity, id: string): Promise<void> {
  const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id } });
  if (!entrant) throw new Refused('entrant.not-found');
  if (entrant.state === 'confirmed' || entrant.state === 'disqualified') throw new Refused('entrant.confirmed');
  if (entrant.state === 'absent' || entrant.state === 'withdrawn') throw new Refused('entrant.bad-state', { state: entrantState(entrant.state) });
}

/** The attempt goes with the entrant, not with the sheet. */
async function exchange(tx: Transaction, one: StoredSheet, other: StoredSheet): Promise<[StoredSheet, StoredSheet]> {
  const put = (id: string, data: Prisma.SheetUncheckedUpdateInput) => tx.sheet.update({ where: { eventId_id: { eventId: one.eventId, id } }, data });
  const place = ({ entrantId, attempt }: StoredSheet) => ({ entrantId, attempt, version: { increment: 1 } });
  await put(one.id, { attempt: ASIDE });
  await put(other.id, place(one));
  await put(one.id, place(other));
  const sheets = await readSheets(tx, { eventId: one.eventId, id: { in: [one.id, other.id] } });
  return [sheets.find(({ id }) => id === one.id)!, sheets.find(({ id }) => id === other.id)!];
}
