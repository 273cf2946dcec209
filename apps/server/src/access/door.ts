/** Writes down who comes in, is turned away and is shut out. Never a password, and no name that is nobody's. */
import type { DoorEntry } from '@leitai/contract';
import type { AccountModel, Database, Transaction } from '@leitai/database';

/** Where somebody comes from: the address, and what the browser says it is. */
export type From = { readonly address: string; readonly device: string };

/** @param account null where the name that was tried is nobody's. @param by who shut the account's holder out. */
export async function atTheDoor(
  db: Database | Transaction, what: DoorEntry['what'], account: Pick<AccountModel, 'id' | 'name' | 'role'> | null, from: From, by = '',
): Promise<void> {
  await db.doorLog.create({ data: { what, accountId: account?.id ?? null, name: account?.name ?? '', role: account?.role ?? '', by, ...from } });
}

/** Browser and system of a User-Agent, as a person would say them; the browser's own words where they are not known. */
export function deviceOf(agent: string | undefined): string {
  if (agent === undefined || agent === '') return '';
  const browser = /(Edg|OPR|MicroMessenger|Firefox|Chrome|Safari)\/(\d+)/.exec(agent);
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|HarmonyOS|Linux)/.exec(agent);
  return browser && system ? `${NAMES[browser[1]!] ?? browser[1]} ${browser[2]} · ${system[1]}` : agent.slice(0, 80);
}
const NAMES: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', MicroMessenger: 'WeChat' };
