/** The one-time link that makes an organiser: at the first start, or when somebody at the machine asks for one. */
import type { Database } from '@leitai/database';
import { hashOf, newToken } from './secrets.ts';

const VALID_MS = 24 * 3_600_000;

/** Makes a link while there is no account, or when `wanted`. @returns its path, or null. */
export async function makeSetupLink(db: Database, wanted: boolean): Promise<string | null> {
  if (!wanted && (await db.account.count()) > 0) return null;
  const token = newToken();
  await db.signInLink.create({ data: { tokenHash: hashOf(token), expiresAt: new Date(Date.now() + VALID_MS) } });
  return `/setup/${token}`;
}
