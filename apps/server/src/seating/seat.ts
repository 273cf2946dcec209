/** Seats judges of the pool on all vacant places at once: as many as can be at all, chiefs first, then evenly, then balanced. Pure; decided by its seed. */
import { createHash } from 'node:crypto';
import { Network } from './flow.ts';
import { barOf, type Candidate, type Loosened, type Problem, type SeatRole, type Vacancy } from './problem.ts';

export type Seated = { readonly contestId: string; readonly role: SeatRole; /** 0 for the chief. */ readonly seat: number; readonly personId: string };

/** What a place more on one judge weighs, and a colleague of the same organisation on one panel. The lot, below `LOTS`, decides between equals. */
const LOTS = 16;
const LOAD = 20_000;
const COLLEAGUE = 200_000_000;

/**
 * Judges flow from the source through their load (each further place dearer), the panel they may sit on and, for judges, their organisation there
 * (each further colleague dearer) to the panel's places. Places open in rounds: the chiefs', then one of every panel after the other, so that
 * panels that cannot be full are short evenly. What is filled stays filled, and every round is as full as it can be.
 */
export function seat(problem: Problem, seed: string, loosened?: Loosened): Seated[] {
  const { candidates, vacancies, held } = problem;
  const pairs = vacancies.length * candidates.length;
  const organisations = new Map([...new Set(candidates.map(({ organisationId }) => organisationId))].map((id, index) => [id, index]));
  const at = { load: 1, pair: 1 + candidates.length, unit: 1 + candidates.length + pairs, panel: 1 + candidates.length + pairs + vacancies.length * organisations.size };
  const sink = at.panel + vacancies.length * 2;
  const network = new Network(sink + 1, 0, sink);
  const most = problem.most + (loosened === 'places' ? 1 : 0);

  for (const [index, { id }] of candidates.entries()) {
    const before = held.filter(({ personId }) => personId === id).length;
    for (let place = before; place < most; place += 1) network.add(0, at.load + index, 1, place * LOAD);
  }
  const ways: { readonly vacancy: Vacancy; readonly role: SeatRole; readonly candidate: Candidate; readonly used: () => number }[] = [];
  for (const [row, vacancy] of vacancies.entries()) {
    const panel = at.panel + row * 2;
    for (const [organisationId, column] of organisations) {
      const before = organisationId === null ? 0 : held.filter((one) => one.contestId === vacancy.contestId && one.role === 'judge' && one.organisationId === organisationId).length;
      const unit = at.unit + row * organisations.size + column;
      // Who has no organisation is nobody's colleague.
      for (let place = 0; place < vacancy.seats.length; place += 1) network.add(unit, panel + 1, 1, organisationId === null ? 0 : (before + place) * COLLEAGUE);
    }
    for (const [index, candidate] of candidates.entries()) {
      if (held.some(({ contestId, personId }) => contestId === vacancy.contestId && personId === candidate.id)) continue;
      const pair = at.pair + row * candidates.length + index;
      const may = (role: SeatRole): boolean => barOf(problem, candidate, vacancy, role, loosened) === null;
      const roles = (['chief', 'judge'] as const).filter((role) => (role === 'judge' ? vacancy.seats.length > 0 : vacancy.chief) && may(role));
      if (roles.length === 0) continue;
      network.add(at.load + index, pair, 1, lot(seed, candidate.id, vacancy.contestId) % LOTS);
      const unit = at.unit + row * organisations.size + organisations.get(candidate.organisationId)!;
      for (const role of roles) ways.push({ vacancy, role, candidate, used: network.add(pair, role === 'chief' ? panel : unit, 1, 0) });
    }
  }
  for (const [row, { chief }] of vacancies.entries()) if (chief) network.add(at.panel + row * 2, sink, 1, 0);
  network.fill();
  const rounds = Math.max(0, ...vacancies.map(({ seats }) => seats.length));
  for (let round = 0; round < rounds; round += 1) {
    for (const [row, { seats }] of vacancies.entries()) if (seats.length > round) network.add(at.panel + row * 2 + 1, sink, 1, 0);
    network.fill();
  }
  return vacancies.flatMap((vacancy) => numbered(vacancy, ways.filter((way) => way.vacancy === vacancy && way.used() > 0), seed));
}

/** Who has which number of a panel is drawn. */
function numbered({ contestId, seats }: Vacancy, taken: readonly { readonly role: SeatRole; readonly candidate: Candidate }[], seed: string): Seated[] {
  const chiefs = taken.filter(({ role }) => role === 'chief').map(({ candidate }): Seated => ({ contestId, role: 'chief', seat: 0, personId: candidate.id }));
  const judges = taken
    .filter(({ role }) => role === 'judge')
    .map(({ candidate }) => ({ candidate, by: lot(seed, contestId, candidate.id) }))
    .sort((a, b) => a.by - b.by || (a.candidate.id < b.candidate.id ? -1 : 1))
    .map(({ candidate }, index): Seated => ({ contestId, role: 'judge', seat: seats[index]!, personId: candidate.id }));
  return [...chiefs, ...judges];
}

/** From 0, below 2³²: the first four bytes of the SHA-256 of "seed a b". */
const lot = (seed: string, a: string, b: string): number => createHash('sha256').update(`${seed} ${a} ${b}`).digest().readUInt32BE();
