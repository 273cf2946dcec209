/** Composes the event's overview from its contests' boards: pure, like the board. */
import type { BoardState, ContestState, OverviewState, Text } from '@leitai/contract';
import { formatFixed, organisationStandings, type Rules } from '@leitai/scoring';
import type { Places } from './board.ts';
import { scoreDigits } from './digits.ts';

const NEWS = 8;

export type OverviewFacts = {
  readonly eventId: string;
  readonly name: Text;
  readonly practice?: boolean;
  readonly organisations: ReadonlyMap<string, Text>;
  readonly contests: readonly { readonly id: string; readonly letter: string; readonly state: ContestState; readonly rules: Rules }[];
};
export type ContestView = { readonly board: BoardState; readonly places: Places };

/** `views` in the contests' order. The revision is the sum of the boards' revisions: it grows with each of them. */
export function composeOverview(facts: OverviewFacts, views: readonly ContestView[], now: Date): OverviewState {
  const boards = views.map(({ board }) => board);
  return {
    eventId: facts.eventId,
    revision: boards.reduce((sum, { revision }) => sum + revision, 0),
    at: now.toISOString(),
    name: facts.name,
    ...(facts.practice && { practice: true as const }),
    confirmed: boards.reduce((sum, { confirmed }) => sum + confirmed, 0),
    entrants: boards.reduce((sum, { entrants }) => sum + entrants, 0),
    contests: boards.map((board) => ({
      contestId: board.contestId,
      letter: board.letter,
      name: board.name,
      state: board.state,
      ...(board.frozenSince !== undefined && { frozenSince: board.frozenSince }),
      confirmed: board.confirmed,
      entrants: board.entrants,
      leader: leader(board),
    })),
    organisations: organisations(facts, views),
    news: boards.flatMap(news).sort((a, b) => b.at.localeCompare(a.at)).slice(0, NEWS),
  };
}

function leader({ rows }: BoardState): OverviewState['contests'][number]['leader'] {
  const first = rows[0];
  if (!first) return null;
  const { code, organisation, score, name } = first;
  return { code, score, ...(organisation && { organisation }), ...(name !== undefined && { name }) };
}

/** Organisations are compared by the event's rule: the first contest's, as an event has one. */
function organisations(facts: OverviewFacts, views: readonly ContestView[]): OverviewState['organisations'] {
  const rules = facts.contests[0]?.rules;
  if (!rules) return [];
  const members = views.flatMap(({ board, places }) => places.places.map((place) => ({ ...place, contestId: board.contestId })));
  return organisationStandings(rules, members).map(({ organisationId, rank, value, members: count }) => ({
    rank, name: facts.organisations.get(organisationId)!, value: formatFixed(value, scoreDigits(rules)), members: count,
  }));
}

function news({ latest, name: contest }: BoardState): OverviewState['news'] {
  if (!latest) return [];
  const { at, code, score, rank, name } = latest;
  return [name === undefined ? { at, contest, code, score, rank } : { at, contest, code, score, rank, name }];
}
