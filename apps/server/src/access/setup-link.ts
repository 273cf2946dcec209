/** One-time links that make accounts: an organiser's at the first start or when somebody at the machine asks, any role's from the console. */
import type { HouseRole } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { hashOf, newToken } from './secrets.ts';

const VALID_MS = 24 * 3_600_000;

/** Makes a link while there is no account, or when `wanted`. @returns its path, or null. */
export async function makeSetupLink(db: Database, wanted: boolean): Promise<string | null> {
  if (!wanted && (await db.account.count()) > 0) return null;
  return (await makeLink(db, { role: 'organiser' })).path;
}

/** What the account will be: a role of the house, perhaps known with an organisation; or the leader of one unit in one event. */
type AccountPlan =
  | { readonly role: HouseRole; readonly unit?: string }
  | { readonly role: 'leader'; readonly eventId: string; readonly organisationId: string };

/** A link good for one such account, for a day. */
export async function makeLink(db: Database, plan: AccountPlan): Promise<{ path: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + VALID_MS);
  await db.signInLink.create({ data: { tokenHash: hashOf(token), ...plan, expiresAt } });
  return { path: `/setup/${token}`, expiresAt };
}
