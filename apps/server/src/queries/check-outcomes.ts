/** Who of a cohort gets a qualification and who does not, and why: what issuing would do now. */
import type { CheckOutcomeRow, CheckOutcomes, Text } from '@leitai/contract';
import { outOf, Refused, type ContestFacts, type Database, type FactsEntrant } from '@leitai/database';
import { checkOutcome, formatFixed, passCut, validity, type CheckOutcome } from '@leitai/scoring';
import { readFacts } from '../projection/facts.ts';
import { scoreDigits } from '../projection/digits.ts';
import { checkAt, type Settings } from './check-settings.ts';
import { isSealed, type Place } from './sealed.ts';

/** @throws Refused 'contest.not-found', 'check.kind', 'draw.sealed' while nobody knows whose results they are. */
export async function checkOutcomes(db: Database, place: Place): Promise<CheckOutcomes> {
  const { contest, settings } = await checkAt(db, place);
  if (await isSealed(db, place)) throw new Refused('draw.sealed');
  const facts = (await readFacts(db, place.eventId, place.contestId))!;
  const plan = await db.certificatePlan.findUnique({ where: { eventId: place.eventId } });
  const numbers = new Map((await db.certificate.findMany({ where: place, orderBy: { serial: 'asc' } })).map(({ entrantId, number }) => [entrantId, number]));
  const people = new Map((await db.person.findMany({ where: { eventId: place.eventId, entrants: { some: { contestId: place.contestId } } } })).map(({ id, employeeNo }) => [id, employeeNo]));
  const cut = passCut(settings.rules.pass, facts.scheme);
  return {
    state: contest.state, cut: cut === null ? null : formatFixed(cut, scoreDigits(facts.rules)), max: facts.scheme.max,
    from: settings.day, until: validity(settings.rules, settings.day).until,
    blocked: contest.event.practice ? 'practice' : contest.state !== 'final' ? 'not-final' : plan ? null : 'no-plan',
    rows: facts.entrants.map((entrant) => rowOf(facts, settings, entrant, people.get(entrant.personId) ?? null, numbers.get(entrant.id) ?? null)),
  };
}

function rowOf(facts: ContestFacts, { rules }: Settings, entrant: FactsEntrant, key: string | null, number: string | null): CheckOutcomeRow {
  const { id, code, name, organisation } = entrant;
  const result = facts.results.find(({ entrantId }) => entrantId === id);
  const outcome = result && checkOutcome(rules, facts.scheme, result.score);
  const vetoes = outcome?.vetoes.map((vetoId) => facts.scheme.vetoes.find((veto) => veto.id === vetoId)!.name) ?? [];
  return {
    key, name, organisation, entrantId: id, code, number, vetoes,
    status: outOf(entrant).out?.state ?? (!outcome ? 'waiting' : outcome.passed ? 'passed' : 'failed'),
    why: [...(outcome?.why ?? [])],
    score: outcome?.total ? formatFixed(outcome.total, scoreDigits(facts.rules)) : null,
    grade: outcome ? gradeName(rules, outcome) : null,
  };
}

export const gradeName = ({ grades }: Settings['rules'], { grade }: Pick<CheckOutcome, 'grade'>): Text | null => grades.bands.find(({ id }) => id === grade?.gradeId)?.name ?? null;
