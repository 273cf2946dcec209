/** What the organiser changes of a contest as a whole: its state, and what its board calls people. */
import type { BoardNames, ContestState } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type LockedContest, type Transaction } from '@leitai/database';
import type { Rules } from '@leitai/scoring';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { actorOf } from './actor.ts';
import { ensureSheets } from './ensure-sheets.ts';
import { fromOrganiser } from './from-organiser.ts';

type Place = { readonly eventId: string; readonly contestId: string };

/** A closed contest may be opened again until it is published; what is published stays. */
const NEXT: { readonly [S in ContestState]: readonly ContestState[] } = {
  setup: ['running'],
  running: ['closed'],
  closed: ['published', 'running'],
  published: [],
};

/**
 * Asking for the state it is in changes nothing.
 * @throws Refused 'contest.bad-transition' (details.from, to), 'contest.not-ready' (what there is and what is needed),
 * 'contest.unfinished' (the codes without an outcome, and how many sheets wait for the chief).
 */
export async function changeState(ctx: Context, me: AccountIdentity, place: Place, state: ContestState): Promise<void> {
  await change(ctx, me, place, 'contest:state', state, async (tx, { state: from }) => {
    if (from === state) return null;
    if (!NEXT[from].includes(state)) throw new Refused('contest.bad-transition', { from, to: state });
    if (from === 'setup') await open(tx, place);
    if (state === 'closed') await requireFinished(tx, place);
    await tx.contest.update({
      where: { eventId_id: { eventId: place.eventId, id: place.contestId } },
      data: { state, ...(state === 'closed' && { onStageId: null, onStageAt: null }), ...(state === 'published' && { publishedAt: new Date() }) },
    });
    return from;
  });
}

/** Whether the public board shows names once a result is confirmed, or codes only. */
export async function changeBoardNames(ctx: Context, me: AccountIdentity, place: Place, boardNames: BoardNames): Promise<void> {
  await change(ctx, me, place, 'contest:board-names', boardNames, async (tx, before) => {
    if (before.boardNames === boardNames) return null;
    await tx.contest.update({ where: { eventId_id: { eventId: place.eventId, id: place.contestId } }, data: { boardNames } });
    return before.boardNames;
  });
}

/** One change in one transaction, written down and then told; `apply` returns what stood before, or null when nothing changes. */
async function change(
  ctx: Context, me: AccountIdentity, { eventId, contestId }: Place, type: string, after: string,
  apply: (tx: Transaction, before: LockedContest) => Promise<string | null>,
): Promise<void> {
  const changed = await ctx.db.$transaction(async (tx) => {
    const before = await apply(tx, await lockContest(tx, eventId, contestId));
    if (before === null) return false;
    await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actorOf(me), { type, subject: contestId, before, after }, {}, true);
    return true;
  });
  if (!changed) return;
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
}

/** Needs entrants, a chief and enough judges; freezes the scheme and lays out the sheets. */
async function open(tx: Transaction, { eventId, contestId }: Place): Promise<void> {
  const contest = await tx.contest.findUniqueOrThrow({
    where: { eventId_id: { eventId, id: contestId } }, include: { judges: { where: { endedAt: null } } },
  });
  const entrants = await tx.entrant.count({ where: { eventId, contestId } });
  const judges = contest.judges.filter(({ role }) => role === 'judge').length;
  const chief = contest.judges.some(({ role }) => role === 'chief');
  const { quorum } = (contest.rules as unknown as Rules).panel;
  if (entrants === 0 || !chief || judges < Math.max(quorum, 1)) throw new Refused('contest.not-ready', { entrants, judges, quorum, chief });
  await tx.schemeVersion.updateMany({ where: { eventId, id: contest.schemeVersionId, frozenAt: null }, data: { frozenAt: new Date() } });
  await ensureSheets(tx, eventId, contestId);
}

async function requireFinished(tx: Transaction, { eventId, contestId }: Place): Promise<void> {
  const unfinished = await tx.entrant.findMany({
    where: { eventId, contestId, state: { in: ['waiting', 'onStage', 'performed'] } }, orderBy: { position: 'asc' }, select: { code: true },
  });
  const sheets = await tx.sheet.count({ where: { eventId, contestId, state: 'submitted', judge: { endedAt: null }, entrant: { state: { notIn: ['absent', 'withdrawn', 'disqualified'] } } } });
  if (unfinished.length > 0 || sheets > 0) throw new Refused('contest.unfinished', { entrants: unfinished.map(({ code }) => code), sheets });
}
