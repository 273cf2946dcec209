/** Who the substitute is: somebody the event knows already, or a new person of the entrant's organisation. */
import { randomUUID } from 'node:crypto';
import type { SubstituteInput } from '@leitai/contract';
import { Refused, type Transaction } from '@leitai/database';

type Place = { readonly eventId: string; readonly contestId: string; readonly organisationId: string; readonly personId: string };
type Known = { readonly id: string; readonly name: string; readonly organisationId: string | null };

/**
 * Found by the employee number; without one, by name among the contestants of the organisation who have none.
 * @throws Refused 'substitute.other-organisation', 'substitute.same-person', 'substitute.entered' (competes in this contest already),
 * 'substitute.judge' (sits on its panel), 'request.invalid' for a number that belongs to somebody of another name.
 */
export async function substitutePerson(tx: Transaction, entrant: Place, { name: written, employeeNo, gender }: SubstituteInput): Promise<{ readonly id: string }> {
  const { eventId, contestId, organisationId } = entrant;
  const name = written.normalize('NFC');
  const known = await find(tx, entrant, name, employeeNo);
  if (known && known.name !== name) throw new Refused('request.invalid', { fields: [{ path: 'employeeNo', code: 'duplicate-employee-no' }] });
  if (known && known.organisationId !== organisationId) throw new Refused('substitute.other-organisation');
  if (known?.id === entrant.personId) throw new Refused('substitute.same-person');
  if (known && (await tx.entrant.count({ where: { eventId, contestId, personId: known.id } })) > 0) throw new Refused('substitute.entered');
  if ((await tx.judge.count({ where: { eventId, contestId, endedAt: null, person: { name, organisationId } } })) > 0) throw new Refused('substitute.judge');
  return known ?? tx.person.create({ data: { eventId, id: randomUUID(), name, gender, organisationId, employeeNo: employeeNo === '' ? null : employeeNo } });
}

function find(tx: Transaction, { eventId, organisationId }: Place, name: string, employeeNo: string): Promise<Known | null> {
  if (employeeNo !== '') return tx.person.findUnique({ where: { eventId_employeeNo: { eventId, employeeNo } } });
  return tx.person.findFirst({ where: { eventId, name, organisationId, employeeNo: null, entrants: { some: {} } } });
}
