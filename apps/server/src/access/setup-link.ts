/** One-time links that make accounts: an organiser's at the first start or when somebody at the machine asks, any role's from the console. */
import type { HouseRole } from '@leitai/contract';
import { hold, type Database, type Transaction } from '@leitai/database';
import { hashOf, newToken } from './secrets.ts';

const VALID_MS = 24 * 3_600_000;

/** What a start has to say of the link; `elsewhere`: a node that runs already has printed it. */
export type SetupLink = { readonly path: string | null; readonly elsewhere: boolean; close(): Promise<void> };

/** Of nodes that start together on an empty database, one has the link for as long as it lives: the others say so, and print none. */
export async function setupLinkAtStart(databaseUrl: string, db: Database, wanted: boolean): Promise<SetupLink> {
  if (!wanted && (await db.account.count()) > 0) return { path: null, elsewhere: false, close: async () => {} };
  const giveUp = await hold(databaseUrl, 'setup link');
  const path = giveUp || wanted ? await makeSetupLink(db, wanted) : null;
  return { path, elsewhere: !giveUp && !wanted, close: async () => giveUp?.() };
}

/** Makes a link while there is no account, or when `wanted`. Without an account it is the only one: an earlier one ends. @returns its path, or null. */
export function makeSetupLink(db: Database, wanted: boolean): Promise<string | null> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('leitai setup link made'))::text`;
    const first = (await tx.account.count()) === 0;
    if (!first && !wanted) return null;
    if (first) await tx.signInLink.deleteMany();
    return (await makeLink(tx, { role: 'organiser' })).path;
  });
}

/** What the account will be: a role of the house, perhaps known with an organisation; or the leader of one unit in one event. */
type AccountPlan =
  | { readonly role: HouseRole; readonly unit?: string }
  | { readonly role: 'leader'; readonly eventId: string; readonly organisationId: string };

/** A link good for one such account, for a day. */
export async function makeLink(db: Database | Transaction, plan: AccountPlan): Promise<{ path: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + VALID_MS);
  await db.signInLink.create({ data: { tokenHash: hashOf(token), ...plan, expiresAt } });
  return { path: `/setup/${token}`, expiresAt };
}
