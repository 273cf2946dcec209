/** What a seating is made from, and which rule keeps whom from which panel. Pure. */

export type SeatRole = 'chief' | 'judge';
export type Candidate = {
  readonly id: string;
  /** Null: with no organisation. */
  readonly organisationId: string | null;
  readonly chief: boolean;
  /** Days the judge can come; none: every day. */
  readonly days: readonly string[];
  /** Posts the judge may mark, each with the last day it holds; null: without end. */
  readonly posts: ReadonlyMap<string, string | null>;
  /** Contests the judge must not sit on: entrants of an own or a former organisation, or the judge competes. */
  readonly recused: ReadonlySet<string>;
};
export type Vacancy = {
  readonly contestId: string;
  readonly postId: string;
  readonly chief: boolean;
  /** Seat numbers still empty. */
  readonly seats: readonly number[];
};
/** A place that is filled already. */
export type Held = { readonly contestId: string; readonly personId: string; readonly organisationId: string | null; readonly role: SeatRole };
export type Problem = {
  readonly candidates: readonly Candidate[];
  readonly vacancies: readonly Vacancy[];
  readonly held: readonly Held[];
  /** Places one judge may have at most, over all contests. */
  readonly most: number;
  /** Days the judges must be able to come. */
  readonly days: readonly string[];
  /** A qualification must hold on this day. */
  readonly on: string;
};

export type Bar = 'not-chief' | 'expired' | 'recused' | 'away';
/** Rules that may be given up in thought, to tell what would help. */
export type Loosened = Bar | 'places';

/** What keeps a judge from a place, or null; `unqualified` judges are not spoken of at all. A judge is named under the first bar in this order. */
export function barOf(problem: Problem, { days, chief, posts, recused }: Candidate, { contestId, postId }: Pick<Vacancy, 'contestId' | 'postId'>, role: SeatRole, loosened?: Loosened): Bar | 'unqualified' | null {
  const until = posts.get(postId);
  if (until === undefined) return 'unqualified';
  if (role === 'chief' && !chief && loosened !== 'not-chief') return 'not-chief';
  if (until !== null && until < problem.on && loosened !== 'expired') return 'expired';
  if (recused.has(contestId) && loosened !== 'recused') return 'recused';
  if (days.length > 0 && !problem.days.every((day) => days.includes(day)) && loosened !== 'away') return 'away';
  return null;
}
