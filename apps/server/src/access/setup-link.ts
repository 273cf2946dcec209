/** One-time links that make accounts: an organiser's at the first start or when somebody at the machine asks, any role's from the console. */
import type { AccountRole } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { hashOf, newToken } from './secrets.ts';

const VALID_MS = 24 * 3_600_000;

/** Makes a link while there is no account, or when `wanted`. @returns its path, or null. */
export async function makeSetupLink(db: Database, wanted: boolean): Promise<string | null> {
  if (!wanted && (await db.account.count()) > 0) return null;
  return (await makeLink(db, 'organiser')).path;
}

/** A link good for one account of this role, for a day. */
export async function makeLink(db: Database, role: AccountRole): Promise<{ path: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + VALID_MS);
  await db.signInLink.create({ data: { tokenHash: hashOf(token), role, expiresAt } });
  return { path: `/setup/${token}`, expiresAt };
}
