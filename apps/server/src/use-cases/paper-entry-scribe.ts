/** Who may type in what was marked on paper: nobody of a panel, and nobody of a unit that competes in the contest. */
import { Refused, type Transaction } from '@leitai/database';
import type { AccountIdentity } from '../access/identity.ts';
import { sameName } from '../access/same-name.ts';
import type { Place } from './sign-off-step.ts';

/**
 * Accounts know no person: whoever goes by the same name is taken for the same. All units of the contest are asked for, not the entrant's own:
 * a refusal must not tell whose code it is.
 * @throws Refused 'paper.barred' (details.why).
 */
export async function requireScribe(tx: Transaction, me: AccountIdentity, place: Place): Promise<void> {
  const { eventId } = place;
  const among = (names: readonly string[], name: string): boolean => names.some((one) => sameName(one, name));
  const judges = await tx.judge.findMany({ where: { eventId }, select: { person: { select: { name: true } } } });
  if (among(judges.map(({ person }) => person.name), me.name)) throw new Refused('paper.barred', { why: 'panel' });
  const units = await tx.organisation.findMany({ where: { eventId, entrants: { some: place } }, include: { people: true, accounts: true } });
  const people = units.flatMap((unit) => [...unit.people, ...unit.accounts].map(({ name }) => name));
  const account = await tx.account.findUniqueOrThrow({ where: { id: me.accountId } });
  const called = units.flatMap(({ name }) => Object.values(name as Record<string, string>));
  if (among(people, me.name) || among(called, account.unit)) throw new Refused('paper.barred', { why: 'same-unit' });
}
