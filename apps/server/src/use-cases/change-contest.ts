/** What the organiser changes of a contest as a whole: its state, and what its board calls people. */
import type { BoardNames, ContestState } from '@leitai/contract';
import { appendEvent, contestFacts, lockContest, Refused, type Actor, type LockedContest, type Transaction } from '@leitai/database';
import type { Rules } from '@leitai/scoring';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { lackingPoints } from '../queries/points.ts';
import { isSealed, requireDrawn, type Place } from '../queries/sealed.ts';
import { actorOf } from './actor.ts';
import { ensureSheets } from './ensure-sheets.ts';
import { fromOrganiser } from './from-organiser.ts';
import { fixCheck } from './keep-checks.ts';
import { commitSeed } from './recheck.ts';
import { recuseByOrganisation, tellRecusals, type Made } from './recuse.ts';

/** A closed contest may be opened again until the chief has signed; what follows is signed for (sign-results.ts). */
const NEXT: { readonly [S in ContestState]: readonly ContestState[] } = {
  setup: ['running'],
  running: ['closed'],
  closed: ['running'],
  signed: [],
  provisional: [],
  final: [],
};

/**
 * Asking for the state it is in changes nothing.
 * @throws Refused 'contest.bad-transition' (details.from, to), 'contest.not-ready' (what there is and what is needed; `short`:
 * the codes whom too few judges may mark, with the seats recused),
 * 'check.repeat' where somebody may not be checked yet,
 * 'draw.unfinished' while a sealed draw has begun, 'draw.unsealed' when a contest whose codes were decoded is to be opened again,
 * 'contest.unfinished' (the codes without an outcome, how many sheets wait for the chief, and who lacks points that are brought in).
 */
export async function changeState(ctx: Context, me: AccountIdentity, place: Place, state: ContestState): Promise<void> {
  let recused: readonly Made[] = [];
  await change(ctx, me, place, 'contest:state', state, async (tx, { state: from }) => {
    if (from === state) return null;
    if (!NEXT[from].includes(state)) throw new Refused('contest.bad-transition', { from, to: state });
    if (state === 'running') await requireSealed(tx, place);
    if (from === 'setup') {
      await fixCheck(tx, actorOf(me), me.name, place);
      recused = await open(tx, place, actorOf(me));
    }
    if (state === 'closed') await requireFinished(tx, place);
    const seedHash = state === 'running' ? await commitSeed(tx, place) : undefined;
    await tx.contest.update({
      where: { eventId_id: { eventId: place.eventId, id: place.contestId } },
      data: { state, ...(state === 'closed' && { onStageId: null }) },
    });
    return { before: from, ...(seedHash !== undefined && { seedHash }) };
  });
  tellRecusals(ctx, place, recused);
}

/** Whether the public board, and a ceremony that goes on, show names once a result is confirmed, or codes only. */
export async function changeBoardNames(ctx: Context, me: AccountIdentity, place: Place, boardNames: BoardNames): Promise<void> {
  await change(ctx, me, place, 'contest:board-names', boardNames, async (tx, before) => {
    if (before.boardNames === boardNames) return null;
    await tx.contest.update({ where: { eventId_id: { eventId: place.eventId, id: place.contestId } }, data: { boardNames } });
    await tx.ceremony.updateMany({ where: { eventId: place.eventId }, data: { revision: { increment: 1 } } });
    return { before: before.boardNames };
  });
  ctx.notices.ceremonyChanged(place.eventId);
}

/** One change in one transaction, written down and then told; `apply` returns what stood before (and the hash of a seed it committed), or null when nothing changes. */
async function change(
  ctx: Context, me: AccountIdentity, { eventId, contestId }: Place, type: string, after: string,
  apply: (tx: Transaction, before: LockedContest) => Promise<{ readonly before: string; readonly seedHash?: string } | null>,
): Promise<void> {
  const changed = await ctx.db.$transaction(async (tx) => {
    const made = await apply(tx, await lockContest(tx, eventId, contestId));
    if (made === null) return false;
    await appendEvent(tx, eventId, contestId, fromOrganiser(new Date()), actorOf(me), { type, subject: contestId, after, ...made }, {}, true);
    return true;
  });
  if (!changed) return;
  ctx.notices.boardDue(eventId, contestId);
  ctx.notices.contestChanged(eventId, contestId);
}

