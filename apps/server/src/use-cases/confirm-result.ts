/** result:confirm — the chief makes an entrant's result stand; the hall sees it right after the commit. */
import type { MessageInput, MessageOutput } from '@leitai/contract';
import { appendEvent, lockContest, Refused, seenCommand, type Prisma, type Transaction } from '@leitai/database';
import { formatFixed, scoreEntrant, type EntrantScore } from '@leitai/scoring';
import type { PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { scoreDigits } from '../projection/digits.ts';
import { contestRules, type ContestRules } from '../queries/scheme.ts';
import { marksOf, readSheets, toSheet, type StoredSheet } from '../queries/sheet.ts';
import { actorOf } from './actor.ts';

type Input = MessageInput<'result:confirm'>;
type Answer = MessageOutput<'result:confirm'>;

/**
 * @throws Refused 'entrant.not-found', 'entrant.confirmed', 'entrant.bad-state', 'result.sheets-missing' (details.judges),
 * 'sheet.stale' (details.sheets), 'result.veto-undecided' (details.vetoes), 'result.incomplete' (details.reason).
 */
export async function confirmResult(ctx: Context, me: PanelIdentity, input: Input): Promise<Answer> {
  const { eventId, contestId } = me;
  const contest = await contestRules(ctx.db, eventId, contestId);
  const { answer, counted } = await ctx.db.$transaction((tx) => confirm(tx, me, input, contest));
  ctx.notices.boardDue(eventId, contestId);
  for (const sheet of counted) ctx.notices.sheetChanged(eventId, contestId, toSheet(sheet), answer.revision);
  ctx.notices.contestChanged(eventId, contestId);
  return answer;
}

async function confirm(tx: Transaction, me: PanelIdentity, input: Input, { scheme, rules }: ContestRules) {
  const { eventId, contestId } = me;
  const { entrantId } = input;
  const contest = await lockContest(tx, eventId, contestId);
  const seen = await seenCommand<Answer>(tx, eventId, input, actorOf(me), 'result:confirm', entrantId);
  if (seen) return { answer: { total: seen.total, revision: seen.revision }, counted: [] };
  if (contest.state !== 'running') throw new Refused('contest.not-running');
  const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id: entrantId } });
  if (!entrant) throw new Refused('entrant.not-found');
  if (entrant.state === 'confirmed' || entrant.state === 'disqualified') throw new Refused('entrant.confirmed');
  if (entrant.state === 'absent' || entrant.state === 'withdrawn') throw new Refused('entrant.bad-state', { state: entrant.state });

  const sheets = countedSheets(await readSheets(tx, { eventId, entrantId, OR: [{ judge: { endedAt: null } }, { state: 'submitted' }] }), input);
  const confirmedVetoes = decidedVetoes(sheets, scheme.vetoes.map(({ id }) => id), input);
  const inputs = sheets.map((sheet) => ({ judgeId: sheet.judgeId, marks: marksOf(sheet) }));
  const score = scoreEntrant(scheme, rules, inputs, { confirmedVetoes });
  if (score.status === 'incomplete') throw new Refused('result.incomplete', { reason: score.reason });

  const total = score.status === 'scored' ? score.total : null;
  const shown = total === null ? null : formatFixed(total, scoreDigits(rules));
  const entry = {
    type: 'result:confirm', subject: entrantId, status: score.status, total, without: input.without, vetoes: input.vetoes,
    sheets: sheets.map(({ id, version }) => ({ id, version })),
  };
  const answer = await appendEvent(tx, eventId, contestId, input, actorOf(me), entry, { total: shown }, true);
  await keepResult(tx, me, entrantId, score, inputs, answer);
  await tx.sheet.updateMany({
    where: { eventId, id: { in: sheets.map(({ id }) => id) } },
    data: { state: 'confirmed', version: { increment: 1 } },
  });
  const counted = sheets.map((sheet): StoredSheet => ({ ...sheet, state: 'confirmed', version: sheet.version + 1 }));
  return { answer: { total: shown, revision: answer.revision }, counted };
}

/**
 * The sheets that make the result: every seated judge's, and those a replaced judge had handed in, less the unsubmitted ones of judges
 * whom the chief names as left out; all as the chief saw them.
 */
function countedSheets(sheets: readonly StoredSheet[], { without, sheets: looked }: Input): StoredSheet[] {
  const counted = sheets.filter(({ judgeId, state }) => state === 'submitted' || !without.includes(judgeId));
  const missing = counted.filter(({ state }) => state !== 'submitted').map(({ judgeId }) => judgeId);
  if (missing.length > 0) throw new Refused('result.sheets-missing', { judges: missing });
  const versions = new Map(looked.map(({ sheetId, version }) => [sheetId, version]));
  const stale = counted.filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => id);
  if (stale.length > 0) throw new Refused('sheet.stale', { sheets: stale });
  return counted;
}

/** Every raised veto needs the chief's word (VETO-1). */
function decidedVetoes(sheets: readonly StoredSheet[], known: readonly string[], { vetoes }: Input): string[] {
  const raised = known.filter((id) => sheets.some((sheet) => marksOf(sheet)[id] !== undefined));
  const undecided = raised.filter((id) => vetoes[id] === undefined);
  if (undecided.length > 0) throw new Refused('result.veto-undecided', { vetoes: undecided });
  return raised.filter((id) => vetoes[id] === true);
}

async function keepResult(
  tx: Transaction, { eventId, contestId }: PanelIdentity, entrantId: string, score: EntrantScore,
  sheets: readonly object[], { revision, recordedAt }: { revision: number; recordedAt: string },
): Promise<void> {
  await tx.result.create({
    data: {
      eventId, contestId, entrantId, seq: revision, status: score.status, total: score.status === 'scored' ? score.total : null,
      score: score as unknown as Prisma.InputJsonValue, sheets: sheets as unknown as Prisma.InputJsonValue, confirmedAt: new Date(recordedAt),
    },
  });
  await tx.entrant.update({
    where: { eventId_id: { eventId, id: entrantId } },
    data: { state: score.status === 'disqualified' ? 'disqualified' : 'confirmed' },
  });
  await tx.contest.updateMany({ where: { eventId, id: contestId, onStageId: entrantId }, data: { onStageId: null, onStageAt: null } });
}
