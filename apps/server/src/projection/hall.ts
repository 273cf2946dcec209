/** Composes what the hall's screens show besides boards: stages, order of appearance, medals. Codes only; pure, like the board. */
import type { EntrantState, HallState, OverviewState, Text } from '@leitai/contract';
import { isPublished } from '@leitai/contract/published';
import { organisationsOf, type ContestFacts } from '@leitai/database';
import { assignAwards, medalTable, type AssignedAward, type Standing } from '@leitai/scoring';

type Given = AssignedAward & { readonly organisationId: string; readonly organisation: Text };
/** What the hall needs of a contest beyond its board. `given` is empty until the contest is published. Not public. */
export type HallPart = {
  readonly order: readonly { readonly code: string; readonly state: EntrantState }[];
  readonly awards: readonly { readonly id: string; readonly name: Text }[];
  readonly given: readonly Given[];
};
/** A contest as its board has it, with its part of the hall. */
export type HallView = {
  readonly board: Pick<HallState['contests'][number], 'contestId' | 'letter' | 'name' | 'state' | 'frozenSince' | 'onStage'> & { readonly revision: number };
  readonly places: { readonly hall: HallPart };
};

export function hallPart(facts: ContestFacts, standings: readonly Standing[]): HallPart {
  const entrants = new Map(facts.entrants.map((entrant) => [entrant.id, entrant]));
  const assigned = isPublished(facts.state) ? assignAwards(facts.rules, standings, { organisations: organisationsOf(facts) }) : [];
  return {
    order: facts.entrants.map(({ code, state }) => ({ code, state })),
    awards: facts.rules.awards.map(({ id, name }) => ({ id, name })),
    given: assigned.map((award) => {
      const { organisationId, organisation } = entrants.get(award.entrantId)!;
      return { ...award, organisationId, organisation };
    }),
  };
}

/** `views` in the contests' order. The revision grows with each of the boards, as the overview's does. */
export function composeHall({ eventId, name }: Pick<OverviewState, 'eventId' | 'name'>, views: readonly HallView[]): Omit<HallState, 'schedule'> {
  return {
    eventId,
    revision: views.reduce((sum, { board }) => sum + board.revision, 0),
    name,
    contests: views.map(({ board: { contestId, letter, name: contest, state, frozenSince, onStage }, places: { hall: { order } } }) =>
      ({ contestId, letter, name: contest, state, ...(frozenSince !== undefined && { frozenSince }), onStage, order: [...order] })),
    medals: medals(views),
  };
}

/** The kinds of awards stand as the first contest that has them lists them. */
function medals(views: readonly HallView[]): HallState['medals'] {
  const parts = views.map(({ places }) => places.hall);
  const awards = new Map(parts.flatMap((part) => part.awards.map(({ id, name }) => [id, name] as const)).reverse());
  const ids = [...new Set(parts.flatMap((part) => part.awards.map(({ id }) => id)))];
  const given = parts.flatMap((part) => part.given);
  const names = new Map(given.map(({ organisationId, organisation }) => [organisationId, organisation]));
  const rows = medalTable(ids, given, Object.fromEntries(given.map(({ entrantId, organisationId }) => [entrantId, organisationId])));
  return {
    published: views.filter(({ board }) => isPublished(board.state)).length,
    awards: ids.map((id) => awards.get(id)!),
    rows: rows.map(({ organisationId, rank, counts, total }) => ({ rank, name: names.get(organisationId)!, counts: [...counts], total })),
  };
}