/**
 * Needs entrants, a chief and enough judges, for every entrant; freezes the scheme, recuses by organisation, and lays out the sheets.
 * @returns the recusals made, to be told after the commit.
 */
async function open(tx: Transaction, { eventId, contestId }: Place, actor: Actor): Promise<Made[]> {
  const contest = await tx.contest.findUniqueOrThrow({
    where: { eventId_id: { eventId, id: contestId } }, include: { judges: { where: { endedAt: null } } },
  });
  const entrants = await tx.entrant.count({ where: { eventId, contestId } });
  const judges = contest.judges.filter(({ role }) => role === 'judge').length;
  const chief = contest.judges.some(({ role }) => role === 'chief');
  const { quorum } = (contest.rules as unknown as Rules).panel;
  if (entrants === 0 || !chief || judges < Math.max(quorum, 1)) throw new Refused('contest.not-ready', { entrants, judges, quorum, chief });
  const recused = await recuseByOrganisation(tx, { eventId, contestId }, actor);
  const short = await shortOf(tx, { eventId, contestId }, judges, Math.max(quorum, 1));
  if (short.length > 0) throw new Refused('contest.not-ready', { entrants, judges, quorum, chief, short });
  await tx.schemeVersion.updateMany({ where: { eventId, id: contest.schemeVersionId, frozenAt: null }, data: { frozenAt: new Date() } });
  await ensureSheets(tx, eventId, contestId);
  return recused;
}

/** What is judged blind is judged blind to the end: drawn before it begins, and not once names are known. An opening that was not witnessed is void. */
async function requireSealed(tx: Transaction, place: Place): Promise<void> {
  await requireDrawn(tx, place);
  if ((await tx.draw.count({ where: { ...place, unsealedAt: { not: null } } })) > 0) throw new Refused('draw.unsealed');
  await tx.draw.updateMany({ where: place, data: { openedBy: null, openedAt: null } });
}

/** Whom fewer judges than needed may mark, by code or, while codes are sealed, by name; and which seats are kept from it. */
async function shortOf(tx: Transaction, { eventId, contestId }: Place, judges: number, needed: number): Promise<{ code: string; seats: number[] }[]> {
  const sealed = await isSealed(tx, { eventId, contestId });
  const entrants = await tx.entrant.findMany({
    where: { eventId, contestId }, orderBy: sealed ? { person: { name: 'asc' } } : { position: 'asc' },
    select: { code: true, person: true, recusals: { where: { judge: { endedAt: null } }, select: { judge: { select: { seat: true } } } } },
  });
  return entrants
    .filter(({ recusals }) => judges - recusals.length < needed)
    .map(({ code, person, recusals }) => ({ code: sealed ? person.name : code, seats: recusals.map(({ judge }) => judge.seat).sort((a, b) => a - b) }));
}

async function requireFinished(tx: Transaction, { eventId, contestId }: Place): Promise<void> {
  const unfinished = await tx.entrant.findMany({
    where: { eventId, contestId, state: { in: ['waiting', 'onStage', 'performed'] } }, orderBy: { position: 'asc' }, select: { code: true },
  });
  const sheets = await tx.sheet.count({ where: { eventId, contestId, state: 'submitted', judge: { endedAt: null }, entrant: { state: { notIn: ['absent', 'withdrawn', 'disqualified'] } } } });
  const points = await lackingPoints(tx, (await contestFacts(tx, eventId, contestId))!, { eventId, contestId });
  if (unfinished.length > 0 || sheets > 0 || points.length > 0) throw new Refused('contest.unfinished', { entrants: unfinished.map(({ code }) => code), sheets, points });
}
