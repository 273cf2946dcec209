/** The rules of contests, changed until judging begins, and those an event starts from. */
import type { RulesCopy } from '@leitai/contract';
import { appendEvent, lockContest, Refused, type Prisma, type Transaction } from '@leitai/database';
import { checkContestRules, type Issue, type Rules, type Scheme } from '@leitai/scoring';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { databaseNow } from '../queries/database-now.ts';
import { contestsWith, rulesHash } from '../queries/rules.ts';
import { actorOf } from './actor.ts';
import { fromOrganiser } from './from-organiser.ts';

const json = (rules: Rules): Prisma.InputJsonValue => rules as unknown as Prisma.InputJsonValue;

/**
 * Puts rules in force in all the named contests, or in none; where they are in force already nothing changes.
 * @throws Refused 'contest.not-found', 'contest.marking-started' once one of them was opened, 'rules.stale' where somebody else changed them since
 * they were read, 'request.invalid' (details.issues, of the engine's own check), 'rules.points' where points of a stage would lose it.
 */
export async function changeRules(ctx: Context, me: AccountIdentity, eventId: string, { rules, contests }: RulesCopy): Promise<void> {
  const expected = new Map(contests.map((one) => [one.contestId, one.expected]));
  // In one order, as everywhere that more than one contest is locked.
  const ids = [...expected.keys()].sort();
  const changed = await ctx.db.$transaction(async (tx) => {
    for (const id of ids) {
      const { state } = await lockContest(tx, eventId, id);
      if (state !== 'setup') throw new Refused('contest.marking-started', { state, contestId: id });
    }
    const found = await contestsWith(tx, eventId, ids);
    const others = found.filter((contest) => rulesHash(contest.rules) !== rulesHash(rules));
    for (const contest of others) {
      if (rulesHash(contest.rules) !== expected.get(contest.id)) throw new Refused('rules.stale', { contestId: contest.id });
      const issues = checkContestRules(rules, contest.scheme.body as unknown as Scheme);
      if (issues.length > 0) throw new Refused('request.invalid', { issues, contestId: contest.id });
      await requirePointsKept(tx, eventId, contest.id, rules);
      await tx.contest.update({ where: { eventId_id: { eventId, id: contest.id } }, data: { rules: json(rules) } });
      const entry = { type: 'contest:rules', subject: contest.id, by: me.name, before: contest.rules, after: rules };
      await appendEvent(tx, eventId, contest.id, fromOrganiser(await databaseNow(tx)), actorOf(me), entry, {}, true);
    }
    return others.map(({ id }) => id);
  });
  for (const contestId of changed) {
    ctx.notices.boardDue(eventId, contestId);
    ctx.notices.contestChanged(eventId, contestId);
  }
}

/** Points that were brought in, or wait for approval, keep their stage and its max. */
async function requirePointsKept(tx: Transaction, eventId: string, contestId: string, rules: Rules): Promise<void> {
  const imports = await tx.pointsImport.findMany({ where: { eventId, contestId, state: { not: 'rejected' } }, select: { stageId: true }, distinct: ['stageId'] });
  const before = (await tx.contest.findUniqueOrThrow({ where: { eventId_id: { eventId, id: contestId } } })).rules as unknown as Rules;
  const maxOf = ({ stages: rule }: Rules, id: string): string | undefined => rule?.stages.find((stage) => stage.id === id)?.broughtIn?.max;
  const lost = imports.map(({ stageId }) => stageId).filter((id) => maxOf(rules, id) === undefined || maxOf(rules, id) !== maxOf(before, id));
  if (lost.length > 0) throw new Refused('rules.points', { contestId, stages: lost });
}

/** What the engine finds wrong with rules in each contest; stores nothing. @throws Refused 'contest.not-found'. */
export async function tryRules(ctx: Context, eventId: string, rules: Rules, ids: readonly string[]): Promise<{ contestId: string; issues: Issue[] }[]> {
  const contests = await contestsWith(ctx.db, eventId, ids);
  return contests.map(({ id, scheme }) => ({ contestId: id, issues: checkContestRules(rules, scheme.body as unknown as Scheme) }));
}

/** @throws Refused 'event.not-found', 'request.invalid' (details.issues). */
export async function changeDefaults(ctx: Context, eventId: string, rules: Rules, objectionDays: number): Promise<void> {
  const issues = checkContestRules(rules);
  if (issues.length > 0) throw new Refused('request.invalid', { issues });
  const { count } = await ctx.db.event.updateMany({ where: { id: eventId }, data: { rules: json(rules) as Prisma.InputJsonObject, objectionDays } });
  if (count === 0) throw new Refused('event.not-found');
}
