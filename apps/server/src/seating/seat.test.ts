/** Seating: never breaks a rule, fills as many places as can be filled (against every way there is), and is decided by its seed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { helpsOf, shortagesOf } from './explain.ts';
import { barOf, type Candidate, type Held, type Problem, type Vacancy } from './problem.ts';
import { seat, type Seated } from './seat.ts';

const judge = (id: string, posts: readonly string[], more: Partial<Candidate> = {}): Candidate => ({
  id, organisationId: null, chief: false, days: [], posts: new Map(posts.map((post) => [post, null])), recused: new Set(), ...more,
});
const panel = (letter: string, seats: number, chief = false): Vacancy => ({ contestId: letter, postId: letter, chief, seats: Array.from({ length: seats }, (_, index) => index + 1) });
const problem = (candidates: readonly Candidate[], vacancies: readonly Vacancy[], more: Partial<Problem> = {}): Problem => ({ candidates, vacancies, held: [], most: 1, days: [], on: '2027-05-20', ...more });

const subset = (letters: readonly string[]) => fc.subarray([...letters]);
const LETTERS = ['A', 'B', 'C'];
const anyProblem = fc.record({
  candidates: fc.array(fc.record({ unit: fc.constantFrom(null, 'x', 'y', 'z'), chief: fc.boolean(), posts: subset(LETTERS), old: fc.boolean(), recused: subset(LETTERS), away: fc.boolean() }), { maxLength: 6 }),
  panels: fc.array(fc.record({ seats: fc.integer({ min: 0, max: 3 }), chief: fc.boolean() }), { minLength: 1, maxLength: 3 }),
  held: fc.array(fc.tuple(fc.nat(5), fc.nat(2)), { maxLength: 2 }),
  most: fc.integer({ min: 1, max: 2 }),
}).map(({ candidates, panels, held, most }): Problem => {
  const people = candidates.map(({ unit, chief, posts, old, recused, away }, index): Candidate => ({
    id: `p${index}`, organisationId: unit, chief, days: away ? ['2027-05-21'] : [], posts: new Map(posts.map((post, at) => [post, old && at === 0 ? '2020-01-01' : null])), recused: new Set(recused),
  }));
  const places = new Map(held.filter(([person]) => person < people.length).map(([person, contest]): [string, Held] => [`p${person}`, { personId: `p${person}`, contestId: LETTERS[contest]!, organisationId: people[person]!.organisationId, role: 'judge' }]));
  return problem(people, panels.map(({ seats, chief }, index) => panel(LETTERS[index]!, seats, chief)), { held: [...places.values()], most, days: ['2027-05-20'] });
});

/** The most places, and the most chiefs', that can be filled, by trying every way. */
function bruteForce({ candidates, vacancies, held, most }: Problem, whole: Problem): { total: number; chiefs: number } {
  const places = vacancies.flatMap((vacancy) => [...(vacancy.chief ? [{ vacancy, role: 'chief' as const }] : []), ...vacancy.seats.map(() => ({ vacancy, role: 'judge' as const }))]);
  const taken = new Map(candidates.map(({ id }) => [id, new Set(held.filter(({ personId }) => personId === id).map(({ contestId }) => contestId))]));
  let best = { total: 0, chiefs: 0 };
  const go = (at: number, total: number, chiefs: number): void => {
    if (total > best.total) best = { ...best, total };
    if (chiefs > best.chiefs) best = { ...best, chiefs };
    if (at === places.length || (total + places.length - at <= best.total && chiefs + 3 <= best.chiefs)) return;
    const { vacancy, role } = places[at]!;
    for (const candidate of candidates) {
      const sits = taken.get(candidate.id)!;
      if (sits.size >= most || sits.has(vacancy.contestId) || barOf(whole, candidate, vacancy, role) !== null) continue;
      sits.add(vacancy.contestId);
      go(at + 1, total + 1, chiefs + Number(role === 'chief'));
      sits.delete(vacancy.contestId);
    }
    go(at + 1, total, chiefs);
  };
  go(0, 0, 0);
  return best;
}

function broken({ candidates, vacancies, held, most, ...rest }: Problem, seated: readonly Seated[]): string[] {
  const whole = { candidates, vacancies, held, most, ...rest };
  const found: string[] = [];
  const all = [...held, ...seated];
  for (const { contestId, role, seat: number, personId } of seated) {
    const vacancy = vacancies.find((one) => one.contestId === contestId)!;
    const bar = barOf(whole, candidates.find(({ id }) => id === personId)!, vacancy, role);
    if (bar !== null) found.push(`${personId} in ${contestId}: ${bar}`);
    if (role === 'chief' ? !vacancy.chief || number !== 0 : !vacancy.seats.includes(number)) found.push(`no seat ${number} in ${contestId}`);
  }
  if (new Set(seated.map(({ contestId, seat: number }) => `${contestId} ${number}`)).size < seated.length) found.push('a seat twice');
  if (new Set(all.map(({ contestId, personId }) => `${contestId} ${personId}`)).size < all.length) found.push('twice on one panel');
  for (const { id } of candidates) if (seated.some(({ personId }) => personId === id) && all.filter(({ personId }) => personId === id).length > most) found.push(`${id} has too many`);
  return found;
}

