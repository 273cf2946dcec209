/** Typing a paper sheet: by a first person with its photograph, blind by a second, and once more where they differ. */
import type { PaperFirst, PaperMarks, PaperOutcome, PaperReading } from '@leitai/contract';
import { Refused, type PaperEntryModel } from '@leitai/database';
import { sameMark } from '@leitai/scoring';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Context } from '../context.ts';
import { numberedSheet } from '../queries/paper-entry.ts';
import { contestRules } from '../queries/scheme.ts';
import { inspectPhoto } from './inspect-photo.ts';
import { requireWhole } from './paper-entry-apply.ts';
import { requireScribe } from './paper-entry-scribe.ts';
import { entryOf, isContested, paperStep, requireTaking, waitingEntry } from './paper-entry-step.ts';

/**
 * From here on no tablet changes the sheet.
 * @throws Refused 'paper.number', 'paper.pending' (details.by), 'paper.barred', 'mark.invalid', 'sheet.incomplete', and what `inspectPhoto`, `paperStep`
 * and `requireTaking` refuse.
 */
export async function enterPaper(ctx: Context, me: AccountIdentity, eventId: string, input: PaperFirst, photo: Uint8Array): Promise<PaperOutcome> {
  const { commandId: id, marks, sha256: photoHash, type: photoType } = input;
  const { sheetId, contestId, number } = await numberedSheet(ctx.db, eventId, input.number);
  requireWhole((await contestRules(ctx.db, eventId, contestId)).scheme, marks);
  await inspectPhoto(photo, input);
  const { outcome } = await paperStep(ctx, me, input, {
    place: { eventId, contestId }, sheetId, verb: 'enter',
    async change(tx, sheet) {
      await requireScribe(tx, me, { eventId, contestId });
      await requireTaking(tx, sheet);
      const waiting = await tx.paperEntry.findFirst({ where: { eventId, sheetId, state: { notIn: ['applied', 'aside'] } } });
      if (waiting) throw new Refused('paper.pending', { by: waiting.enteredBy });
      await tx.$executeRaw`INSERT INTO evidence_bytes (event_id, hash, bytes) VALUES (${eventId}::uuid, ${photoHash}, ${photo}) ON CONFLICT DO NOTHING`;
      const entered = { number, photoHash, enteredBy: me.name };
      return {
        entry: { id, ...entered, verifiedBy: null, settledBy: null },
        columns: { ...entered, contestId, sheetId, photoType, state: 'entered', first: marks, enteredById: me.accountId },
      };
    },
  });
  return outcome;
}

/**
 * Typed again without a look at what was typed first. Where both agree it is put on the sheet, unless the tablet has marks that say otherwise.
 * @throws Refused 'paper.same-person', 'paper.not-found', 'paper.decided', 'paper.barred', 'mark.invalid', 'sheet.incomplete', and what `paperStep` and `requireTaking` refuse.
 */
export const verifyPaper = (ctx: Context, me: AccountIdentity, place: { eventId: string; entryId: string }, input: PaperReading): Promise<PaperOutcome> =>
  readAgain(ctx, me, place, input, 'verify', ({ first }) => differences(first as PaperMarks, input.marks));

/** What both read differently, as it stands on the paper. By anybody but the first typist. @throws Refused as `verifyPaper`. */
export const settlePaper = (ctx: Context, me: AccountIdentity, place: { eventId: string; entryId: string }, input: PaperReading): Promise<PaperOutcome> =>
  readAgain(ctx, me, place, input, 'settle', () => []);

async function readAgain(
  ctx: Context, me: AccountIdentity, { eventId, entryId }: { eventId: string; entryId: string }, input: PaperReading, verb: 'verify' | 'settle', unlike: (entry: PaperEntryModel) => readonly string[],
): Promise<PaperOutcome> {
  const { marks } = input;
  const { contestId, sheetId } = await entryOf(ctx.db, eventId, entryId);
  requireWhole((await contestRules(ctx.db, eventId, contestId)).scheme, marks);
  const { outcome } = await paperStep(ctx, me, input, {
    place: { eventId, contestId }, sheetId, verb,
    async change(tx, sheet) {
      const entry = await waitingEntry(tx, eventId, entryId, verb === 'verify' ? ['entered'] : ['differs']);
      if (entry.enteredById === me.accountId || sameName(entry.enteredBy, me.name)) throw new Refused('paper.same-person');
      await requireScribe(tx, me, { eventId, contestId });
      await requireTaking(tx, sheet);
      const different = unlike(entry);
      const state = different.length > 0 ? 'differs' : isContested(sheet, marks) ? 'contested' : 'applied';
      const read = verb === 'verify' ? { second: marks, verifiedById: me.accountId, verifiedBy: me.name } : { settled: marks, settledById: me.accountId, settledBy: me.name };
      return { entry, columns: { state, ...read }, differences: different, marks };
    },
  });
  return outcome;
}

/** Criteria and vetoes that one has and the other has not, or has otherwise. */
const differences = (first: PaperMarks, second: PaperMarks): string[] =>
  [...new Set([...Object.keys(first), ...Object.keys(second)])].filter((id) => !sameMark(first[id], second[id]));
