/** Nobody is checked again before the waiting time, or more often in a year than the cohort's rules say. */
import { Refused, type Transaction } from '@leitai/database';
import { repeatBar } from '@leitai/scoring';
import { checkAt } from '../queries/check-settings.ts';
import { earlierChecks } from '../queries/earlier-checks.ts';
import type { Place } from '../queries/sealed.ts';

/**
 * Looks at everybody who is entered; a contest that is no practical check has nothing to look at. Call under the contest's lock.
 * @throws Refused 'check.repeat' (details.people: name, why, the first day it is allowed).
 */
export async function requireRepeatAllowed(tx: Transaction, place: Place): Promise<void> {
  const { eventId, contestId } = place;
  if (!(await tx.event.count({ where: { id: eventId, kind: 'practicalCheck' } }))) return;
  const { contest, settings: { rules, day } } = await checkAt(tx, place);
  const entrants = await tx.entrant.findMany({ where: { eventId, contestId }, select: { person: true }, orderBy: { position: 'asc' } });
  const earlier = await earlierChecks(tx, contest.post.code, entrants.map(({ person }) => ({ personId: person.id, employeeNo: person.employeeNo })), contestId);
  const barred = entrants.flatMap(({ person: { id, name, employeeNo } }) => {
    const bar = repeatBar(rules, earlier.get(employeeNo ?? id) ?? [], day);
    return bar ? [{ name, ...bar }] : [];
  });
  if (barred.length > 0) throw new Refused('check.repeat', { people: barred });
}
