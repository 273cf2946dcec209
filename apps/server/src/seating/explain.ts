/** Why places stay empty, and what would fill how many of them. Pure. */
import { barOf, type Bar, type Loosened, type Problem, type SeatRole } from './problem.ts';
import { seat, type Seated } from './seat.ts';

/** Of the qualified judges: how many each rule keeps away, and who is taken, with the contests they sit on instead. The parts add up to `qualified`. */
type Shortage = {
  readonly contestId: string;
  readonly role: SeatRole;
  readonly missing: number;
  readonly qualified: number;
  readonly barred: Readonly<Record<Bar, number>>;
  /** Sit on this panel. */
  readonly here: number;
  /** Have all places they may have. */
  readonly full: number;
  readonly fullIn: string[];
};
type Help = { readonly loosen: Loosened; readonly fills: number };

export function shortagesOf(problem: Problem, seated: readonly Seated[]): Shortage[] {
  const places = [...problem.held, ...seated];
  return problem.vacancies.flatMap((vacancy) => {
    const { contestId } = vacancy;
    const missingOf = (role: SeatRole): number =>
      (role === 'chief' ? Number(vacancy.chief) : vacancy.seats.length) - seated.filter((one) => one.contestId === contestId && one.role === role).length;
    return (['chief', 'judge'] as const).filter((role) => missingOf(role) > 0).map((role): Shortage => {
      const barred: Record<Bar, number> = { 'not-chief': 0, expired: 0, recused: 0, away: 0 };
      const [here, full]: [string[], string[]] = [[], []];
      for (const candidate of problem.candidates) {
        const bar = barOf(problem, candidate, vacancy, role);
        if (bar === 'unqualified') continue;
        if (places.some((place) => place.contestId === contestId && place.personId === candidate.id)) here.push(candidate.id);
        else if (bar !== null) barred[bar] += 1;
        else full.push(candidate.id);
      }
      const fullIn = [...new Set(places.filter(({ personId }) => full.includes(personId)).map((place) => place.contestId))];
      const qualified = here.length + full.length + Object.values(barred).reduce((sum, count) => sum + count, 0);
      return { contestId, role, missing: missingOf(role), qualified, barred, here: here.length, full: full.length, fullIn };
    });
  });
}

/** Each rule given up alone, by how many places more would be filled; what fills most first. */
export function helpsOf(problem: Problem, seated: readonly Seated[], seed: string): Help[] {
  const rules: readonly Loosened[] = ['places', 'away', 'expired', 'not-chief', 'recused'];
  return rules
    .map((loosen) => ({ loosen, fills: seat(problem, seed, loosen).length - seated.length }))
    .filter(({ fills }) => fills > 0)
    .sort((a, b) => b.fills - a.fills);
}
