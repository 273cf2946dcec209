/** What was earned of each criterion of a post, by everybody and over all events: competitions and practical checks once published, inspections once their result stands. */
import type { LoopRow, LoopSource, LoopView } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { publicFacts, type Database } from '@leitai/database';
import { addMonths, allCriteria, type Exact } from '@leitai/scoring';
import { sub, parse, format } from '@leitai/scoring/exact';
import { readFacts } from '../../projection/facts.ts';
import { startOfDay } from '../today.ts';
import { criteriaEarned, postContests, type CriterionEarned, type PostContest } from '../weak-points.ts';

export type Look = { readonly today: string; readonly from: string; readonly source: LoopSource | null };
export type Point = CriterionEarned & { readonly key: string; readonly module: { readonly zh: string; readonly en: string }; readonly row: LoopRow };

/** @param view "36", or "36-inspection". */
export function lookOf(view: LoopView, today: string): Look {
  const [months, ...source] = view.split('-');
  return { today, from: addMonths(today, -Number(months)), source: source.length === 0 ? null : (source.join('-') as LoopSource) };
}

/** Days from `from` on, both languages' names as the schemes have them. What did not apply could not be earned, and is left out. Oldest first. */
export async function postPoints(db: Database, postCode: string, { from, source }: Look): Promise<Point[]> {
  const held = source === 'inspection' ? [] : (await postContests(db, postCode, from)).map((one) => ({ ...one, source: one.kind === 'competition' ? 'competition' : 'practical-check' } as const));
  const visits = source === null || source === 'inspection' ? (await visitsOf(db, postCode, from)).map((one) => ({ ...one, source: 'inspection' } as const)) : [];
  const asked = [...held.filter((one) => source === null || one.source === source), ...visits];
  const people = await peopleOf(db, [...new Set(asked.flatMap(({ facts }) => facts.entrants.map(({ personId }) => personId)))]);
  return asked.flatMap((one) => pointsOf(one, people)).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const minus = (max: Exact, points: Exact): Exact => format(sub(parse(max), parse(points)));

function pointsOf(one: PostContest & { readonly source: LoopSource }, people: ReadonlyMap<string, string | null>): Point[] {
  const { facts, source } = one;
  const entrants = new Map(facts.entrants.map((entrant) => [entrant.id, entrant]));
  const modules = new Map(facts.scheme.modules.flatMap(({ name, criteria }) => criteria.map(({ id }) => [id, name] as const)));
  const known = new Set(allCriteria(facts.scheme).map(({ id }) => id));
  return criteriaEarned(one).filter(({ criterionId, max }) => known.has(criterionId) && max !== '0').map((earned) => {
    const { eventId, contestId, entrantId, day, points, max, personId, name, criterionId } = earned;
    const { code, name: called } = entrants.get(entrantId)!;
    const person = people.has(personId);
    return {
      ...earned, key: `${criterionId} ${name.zh}`, module: modules.get(criterionId)!,
      row: { source, eventId, contestId, entrantId, event: facts.eventName, day, code, person: person ? called : null, employeeNo: person ? people.get(personId)! : null, points, max, lost: minus(max, points) },
    };
  });
}

/** One for each visit, as each has a day of its own. */
async function visitsOf(db: Database, postCode: string, from: string): Promise<PostContest[]> {
  const contests = await db.contest.findMany({
    // No visit is dated later than its result.
    where: { post: { code: postCode }, event: { kind: 'inspection', practice: false }, results: { some: { confirmedAt: { gte: startOfDay(from) } } } },
    select: { eventId: true, id: true, entrants: { select: { id: true, visit: { select: { inspectedAt: true } } } } },
  });
  const read = await Promise.all(contests.map(async ({ eventId, id, entrants }) => {
    const found = await readFacts(db, eventId, id);
    if (!found || found.sealed) return [];
    const facts = publicFacts(found);
    const days = new Map(entrants.map((entrant) => [entrant.id, entrant.visit?.inspectedAt]));
    return facts.results.map((result) => ({ facts: { ...facts, results: [result] }, kind: 'inspection' as const, day: dayOf(days.get(result.entrantId) ?? result.confirmedAt) }));
  }));
  return read.flat().filter(({ day }) => day >= from);
}

/** Employee numbers of those who are people and neither teams nor sites. */
async function peopleOf(db: Database, ids: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await db.person.findMany({ where: { id: { in: [...ids] }, kind: 'person' }, select: { id: true, employeeNo: true } });
  return new Map(rows.map(({ id, employeeNo }) => [id, employeeNo]));
}
