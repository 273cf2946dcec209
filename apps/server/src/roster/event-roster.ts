/** What an event knows already, as a roster's rows meet it: posts, organisations, people and who is entered where. */
import type { RosterRow, Text } from '@leitai/contract';
import { Refused, type Transaction } from '@leitai/database';
import { withFault } from './check-rows.ts';

type KnownPerson = {
  readonly id: string;
  readonly name: string;
  readonly gender: string;
  readonly organisation: Text | null;
  readonly entries: readonly EventEntry[];
};
/** `open`: in set-up, with no draw begun. */
type EventEntry = { readonly contest: EventContest; readonly open: boolean };
export type EventContest = { readonly id: string; readonly letter: string; readonly name: Text };
type EventRoster = {
  contestOf(post: string): EventContest | undefined;
  readonly organisations: ReadonlySet<string>;
  personOf(row: RosterRow): KnownPerson | undefined;
  readonly people: readonly KnownPerson[];
};

/** @throws Refused 'event.not-found'. */
export async function eventRoster(tx: Transaction, eventId: string): Promise<EventRoster> {
  if (!(await tx.event.findUnique({ where: { id: eventId } }))) throw new Refused('event.not-found');
  const contests = await tx.contest.findMany({ where: { eventId }, include: { post: true, draw: { select: { contestId: true } } } });
  const entrants = await tx.entrant.findMany({ where: { eventId }, select: { contestId: true, personId: true } });
  const organisations = await tx.organisation.findMany({ where: { eventId } });
  const people = await tx.person.findMany({ where: { eventId }, include: { organisation: true } });

  const posts = new Map<string, EventContest>();
  for (const { id, post } of contests) {
    const [name, shortName] = [post.name as Text, post.shortName as Text];
    const contest = { id, letter: post.letter, name: shortName };
    for (const key of [post.code, post.letter, name.zh, name.en, shortName.zh, shortName.en]) posts.set(keyOf(key), contest);
  }
  const entries = new Map(contests.map(({ id, state, draw, post }): [string, EventEntry] =>
    [id, { contest: { id, letter: post.letter, name: post.shortName as Text }, open: state === 'setup' && draw === null }]));
  const entered = Map.groupBy(entrants, ({ personId }) => personId);
  const byNumber = new Map<string, KnownPerson>();
  const byName = new Map<string, KnownPerson>();
  for (const { id, name, gender, employeeNo, organisation } of people) {
    const there = entered.get(id) ?? [];
    const known = { id, name, gender, organisation: (organisation?.name as Text | undefined) ?? null, entries: there.map(({ contestId }) => entries.get(contestId)!) };
    if (employeeNo !== null) byNumber.set(employeeNo, known);
    // A judge of the same name is somebody else.
    else if (there.length > 0) byName.set(`${name}\n${known.organisation?.zh ?? ''}`, known);
  }
  return {
    contestOf: (post) => posts.get(keyOf(post)),
    organisations: new Set(organisations.flatMap(({ name }) => Object.values(name as Text))),
    people: [...byNumber.values(), ...byName.values()],
    personOf: ({ name, organisation, employeeNo }) =>
      employeeNo === '' ? byName.get(`${name}\n${organisation}`) : byNumber.get(employeeNo),
  };
}

/** Spaces, case and the width of brackets make no other post. */
export const keyOf = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

export type Planned = { readonly row: RosterRow; readonly person: KnownPerson | undefined; readonly contest: EventContest };
export type Changed = { readonly row: RosterRow; readonly person: KnownPerson; readonly organisation: boolean; readonly gender: boolean };
export type Plan = {
  readonly rows: RosterRow[];
  readonly adds: readonly Planned[];
  readonly changes: readonly Changed[];
  readonly already: number;
  /** Entries no row names. */
  readonly missing: readonly { readonly person: KnownPerson; readonly contest: EventContest }[];
};

/** What importing these rows would do now. A number that belongs to somebody of another name is a fault, and so is another organisation of who has begun. */
export function planRoster(event: EventRoster, checked: readonly RosterRow[]): Plan {
  const [adds, changes, named]: [Planned[], Changed[], Set<string>] = [[], [], new Set()];
  let already = 0;
  const rows = checked.map((row) => {
    const [contest, person] = [event.contestOf(row.post), event.personOf(row)];
    if (contest && person) named.add(`${contest.id} ${person.id}`);
    if (row.faults.length > 0 || !contest) return row;
    if (person && person.name !== row.name) return withFault(row, { column: 'employeeNo', code: 'duplicate-employee-no' });
    const organisation = person !== undefined && !Object.values(person.organisation ?? {}).includes(row.organisation);
    const gender = person !== undefined && row.gender !== '' && row.gender !== person.gender;
    if (organisation && person.entries.some(({ open }) => !open)) return withFault(row, { column: 'organisation', code: 'begun' });
    if (person && (organisation || gender)) changes.push({ row, person, organisation, gender });
    if (person?.entries.some((entry) => entry.contest.id === contest.id)) already += 1;
    else adds.push({ row, person, contest });
    return row;
  });
  const missing = event.people.flatMap((person) => person.entries.filter(({ contest }) => !named.has(`${contest.id} ${person.id}`)).map(({ contest }) => ({ person, contest })));
  return { rows, adds, changes, already, missing };
}
