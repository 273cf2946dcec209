/** A judge steps back from an entrant: by organisation, by own word, or by the chief's or organiser's. It stands once made. */
import type { MessageOutput, Recusal, Sheet } from '@leitai/contract';
import { appendEvent, lockContest, Prisma, Refused, seenCommand, type Actor, type Command, type Transaction } from '@leitai/database';
import type { AccountIdentity, PanelIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { entrantMeant, requireDrawn, type Place } from '../queries/sealed.ts';
import { toRecusal } from '../queries/recusals.ts';
import { sheetParts, toSheet } from '../queries/sheet.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';

type Pair = Pick<Recusal, 'judgeId' | 'entrantId' | 'cause' | 'reason'>;
/** What is told after the commit. */
export type Made = { readonly recusal: Recusal; readonly sheet: Sheet | null; readonly revision: number };

const TYPE = 'judge:recuse';

/**
 * Carries the panel's command out; a pair already kept apart stays so.
 * @throws Refused 'judge.not-found' (not a seated judge of this contest), 'entrant.not-found', 'entrant.confirmed', 'contest.not-running'
 * once the contest is closed, 'draw.unfinished', 'draw.sealed' for accounts once a sealed contest runs, 'command.reused'.
 */
export async function recuse(ctx: Context, me: PanelIdentity | AccountIdentity, place: Place, command: Command, asked: Pair): Promise<MessageOutput<'recusal:declare'>> {
  const { eventId, contestId } = place;
  const { made, recusal, revision } = await ctx.db.$transaction(async (tx) => {
    const contest = await lockContest(tx, eventId, contestId);
    await requireDrawn(tx, place);
    const pair = 'accountId' in me ? { ...asked, entrantId: await entrantMeant(tx, place, contest.state, asked.entrantId) } : asked;
    await requirePair(tx, place, pair);
    const seen = await seenCommand<{ revision: number }>(tx, eventId, command, actorOf(me), TYPE, subjectOf(pair));
    const known = await tx.recusal.findUnique({ where: { eventId_judgeId_entrantId: { eventId, judgeId: pair.judgeId, entrantId: pair.entrantId } } });
    if (known) {
      const { revision: now } = await tx.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } } });
      return { made: null, recusal: toRecusal(known), revision: seen?.revision ?? Number(now) };
    }
    if (contest.state !== 'setup' && contest.state !== 'running') throw new Refused('contest.not-running', { state: contest.state });
    const fresh = await keepApart(tx, place, command, actorOf(me), pair);
    return { made: fresh, ...fresh };
  });
  if (made) tellRecusals(ctx, place, [made]);
  return { recusal, revision };
}

/** By organisation, whoever is not recused yet. The caller holds the contest's lock and tells after the commit. */
export async function recuseByOrganisation(tx: Transaction, place: Place, actor: Actor): Promise<Made[]> {
  const { eventId, contestId } = place;
  const conflicts = await tx.$queryRaw<{ judgeId: string; entrantId: string; until: string | null }[]>`
    SELECT c.judge_id::text AS "judgeId", c.entrant_id::text AS "entrantId", c.until::text AS until
    FROM organisation_conflicts(${eventId}::uuid, ${contestId}::uuid) c
    WHERE NOT EXISTS (SELECT FROM recusal r WHERE r.event_id = ${eventId}::uuid AND r.judge_id = c.judge_id AND r.entrant_id = c.entrant_id)
    ORDER BY c.judge_id, c.entrant_id`;
  const made: Made[] = [];
  for (const { judgeId, entrantId, until } of conflicts) {
    made.push(await keepApart(tx, place, fromOrganiser(new Date()), actor, { judgeId, entrantId, cause: 'organisation', reason: '' }, until));
  }
  return made;
}

/** After the commit. */
export function tellRecusals(ctx: Context, { eventId, contestId }: Place, made: readonly Made[]): void {
  for (const { recusal, sheet, revision } of made) {
    ctx.notices.recused(eventId, contestId, recusal, revision);
    if (sheet) ctx.notices.sheetChanged(eventId, contestId, sheet, revision);
  }
}

const subjectOf = ({ judgeId, entrantId }: Pair): string => `${judgeId}/${entrantId}`;

async function requirePair(tx: Transaction, { eventId, contestId }: Place, { judgeId, entrantId }: Pair): Promise<void> {
  const judge = await tx.judge.findFirst({ where: { eventId, contestId, id: judgeId, role: 'judge', endedAt: null } });
  if (!judge) throw new Refused('judge.not-found');
  const entrant = await tx.entrant.findFirst({ where: { eventId, contestId, id: entrantId } });
  if (!entrant) throw new Refused('entrant.not-found');
  if (entrant.state === 'confirmed' || entrant.state === 'disqualified') throw new Refused('entrant.confirmed');
}

/** Closes the sheet, whatever its judge has done with it: its marks stay recorded and do not count. The caller holds the contest's lock. */
export async function keepApart(tx: Transaction, place: Place, command: Command, actor: Actor, pair: Pair, until: string | null = null): Promise<Made> {
  const { eventId, contestId } = place;
  const { judgeId, entrantId, cause, reason } = pair;
  const [closed] = await tx.sheet.updateManyAndReturn({
    where: { eventId, judgeId, entrantId, state: { notIn: ['confirmed', 'superseded'] } }, data: { state: 'recused', version: { increment: 1 }, returned: Prisma.DbNull },
  });
  const entry = { type: TYPE, subject: subjectOf(pair), cause, reason, until, sheet: closed ? { id: closed.id, version: closed.version } : null };
  const { revision, recordedAt } = await appendEvent(tx, eventId, contestId, command, actor, entry, {}, false);
  const row = await tx.recusal.create({ data: { eventId, contestId, judgeId, entrantId, cause, reason, at: new Date(recordedAt) } });
  const sheet = closed && (await tx.sheet.findUniqueOrThrow({ where: { eventId_id: { eventId, id: closed.id } }, include: sheetParts }));
  return { recusal: toRecusal(row), sheet: sheet ? toSheet(sheet) : null, revision };
}
