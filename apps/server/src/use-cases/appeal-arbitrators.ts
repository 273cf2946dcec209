/** Who may rule on an appeal: nobody of the unit, who signed the results, sat on the panel, or ruled in the first instance. */
import type { AppealBar } from '@leitai/contract';
import type { AppealModel, Transaction } from '@leitai/database';
import { sameName } from '../access/same-name.ts';

export type Arbitrator = { readonly id: string; readonly name: string; readonly unit: string; readonly barred: AppealBar | null };

/** Accounts know no person: whoever goes by the same name is taken for the same, as with the signatures. */
export async function arbitratorsFor(tx: Transaction, appeal: AppealModel): Promise<Arbitrator[]> {
  const { eventId, contestId, organisationId, againstId } = appeal;
  const place = { eventId, contestId };
  // One after the other: a transaction has one connection.
  const accounts = await tx.account.findMany({ where: { role: 'arbitrator' }, orderBy: { createdAt: 'asc' } });
  const signOff = await tx.signOff.findUnique({ where: { eventId_contestId: place } });
  const judges = await tx.judge.findMany({ where: place, select: { person: { select: { name: true } } } });
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { eventId_id: { eventId, id: organisationId } } });
  const people = await tx.person.findMany({ where: { eventId, OR: [{ organisationId }, { former: { some: { organisationId } } }] }, select: { name: true } });
  const first = againstId === null ? null : await tx.appeal.findUnique({ where: { eventId_id: { eventId, id: againstId } } });
  const unit = Object.values(organisation.name as Record<string, string>);
  const among = (names: readonly (string | null | undefined)[], name: string): boolean => names.some((one) => one && sameName(one, name));
  const barOf = (id: string, name: string, belongs: string): AppealBar | null => {
    if (among(unit, belongs) || among(people.map((person) => person.name), name)) return 'same-unit';
    if (among([signOff?.chiefName, signOff?.supervisorName], name)) return 'signed';
    if (among(judges.map(({ person }) => person.name), name)) return 'panel';
    return first && (first.arbitratorId === id || among([first.arbitratorName], name)) ? 'first-instance' : null;
  };
  return accounts.map(({ id, name, unit: belongs }) => ({ id, name, unit: belongs, barred: barOf(id, name, belongs) }));
}
