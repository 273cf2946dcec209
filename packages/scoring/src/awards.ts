/** Awards from the top of the standings (AWARD-1 … AWARD-6), with the working of every quota and boundary. */
import { compare, parse } from './exact.ts';
import { own } from './own.ts';
import { shareOf } from './quota.ts';
import type { AssignedAward, Exact, Standing } from './result.ts';
import type { AwardRule, Rules } from './rules.ts';

export type AwardOptions = {
  /** Organisation by entrant id; needed where rules cap what one organisation may take. An entrant without one is never capped. */
  readonly organisations?: Readonly<Record<string, string>>;
};
export type AwardStep =
  | { readonly rule: 'AWARD-1' | 'AWARD-2' | 'AWARD-4' | 'AWARD-5'; readonly type: 'quota'; readonly awardId: string; readonly ranked: number; readonly exact: Exact | null; readonly places: number; readonly usedUp: number }
  | { readonly rule: 'AWARD-3'; readonly type: 'boundary'; readonly awardId: string; readonly rank: number; readonly tied: number; readonly places: number; readonly policy: 'include' | 'exclude' | 'keep-to-quota'; readonly given: number }
  | { readonly rule: 'AWARD-6'; readonly type: 'passed-over'; readonly awardId: string; readonly entrantId: string; readonly organisationId: string; readonly most: number };
export type Awarded = { readonly awards: readonly AssignedAward[]; readonly working: readonly AwardStep[] };

/** As `awardRound`, without the working. */
export const assignAwards = (rules: Rules, standings: readonly Standing[], options: AwardOptions = {}): AssignedAward[] =>
  [...awardRound(rules, standings, options).awards];

/**
 * `standings` as `rankEntrants` lists them, best first; awards are returned in that order. Each award takes the next places of its quota;
 * what ties add beyond it uses up places of the next, and places nobody may have lapse.
 */
export function awardRound(rules: Rules, standings: readonly Standing[], options: AwardOptions = {}): Awarded {
  const working: AwardStep[] = [];
  const given = new Map<string, string>();
  const taken = new Map<string, number>();
  let over = 0;
  for (const award of rules.awards) {
    const places = quotaOf(award, standings.length, over, working);
    const round: Round = { award, places: Math.max(places - over, 0), given, taken, working, most: rules.mostAwardsPerOrganisation, organisations: options.organisations ?? {} };
    over = Math.max(over + fill(round, standings) - places, 0);
  }
  return { awards: standings.flatMap(({ entrantId }) => { const awardId = given.get(entrantId); return awardId === undefined ? [] : [{ entrantId, awardId }]; }), working };
}

/** AWARD-1: a share is rounded half-up unless the rule says otherwise ("小数点后四舍五入"): 10 % of 16 is 2, of 4 none. AWARD-4: the organiser's number comes before both. */
function quotaOf({ id, quota, override }: AwardRule, ranked: number, usedUp: number, working: AwardStep[]): number {
  const share = quota.type === 'share' ? shareOf(quota.percent, ranked, quota.rounding) : null;
  const places = override ?? share?.places ?? (quota.type === 'fixed' ? quota.count : ranked);
  const rule = override !== undefined ? 'AWARD-4' : quota.type === 'share' ? 'AWARD-1' : quota.type === 'fixed' ? 'AWARD-2' : 'AWARD-5';
  working.push({ rule, type: 'quota', awardId: id, ranked, exact: share?.exact ?? null, places, usedUp: Math.min(usedUp, places) });
  return places;
}

type Round = {
  readonly award: AwardRule;
  readonly places: number;
  /** Award by entrant, and number of awards by organisation, so far. */
  readonly given: Map<string, string>;
  readonly taken: Map<string, number>;
  readonly working: AwardStep[];
  readonly most: number | undefined;
  readonly organisations: Readonly<Record<string, string>>;
};

/** Gives one award, rank by rank. @returns how many it went to. */
function fill(round: Round, standings: readonly Standing[]): number {
  const { award, places, given } = round;
  const policy = award.boundary ?? 'include';
  const ofThis = new Map<string, number>();
  let awarded = 0;
  for (const group of ranksOf(standings)) {
    if (awarded >= places) break;
    const waiting = group.filter((one) => !given.has(one.entrantId) && reaches(award, one)).filter((one) => !passedOver(round, ofThis, one.entrantId));
    const free = places - awarded;
    const tie = waiting.length > free;
    if (tie && policy === 'exclude') {
      round.working.push(boundary(award, waiting, free, policy, 0));
      break;
    }
    let got = 0;
    for (const { entrantId } of waiting) {
      if (policy === 'keep-to-quota' && got === free) break;
      if (passedOver(round, ofThis, entrantId)) continue;
      count(round, ofThis, entrantId);
      given.set(entrantId, award.id);
      got += 1;
    }
    if (tie) round.working.push(boundary(award, waiting, free, policy, got));
    awarded += got;
  }
  return awarded;
}

const boundary = ({ id }: AwardRule, tied: readonly Standing[], places: number, policy: NonNullable<AwardRule['boundary']>, given: number): AwardStep =>
  ({ rule: 'AWARD-3', type: 'boundary', awardId: id, rank: tied[0]?.rank ?? 0, tied: tied.length, places, policy, given });

const reaches = ({ atLeast }: AwardRule, { total }: Standing): boolean => atLeast === undefined || compare(parse(total), parse(atLeast)) >= 0;

/** AWARD-6: whether the entrant's organisation has all it may have; written down when it has. */
function passedOver({ award, most, taken, organisations, working }: Round, ofThis: ReadonlyMap<string, number>, entrantId: string): boolean {
  const organisationId = own(organisations, entrantId);
  if (organisationId === undefined) return false;
  const [all, here] = [taken.get(organisationId) ?? 0, ofThis.get(organisationId) ?? 0];
  const limit = all >= (most ?? Infinity) ? most : here >= (award.mostPerOrganisation ?? Infinity) ? award.mostPerOrganisation : undefined;
  if (limit === undefined) return false;
  working.push({ rule: 'AWARD-6', type: 'passed-over', awardId: award.id, entrantId, organisationId, most: limit });
  return true;
}

/** Counts an award for the entrant's organisation. */
function count({ taken, organisations }: Round, ofThis: Map<string, number>, entrantId: string): void {
  const organisationId = own(organisations, entrantId);
  if (organisationId === undefined) return;
  for (const counts of [taken, ofThis]) counts.set(organisationId, (counts.get(organisationId) ?? 0) + 1);
}

/** Standings that share a rank, in order. */
function ranksOf(standings: readonly Standing[]): Standing[][] {
  const groups: Standing[][] = [];
  for (const one of standings) {
    const last = groups.at(-1);
    if (last?.[0]?.rank === one.rank) last.push(one);
    else groups.push([one]);
  }
  return groups;
}
