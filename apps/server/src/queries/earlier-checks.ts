/** Which practical checks of a post people had before, in whichever event: by employee number, or by the person within one event. */
import { dayOf } from '@leitai/contract/house-day';
import type { Database, Transaction } from '@leitai/database';
import { checkOutcome, type EarlierCheck, type EntrantScore, type Scheme } from '@leitai/scoring';
import { settingsOf } from './check-settings.ts';

/** `personId` is null for who is not in the event that asks. */
export type Checked = { readonly personId: string | null; readonly employeeNo: string | null };
const keyOf = ({ personId, employeeNo }: Checked): string => employeeNo ?? personId ?? '';

/** A confirmed result is a check, whatever became of it. @param except the contest that is asked for. @returns by employee number, or by the person's id where there is none. */
export async function earlierChecks(db: Database | Transaction, postCode: string, people: readonly Checked[], except: string): Promise<ReadonlyMap<string, EarlierCheck[]>> {
  const numbers = people.flatMap(({ employeeNo }) => employeeNo ?? []);
  const results = await db.result.findMany({
    where: {
      contestId: { not: except },
      contest: { event: { kind: 'practicalCheck', practice: false }, post: { code: postCode }, NOT: { draw: { unsealedAt: null } } },
      entrant: { person: { OR: [{ id: { in: people.flatMap(({ personId }) => personId ?? []) } }, { employeeNo: { in: numbers } }] } },
    },
    select: { contestId: true, score: true, confirmedAt: true, entrant: { select: { personId: true, state: true, person: { select: { employeeNo: true } } } } },
  });
  // Once for each contest: a scheme is large, and a roster's results are many.
  const contests = new Map((await db.contest.findMany({
    where: { id: { in: [...new Set(results.map(({ contestId }) => contestId))] } }, select: { id: true, check: true, scheme: { select: { body: true } } },
  })).map((contest) => [contest.id, contest]));
  const found = results.map(({ contestId, score, confirmedAt, entrant }) => {
    const contest = contests.get(contestId)!;
    const { rules, day } = settingsOf(contest.check, dayOf(confirmedAt));
    const { passed } = checkOutcome(rules, contest.scheme.body as unknown as Scheme, score as unknown as EntrantScore);
    return { personId: entrant.personId, employeeNo: entrant.person.employeeNo, check: { day, passed: passed && entrant.state === 'confirmed' } };
  });
  return new Map(people.map((person) => [
    keyOf(person), found.filter((one) => one.personId === person.personId || (person.employeeNo !== null && one.employeeNo === person.employeeNo)).map(({ check }) => check),
  ]));
}
