/** result:confirm — the chief makes an entrant's result stand; the hall sees it right after the commit. */
import type { MessageInput, MessageOutput, Sheet } from '@leitai/contract';
import { foreseenGround, keepResult, readGround, Refused, type ResultGround } from '@leitai/database';
import { formatFixed, judgedRules, scoreEntrant, spreads, type EntrantScore, type SheetInput, type Spreads } from '@leitai/scoring';
import type { Context } from '../context.ts';
import { scoreDigits } from '../projection/digits.ts';
import { contestRules, type ContestRules } from '../queries/scheme.ts';
import { marksOf } from '../queries/sheet.ts';
import { actorOf } from './actor.ts';
import type { Acting } from './contest-command.ts';

type Input = MessageInput<'result:confirm'>;
type Answer = MessageOutput<'result:confirm'>;

/** How often the sheets may change under the chief's hand before it is left to the chief to try again. */
const ATTEMPTS = 5;

/**
 * @throws Refused 'entrant.not-found', 'entrant.confirmed', 'entrant.bad-state', 'result.sheets-missing' (details.judges),
 * 'sheet.stale' (details.sheets), 'result.veto-undecided' (details.vetoes), 'result.spread' (details.criteria, total), 'result.incomplete' (details.reason).
 */
export async function confirmResult(ctx: Context, me: Acting, input: Input): Promise<Answer> {
  const { eventId, contestId } = me;
  const { entrantId, without, vetoes } = input;
  const contest = await contestRules(ctx.db, eventId, contestId);
  const place = { ...input, eventId, contestId };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const early = foreseenGround(ctx.db, entrantId);
    const { seen, ground } = early ? { seen: null, ground: early } : await readGround<Answer>(ctx.db, actorOf(me), place);
    if (seen) return { total: seen.total, revision: seen.revision };
    if (!ground) throw new Refused('entrant.not-found');
    // What was foreseen may be out of date: only what was read now can refuse.
    const made = early ? orNull(() => resultOf(early, contest, input)) : resultOf(ground, contest, input);
    if (!made) continue;
    const { counted, inputs, score } = made;
    const total = score.status === 'scored' ? score.total : null;
    const shown = total === null ? null : formatFixed(total, scoreDigits(contest.rules));
    const entry = { status: score.status, total, without, vetoes, ...(input.note !== undefined && { note: input.note }), sheets: counted.map(({ id, version }) => ({ id, version })) };
    const kept = await keepResult(ctx.db, actorOf(me), place, ground, entry, score, inputs, { total: shown });
    if (!kept) continue;
    const { answer: { revision, recordedAt, total: stood }, before } = kept;
    ctx.notices.boardDue(eventId, contestId, { before, entrantId, seq: revision, confirmedAt: new Date(recordedAt), score, sheets: inputs });
    for (const sheet of counted) {
      ctx.notices.sheetChanged(eventId, contestId, { ...sheet, state: 'confirmed', version: sheet.version + 1 }, revision);
    }
    ctx.notices.contestChanged(eventId, contestId);
    return { total: stood, revision };
  }
  throw new Refused('server.busy', { entrantId });
}

function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

type Made = { readonly counted: readonly Sheet[]; readonly inputs: readonly SheetInput[]; readonly score: EntrantScore };

function resultOf(ground: ResultGround, { scheme, rules }: ContestRules, input: Input): Made {
  const { contest, entrant: state, derived } = ground;
  if (contest !== 'running') throw new Refused('contest.not-running');
  if (state === 'confirmed' || state === 'disqualified') throw new Refused('entrant.confirmed');
  if (state === 'absent' || state === 'withdrawn') throw new Refused('entrant.bad-state', { state });
  const counted = countedSheets(ground.sheets, input);
  const confirmedVetoes = decidedVetoes(counted, scheme.vetoes.map(({ id }) => id), input);
  const inputs = counted.map((sheet) => ({ judgeId: sheet.judgeId, marks: marksOf(sheet) }));
  const score = scoreEntrant(scheme, judgedRules(rules), inputs, { confirmedVetoes, derived });
  if (score.status === 'incomplete') throw new Refused('result.incomplete', { reason: score.reason });
  requireNote(spreads(scheme, rules, inputs), input.note);
  return { counted, inputs, score };
}

/** SPREAD-1: judges too far apart are marked again, or the chief says in writing why the result stands. */
function requireNote({ exceeded, criteria, total }: Spreads, note: string | undefined): void {
  if (!exceeded || note !== undefined) return;
  throw new Refused('result.spread', { criteria: criteria.filter((one) => one.exceeded).map(({ id }) => id), total: total.exceeded });
}

/**
 * The sheets that make the result: every seated judge's, and those a replaced judge had handed in, less the unsubmitted ones of judges
 * whom the chief names as left out; all as the chief saw them.
 */
function countedSheets(sheets: readonly Sheet[], { without, sheets: looked }: Input): Sheet[] {
  const counted = sheets.filter(({ judgeId, state }) => state !== 'recused' && (state === 'submitted' || !without.includes(judgeId)));
  const missing = counted.filter(({ state }) => state !== 'submitted').map(({ judgeId }) => judgeId);
  if (missing.length > 0) throw new Refused('result.sheets-missing', { judges: missing });
  const versions = new Map(looked.map(({ sheetId, version }) => [sheetId, version]));
  const stale = counted.filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => id);
  if (stale.length > 0) throw new Refused('sheet.stale', { sheets: stale });
  return counted;
}

/** Every raised veto needs the chief's word (VETO-1). */
function decidedVetoes(sheets: readonly Sheet[], known: readonly string[], { vetoes }: Input): string[] {
  const raised = known.filter((id) => sheets.some((sheet) => marksOf(sheet)[id] !== undefined));
  const undecided = raised.filter((id) => vetoes[id] === undefined);
  if (undecided.length > 0) throw new Refused('result.veto-undecided', { vetoes: undecided });
  return raised.filter((id) => vetoes[id] === true);
}
