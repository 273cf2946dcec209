/** Who has an account, for the organiser. One of a role this version does not know has no rights and is not listed. */
import { AccountRole, type Account, type Text } from '@leitai/contract';
import type { Context } from '../context.ts';

export async function listAccounts({ db }: Context): Promise<Account[]> {
  const accounts = await db.account.findMany({
    where: { role: { in: [...AccountRole.options] } }, include: { organisation: true }, orderBy: { createdAt: 'asc' },
  });
  return accounts.map(({ id, name, role, unit, organisation, createdAt }) => ({
    id, name, role: AccountRole.parse(role),
    unit: (organisation?.name as Text | undefined) ?? (unit === '' ? null : { zh: unit, en: unit }),
    createdAt: createdAt.toISOString(),
  }));
}
