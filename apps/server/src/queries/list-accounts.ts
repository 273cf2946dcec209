/** Who has an account, for the organiser. One of a role this version does not know has no rights and is not listed. */
import { AccountRole, type Account } from '@leitai/contract';
import type { Context } from '../context.ts';

export async function listAccounts({ db }: Context): Promise<Account[]> {
  const accounts = await db.account.findMany({ where: { role: { in: [...AccountRole.options] } }, orderBy: { createdAt: 'asc' } });
  return accounts.map(({ id, name, role, createdAt }) => ({ id, name, role: AccountRole.parse(role), createdAt: createdAt.toISOString() }));
}
