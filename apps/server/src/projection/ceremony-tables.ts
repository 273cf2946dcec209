/** The tables of a ceremony: what the overview and the hall would show of all contests, were none of them frozen. */
import type { CeremonyStep, CeremonyTable } from '@leitai/contract';
import type { ContestFacts } from '@leitai/database';
import { composeBoard } from './board.ts';
import { composeHall } from './hall.ts';
import { composeOverview } from './overview.ts';

/** @param all every contest of the event. */
export function tableOf(kind: CeremonyTable, all: readonly ContestFacts[]): Extract<CeremonyStep, { kind: CeremonyTable }> {
  const contests = all.map((facts) => ({ ...facts, frozen: null })).sort((a, b) => (a.letter < b.letter ? -1 : 1));
  // No time of composing is in a table.
  const views = contests.map((facts) => composeBoard(facts, new Date(0)));
  const [first] = contests;
  if (!first) throw new TypeError('a ceremony without contests has no tables');
  const event = { eventId: first.eventId, name: first.eventName };
  switch (kind) {
    case 'organisations': {
      const organisations = new Map(contests.flatMap(({ entrants }) => entrants.map(({ organisationId, organisation }) => [organisationId, organisation] as const)));
      const overview = composeOverview({ ...event, organisations, contests: contests.map(({ contestId: id, letter, state, rules }) => ({ id, letter, state, rules })) }, views, new Date(0));
      return { kind, rows: overview.organisations };
    }
    case 'medals': {
      const { awards, rows } = composeHall(event, views).medals;
      return { kind, awards, rows };
    }
    default: return kind satisfies never;
  }
}
