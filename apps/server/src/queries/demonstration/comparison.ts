/** Demonstration posts side by side over rounds: for the house every reviewed team, for a unit's leader the own ones beside the means. */
import type { ComparedRound, ComparedScore, ComparedTeam, Comparison, Text } from '@leitai/contract';
import { Refused } from '@leitai/database';
import { formatFixed, sumExact } from '@leitai/scoring';
import type { LeaderIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { meanOf } from '../../indicators/exact.ts';
import { scoreDigits } from '../../projection/digits.ts';
import { isoDay } from '../today.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { groundOf, plain, type Ground } from './rows.ts';
import { isDecided } from './round.ts';

type Reviewed = Outcome & { readonly total: string };
type Round = { readonly shown: ComparedRound; readonly teams: readonly (ComparedTeam & { readonly decided: boolean })[] };

/** A mean of fewer would tell a unit what the others scored. */
const LEAST = 5;

/** @throws Refused 'event.not-found'. */
export async function readComparison(ctx: Context, eventId: string): Promise<Comparison> {
  const rounds = await roundsOf(ctx, eventId);
  return { rounds: rounds.map(({ shown }) => shown), teams: rounds.flatMap(({ teams }) => teams.map(({ decided: _, ...team }) => team)) };
}

/** Teams whose review the unit may see, and their rounds; a mean once the panel has finished with everybody. */
export async function unitComparison(ctx: Context, { eventId, organisationId }: LeaderIdentity): Promise<Comparison> {
  const { name } = await ctx.db.organisation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: organisationId } } });
  const unit = (name as Text).zh;
  const rounds = await roundsOf(ctx, eventId, LEAST);
  const own = rounds.map(({ shown, teams }) => ({ shown, teams: teams.filter((team) => team.decided && team.unit.zh === unit) })).filter(({ teams }) => teams.length > 0);
  return { rounds: own.map(({ shown }) => shown), teams: own.flatMap(({ teams }) => teams.map(({ decided: _, ...team }) => team)) };
}

/** All real rounds, newest first; of a practice event its own alone. @param least results a mean needs. */
async function roundsOf({ db }: Context, eventId: string, least = 1): Promise<Round[]> {
  const event = await db.event.findUnique({ where: { id: eventId } });
  if (!event) throw new Refused('event.not-found');
  const found = await db.demonstrationRound.findMany({
    where: event.practice ? { eventId } : { event: { practice: false } }, orderBy: [{ until: 'desc' }, { eventId: 'asc' }],
    select: { eventId: true, event: { select: { name: true } }, applications: { where: { entrantId: { not: null } }, include: { organisation: true } } },
  });
  const rounds: Round[] = [];
  for (const { eventId: id, event: { name }, applications } of found) {
    const ground = (await groundOf(db, id))!;
    const reviewed = applications.map((row) => ({ row, outcome: outcomeOf(ground.facts, row.entrantId) })).filter((one): one is typeof one & { outcome: Reviewed } => one.outcome.total !== null);
    const ended = ground.facts.state !== 'setup' && ground.facts.state !== 'running';
    const teams = reviewed.map(({ row, outcome }) => ({
      id: row.id, roundId: id, team: row.team, unit: row.organisation.name as Text, post: row.postName as Text, postCode: row.postCode, rank: outcome.rank,
      score: shownOf(ground, outcome), decided: isDecided(row.state),
    }));
    const mean = teams.length < least || (least > 1 && !ended) ? null : meanScore(ground, reviewed.map(({ outcome }) => outcome));
    rounds.push({ shown: { ...headOf(ground, id, name as Text), teams: teams.length, mean }, teams: teams.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity)) });
  }
  return rounds.filter(({ teams }) => teams.length > 0);
}

function headOf({ row, facts: { scheme } }: Ground, id: string, name: Text): Omit<ComparedRound, 'teams' | 'mean'> {
  return {
    id, name, from: isoDay(row.from), until: isoDay(row.until), draft: row.draft, max: scheme.max,
    aspects: scheme.modules.map((aspect) => ({
      id: aspect.id, name: aspect.name, max: sumExact(aspect.criteria.map(({ max }) => max)), indicators: aspect.criteria.map(({ id: criterionId, no, name: words, max }) => ({ id: criterionId, no, name: words, max })),
    })),
  };
}

const shownOf = ({ facts }: Ground, { total, modules, criteria }: Reviewed): ComparedScore => ({ total: formatFixed(total, scoreDigits(facts.rules)), aspects: written(modules), indicators: written(criteria) });
const written = (points: ReadonlyMap<string, string>): Record<string, string> => Object.fromEntries([...points].map(([id, exact]) => [id, plain(exact)]));

/** Of what those who have it got; null of nobody. */
function meanScore(ground: Ground, outcomes: readonly Reviewed[]): ComparedScore | null {
  if (outcomes.length === 0) return null;
  const over = (read: (one: Reviewed) => ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...Map.groupBy(outcomes.flatMap((one) => [...read(one)]), ([id]) => id)].map(([id, all]) => [id, meanOf(all.map(([, exact]) => exact))]));
  return shownOf(ground, { ...outcomes[0]!, total: meanOf(outcomes.map(({ total }) => total)), modules: over(({ modules }) => modules), criteria: over(({ criteria }) => criteria) });
}