describe('[SEAT-1] no seat breaks a rule', () => {
  it('whatever the pool', () => {
    fc.assert(fc.property(anyProblem, fc.string(), (one, seed) => { expect(broken(one, seat(one, seed))).toEqual([]); }), { numRuns: 500 });
  });
});

describe('[SEAT-2] as many places are filled as can be, and as many chiefs’', () => {
  it('as trying every way finds', () => {
    fc.assert(fc.property(anyProblem, fc.string(), (one, seed) => {
      const seated = seat(one, seed);
      expect({ total: seated.length, chiefs: seated.filter(({ role }) => role === 'chief').length }).toEqual(bruteForce(one, one));
    }), { numRuns: 400 });
  });

  it('where taking whoever comes first would leave a place empty', () => {
    // a may sit on both, b only on A: A must go to b.
    const seated = seat(problem([judge('a', ['A', 'B']), judge('b', ['A'])], [panel('A', 1), panel('B', 1)]), 's');
    expect(seated.map(({ contestId, personId }) => `${contestId} ${personId}`)).toEqual(['A b', 'B a']);
  });
});

describe('[SEAT-3] balance', () => {
  it('a panel takes colleagues only where nobody else is left', () => {
    const pool = [judge('a', ['A'], { organisationId: 'x' }), judge('b', ['A'], { organisationId: 'x' }), judge('c', ['A'], { organisationId: 'y' })];
    for (const seed of ['1', '2', '3', '4']) expect(seat(problem(pool, [panel('A', 2)]), seed).map(({ personId }) => personId)).toContain('c');
  });

  it('nobody has two places while another has none', () => {
    const pool = ['a', 'b', 'c', 'd'].map((id) => judge(id, ['A', 'B']));
    for (const seed of ['1', '2', '3', '4']) expect(new Set(seat(problem(pool, [panel('A', 2), panel('B', 2)], { most: 2 }), seed).map(({ personId }) => personId)).size).toBe(4);
  });

  it('panels that cannot be full are short evenly', () => {
    const pool = ['a', 'b', 'c', 'd'].map((id) => judge(id, ['A', 'B']));
    const seated = seat(problem(pool, [panel('A', 4), panel('B', 4)]), 's');
    expect(['A', 'B'].map((letter) => seated.filter(({ contestId }) => contestId === letter).length)).toEqual([2, 2]);
  });
});

describe('[SEAT-4] the seed decides, and nothing else', () => {
  const pool = Array.from({ length: 12 }, (_, index) => judge(`p${index}`, ['A', 'B']));
  const draw = (seed: string): string => JSON.stringify(seat(problem(pool, [panel('A', 3), panel('B', 3)]), seed));
  it('the same seed seats the same, another mostly others', () => {
    expect(draw('1')).toBe(draw('1'));
    expect(new Set(['1', '2', '3', '4', '5'].map(draw)).size).toBeGreaterThan(2);
  });
});

describe('[SEAT-5] an empty place says why', () => {
  it('of twelve qualified, nine are recused and three sit elsewhere: the parts add up', () => {
    const pool = Array.from({ length: 12 }, (_, index) => judge(`p${index}`, ['E', 'C'], index < 9 ? { recused: new Set(['E', 'C']) } : {}));
    const held = problem(pool, [panel('E', 2)], { held: pool.slice(9).map(({ id }) => ({ contestId: 'C', personId: id, organisationId: null, role: 'judge' as const })) });
    expect(shortagesOf(held, seat(held, 's'))).toEqual([{
      contestId: 'E', role: 'judge', missing: 2, qualified: 12, barred: { 'not-chief': 0, expired: 0, recused: 9, away: 0 }, here: 0, full: 3, fullIn: ['C'],
    }]);
    expect(helpsOf(held, [], 's')).toEqual([{ loosen: 'places', fills: 2 }, { loosen: 'recused', fills: 2 }]);
  });

  it('and every judge counted as full has all the places allowed', () => {
    fc.assert(fc.property(anyProblem, (one) => {
      const seated = seat(one, 's');
      const places = [...one.held, ...seated];
      for (const { contestId, role, full, here, barred, qualified } of shortagesOf(one, seated)) {
        expect(full + here + Object.values(barred).reduce((sum, count) => sum + count, 0)).toBe(qualified);
        const vacancy = one.vacancies.find((each) => each.contestId === contestId)!;
        const free = one.candidates.filter((candidate) => barOf(one, candidate, vacancy, role) === null
          && !places.some((place) => place.personId === candidate.id && place.contestId === contestId)
          && places.filter(({ personId }) => personId === candidate.id).length < one.most);
        expect(free).toEqual([]);
      }
    }), { numRuns: 300 });
  });
});

describe('[SEAT-6] size', () => {
  it('80 judges, 16 panels of a chief and four: every place is filled', () => {
    const letters = [...'ABCDEFGHJKLMNPQR'];
    // Everybody has one planted place, so that a full seating exists, and some more posts and conflicts.
    const pool = Array.from({ length: 80 }, (_, index) => judge(`p${index}`, letters.filter((_, at) => at === index % 16 || (index + at) % 3 === 0), {
      chief: index < 16, organisationId: `u${index % 10}`, recused: new Set([letters[(index + 5) % 16]!, letters[(index + 9) % 16]!]),
    }));
    const one = problem(pool, letters.map((letter) => panel(letter, 4, true)));
    const seated = seat(one, 's');
    expect([seated.length, broken(one, seated)]).toEqual([80, []]);
  });
});
