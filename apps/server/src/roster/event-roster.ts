/** What an event knows already, as a roster's rows meet it: posts, organisations, people and who is entered where. */
import type { RosterRow, Text } from '@leitai/contract';
import { Refused, type Transaction } from '@leitai/database';
import { withFault } from './check-rows.ts';

type KnownPerson = { readonly id: string; readonly name: string };
export type EventContest = { readonly id: string; readonly letter: string; readonly name: Text };
export type EventRoster = {
  contestOf(post: string): EventContest | undefined;
  readonly organisations: ReadonlySet<string>;
  personOf(row: RosterRow): KnownPerson | undefined;
  isEntered(person: KnownPerson, contest: EventContest): boolean;
};

/** @throws Refused 'event.not-found'. */
export async function eventRoster(tx: Transaction, eventId: string): Promise<EventRoster> {
  if (!(await tx.event.findUnique({ where: { id: eventId } }))) throw new Refused('event.not-found');
  const contests = await tx.contest.findMany({ where: { eventId }, include: { post: true } });
  const entrants = await tx.entrant.findMany({ where: { eventId }, select: { contestId: true, personId: true } });
  const organisations = await tx.organisation.findMany({ where: { eventId } });
  const people = await tx.person.findMany({ where: { eventId }, include: { organisation: true } });

  const posts = new Map<string, EventContest>();
  for (const { id, post } of contests) {
    const [name, shortName] = [post.name as Text, post.shortName as Text];
    const contest = { id, letter: post.letter, name: shortName };
    for (const key of [post.code, post.letter, name.zh, name.en, shortName.zh, shortName.en]) posts.set(keyOf(key), contest);
  }
  const contestants = new Set(entrants.map(({ personId }) => personId));
  const byNumber = new Map<string, KnownPerson>();
  const byName = new Map<string, KnownPerson>();
  for (const { id, name, employeeNo, organisation } of people) {
    if (employeeNo !== null) byNumber.set(employeeNo, { id, name });
    // A judge of the same name is somebody else.
    else if (contestants.has(id)) byName.set(`${name}\n${(organisation?.name as Text | undefined)?.zh ?? ''}`, { id, name });
  }
  const entered = new Set(entrants.map(({ contestId, personId }) => `${contestId}\n${personId}`));
  return {
    contestOf: (post) => posts.get(keyOf(post)),
    organisations: new Set(organisations.flatMap(({ name }) => Object.values(name as Text))),
    personOf: ({ name, organisation, employeeNo }) =>
      employeeNo === '' ? byName.get(`${name}\n${organisation}`) : byNumber.get(employeeNo),
    isEntered: (person, contest) => entered.has(`${contest.id}\n${person.id}`),
  };
}

/** Spaces, case and the width of brackets make no other post. */
const keyOf = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

export type Planned = { readonly row: RosterRow; readonly person: KnownPerson | undefined; readonly contest: EventContest };
export type Plan = { readonly rows: RosterRow[]; readonly adds: readonly Planned[]; readonly already: number };

/** What importing these rows would do now. A number that belongs to somebody of another name is a fault. */
export function planRoster(event: EventRoster, checked: readonly RosterRow[]): Plan {
  const adds: Planned[] = [];
  let already = 0;
  const rows = checked.map((row) => {
    const contest = event.contestOf(row.post);
    if (row.faults.length > 0 || !contest) return row;
    const person = event.personOf(row);
    if (person && person.name !== row.name) return withFault(row, { column: 'employeeNo', code: 'duplicate-employee-no' });
    if (person && event.isEntered(person, contest)) already += 1;
    else adds.push({ row, person, contest });
    return row;
  });
  return { rows, adds, already };
}
