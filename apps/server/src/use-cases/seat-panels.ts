/** Seats all panels from the pool at once: previewed with its reasons, and carried out as it was previewed or not at all. */
import { randomBytes } from 'node:crypto';
import type { PlannedSeat, SeatingInput, SeatingPlan, Text } from '@leitai/contract';
import { lockContest, Refused, sha256, type Database, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import type { Context } from '../context.ts';
import { isoDay } from '../queries/today.ts';
import { seatingProblem } from '../queries/seating-problem.ts';
import { helpsOf, shortagesOf } from '../seating/explain.ts';
import type { Problem } from '../seating/problem.ts';
import { seat, type Seated } from '../seating/seat.ts';
import { appoint, tellAppointed } from './appoint-judge.ts';
import { lockEvent } from './lock-open.ts';

/** @throws Refused 'event.not-found'. */
export async function previewSeating({ db }: Context, eventId: string, { seed = randomBytes(8).toString('hex'), ...input }: SeatingInput & { readonly seed?: string }): Promise<SeatingPlan> {
  if (!(await db.event.findUnique({ where: { id: eventId } }))) throw new Refused('event.not-found');
  const problem = await seatingProblem(db, eventId, input);
  const seated = seat(problem, seed);
  const shortages = shortagesOf(problem, seated);
  return {
    seed,
    hash: hashOf(seed, input, seated),
    pool: problem.candidates.length,
    vacant: problem.vacancies.reduce((sum, { chief, seats }) => sum + Number(chief) + seats.length, 0),
    seats: await named(db, eventId, problem, seated),
    shortages,
    helps: shortages.length > 0 ? helpsOf(problem, seated, seed) : [],
  };
}

/** Each appointment is an event of its contest and carries seed and plan. @throws Refused 'event.not-found', 'seating.stale' where people or seats have changed since the preview. */
export async function applySeating(ctx: Context, me: AccountIdentity, eventId: string, { seed, hash, ...input }: SeatingInput & { readonly seed: string; readonly hash: string }): Promise<{ seated: number }> {
  const done = await ctx.db.$transaction(async (tx) => {
    await lockEvent(tx, eventId);
    const contests = await tx.contest.findMany({ where: { eventId, state: 'setup' }, orderBy: { id: 'asc' }, select: { id: true } });
    for (const { id } of contests) await lockContest(tx, eventId, id);
    const problem = await seatingProblem(tx, eventId, input);
    const seated = seat(problem, seed);
    if (hashOf(seed, input, seated) !== hash) throw new Refused('seating.stale');
    const made = [];
    for (const { contestId, personId, role, seat: number, name, organisation } of await named(tx, eventId, problem, seated)) {
      const who = { name, organisation: organisation?.zh ?? '', person: personId };
      made.push({ contestId, appointed: await appoint(tx, me, { eventId, contestId }, { role, seat: number, ...who, seating: { seed, hash, ...input } }) });
    }
    return made;
  }, { timeout: 60_000 });
  for (const [contestId, made] of Map.groupBy(done, (one) => one.contestId)) tellAppointed(ctx, { eventId, contestId }, made.map(({ appointed }) => appointed));
  return { seated: done.length };
}

const hashOf = (seed: string, input: SeatingInput, seated: readonly Seated[]): string =>
  sha256(JSON.stringify([seed, input.seats, input.places, input.days, seated.map(({ contestId, seat, personId }) => [contestId, seat, personId])]));

/** Who they are, and what speaks for each. */
async function named(db: Database | Transaction, eventId: string, { held, vacancies }: Problem, seated: readonly Seated[]): Promise<PlannedSeat[]> {
  const people = await db.poolJudge.findMany({ where: { eventId }, include: { person: { include: { organisation: true } }, qualifications: true } });
  const byId = new Map(people.map((one) => [one.personId, one]));
  const unit = (personId: string) => byId.get(personId)?.person.organisationId ?? held.find((one) => one.personId === personId)?.organisationId ?? null;
  const places = [...held, ...seated];
  return seated.map((one): PlannedSeat => {
    const { contestId, role, seat, personId } = one;
    const { person, qualifications } = byId.get(personId)!;
    const { postId } = vacancies.find((vacancy) => vacancy.contestId === contestId)!;
    const { level, until } = qualifications.find((qualification) => qualification.postId === postId)!;
    const beside = places.filter((other) => other !== one && other.contestId === contestId && other.role === 'judge');
    return {
      contestId, role, seat, personId, level,
      name: person.name,
      organisation: (person.organisation?.name as Text | undefined) ?? null,
      until: until && isoDay(until),
      colleagues: role === 'judge' && person.organisationId !== null ? beside.filter((other) => unit(other.personId) === person.organisationId).length : 0,
      places: places.filter((other) => other.personId === personId).length,
    };
  });
}
