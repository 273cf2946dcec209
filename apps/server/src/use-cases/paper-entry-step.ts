/** What every step of a paper sheet shares: the contest's lock, the entry's row, the sheet's word of it, and one event that holds them all. */
import type { PaperMarks, PaperOnSheet, PaperOutcome, PaperState } from '@leitai/contract';
import { appendEvent, lockContest, Prisma, Refused, seenCommand, type Command, type PaperEntryModel, type Transaction } from '@leitai/database';
import { sameMark } from '@leitai/scoring';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { contestRules } from '../queries/scheme.ts';
import { marksOf, readSheets, sheetParts, toSheet, type StoredSheet } from '../queries/sheet.ts';
import { actorOf } from './actor.ts';
import { foresee } from './foresee.ts';
import { requireNotOut } from './open-item.ts';
import { applying, putMarks } from './paper-entry-apply.ts';
import type { Place } from './sign-off-step.ts';

type Verb = 'enter' | 'verify' | 'settle' | 'decide' | 'aside';
/** Columns of the entry's row that a step sets, as its event holds them. */
type Columns = { readonly state: PaperState } & Partial<Omit<PaperEntryModel, 'eventId' | 'id' | 'first' | 'second' | 'settled' | 'state'>> & { readonly first?: PaperMarks; readonly second?: PaperMarks; readonly settled?: PaperMarks };
type Step = {
  readonly entry: Pick<PaperEntryModel, 'id' | 'number' | 'photoHash' | 'enteredBy' | 'verifiedBy' | 'settledBy'>;
  readonly columns: Columns;
  /** Put on the sheet when the step applies the paper. */
  readonly marks?: PaperMarks;
  readonly differences?: readonly string[];
};
type Work = { readonly place: Place; readonly sheetId: string; readonly verb: Verb; change(tx: Transaction, sheet: StoredSheet): Promise<Step> };

/**
 * Carries a step out once, however often it is asked.
 * @throws Refused 'contest.not-running', 'sheet.not-found', and what `change` refuses.
 */
export async function paperStep(ctx: Context, me: AccountIdentity | PanelIdentity, command: Command, { place, sheetId, verb, change }: Work) {
  const { eventId, contestId } = place;
  const { scheme } = await contestRules(ctx.db, eventId, contestId);
  const type = `paper:${verb}`;
  const done = await ctx.db.$transaction(async (tx) => {
    const contest = await lockContest(tx, eventId, contestId);
    const [before] = await readSheets(tx, { eventId, contestId, id: sheetId });
    if (!before) throw new Refused('sheet.not-found');
    const seen = await seenCommand<PaperOutcome & { revision: number }>(tx, eventId, command, actorOf(me), type, sheetId);
    if (seen) return { outcome: seen, sheet: before, revision: seen.revision };
    if (contest.state !== 'running') throw new Refused('contest.not-running');
    const { entry, columns, marks, differences = [] } = await change(tx, before);
    const { state } = columns;
    const paper: PaperOnSheet | null = state === 'aside' ? null : {
      entryId: entry.id, number: entry.number, state,
      enteredBy: entry.enteredBy, verifiedBy: columns.verifiedBy ?? entry.verifiedBy, settledBy: columns.settledBy ?? entry.settledBy,
    };
    const applied = state === 'applied' && paper && marks ? await applying(tx, before, scheme, marks, paper, entry.photoHash) : null;
    const version = before.version + 1;
    const outcome: PaperOutcome = { entryId: entry.id, state, differences: [...differences] };
    const body = { type, subject: sheetId, by: me.name, entry: entry.id, entrant: before.entrantId, judge: before.judgeId, version, paper, after: columns, ...(applied && { applied }) };
    const { revision, recordedAt } = await appendEvent(tx, eventId, contestId, command, actorOf(me), body, outcome, false);
    await keepEntry(tx, eventId, entry.id, columns, recordedAt);
    if (applied) await putMarks(tx, before, applied.marks, new Date(recordedAt));
    const sheet = await tx.sheet.update({
      where: { eventId_id: { eventId, id: sheetId } }, include: sheetParts,
      data: { version, paper: paper ?? Prisma.DbNull, ...(applied && { state: 'submitted', submittedAt: applied.submittedAt, returned: Prisma.DbNull }) },
    });
    return { outcome, sheet, revision };
  });
  const sheet = toSheet(done.sheet);
  foresee(ctx, place, [sheet.entrantId]);
  ctx.notices.sheetChanged(eventId, contestId, sheet, done.revision);
  const { entryId, state, differences } = done.outcome;
  return { outcome: { entryId, state, differences }, sheet, revision: done.revision };
}

async function keepEntry(tx: Transaction, eventId: string, id: string, columns: Columns, recordedAt: string): Promise<void> {
  // Columns are the row's own, whole when it is made.
  const data = columns as Prisma.PaperEntryUncheckedUpdateInput;
  if (columns.first) await tx.paperEntry.create({ data: { ...(data as Prisma.PaperEntryUncheckedCreateInput), eventId, id, enteredAt: new Date(recordedAt) } });
  else await tx.paperEntry.update({ where: { eventId_id: { eventId, id } }, data });
}

/**
 * A sheet that paper may still be put on. Call under the contest's lock.
 * @throws Refused 'judge.recused', 'sheet.locked' (details.state), 'entrant.confirmed', 'judge.not-found' where the seat was given to somebody else.
 */
export async function requireTaking(tx: Transaction, sheet: StoredSheet): Promise<void> {
  const { eventId, entrantId, judgeId, state } = sheet;
  await requireNotOut(tx, sheet);
  if (state === 'recused') throw new Refused('judge.recused');
  if (await tx.entrant.count({ where: { eventId, id: entrantId, state: 'confirmed' } })) throw new Refused('entrant.confirmed');
  if (state !== 'open' && state !== 'returned') throw new Refused('sheet.locked', { state });
  if (await tx.judge.count({ where: { eventId, id: judgeId, endedAt: { not: null } } })) throw new Refused('judge.not-found');
}

/** Whether the tablet brought marks, and other ones. */
export function isContested(sheet: StoredSheet, marks: PaperMarks): boolean {
  const tablet = marksOf(sheet);
  const ids = new Set([...Object.keys(tablet), ...Object.keys(marks)]);
  return Object.keys(tablet).length > 0 && ![...ids].every((id) => sameMark(tablet[id], marks[id]));
}

/** @throws Refused 'paper.not-found'. */
export async function entryOf(tx: Pick<Transaction, 'paperEntry'>, eventId: string, id: string): Promise<PaperEntryModel> {
  const entry = await tx.paperEntry.findUnique({ where: { eventId_id: { eventId, id } } });
  if (!entry) throw new Refused('paper.not-found');
  return entry;
}

/** As it stands under the contest's lock. @throws Refused 'paper.not-found', 'paper.decided' (details.state) when it is no longer in one of these states. */
export async function waitingEntry(tx: Transaction, eventId: string, id: string, states: readonly PaperState[]): Promise<PaperEntryModel> {
  const entry = await entryOf(tx, eventId, id);
  if (!states.includes(entry.state)) throw new Refused('paper.decided', { state: entry.state });
  return entry;
}
