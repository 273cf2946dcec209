/** Sessions: an opaque token in a cookie, its hash in the database, a short memory in between. */
import { randomUUID } from 'node:crypto';
import { AccountRole } from '@leitai/contract';
import { perDatabase, type AccountModel, type Database, type Transaction } from '@leitai/database';
import type { Identity } from './identity.ts';
import { hashOf, newToken } from './secrets.ts';

export const COOKIE = 'leitai';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Accounts' sessions slide; a judge's device outlives the event's days; a contestant reads and comes back. */
const LIFETIME = { account: 12 * HOUR, judge: 30 * DAY, contestant: 7 * DAY } as const;
/** A revocation on another node must be felt within a second. */
const REMEMBERED = 1_000;
const MOST_REMEMBERED = 10_000;
const SLIDE_AFTER = 5 * 60_000;

const nobody: Identity = { role: 'public' };

type Holder =
  | { readonly kind: 'account'; readonly accountId: string; readonly label: string }
  | { readonly kind: 'judge'; readonly eventId: string; readonly judgeId: string; readonly label: string }
  | { readonly kind: 'contestant'; readonly eventId: string; readonly entrantId: string };

/** @returns the token for the cookie; nobody else ever knows it. */
export async function openSession(tx: Transaction, holder: Holder): Promise<string> {
  return (await open(tx, holder)).token;
}

/** Pairs a device to a judge. @returns the token for its cookie, and the session. */
export function openDevice(tx: Transaction, device: Omit<Extract<Holder, { kind: 'judge' }>, 'kind'>): Promise<{ token: string; id: string }> {
  return open(tx, { kind: 'judge', ...device });
}

async function open(tx: Transaction, holder: Holder): Promise<{ token: string; id: string }> {
  const [token, id] = [newToken(), randomUUID()];
  const expiresAt = new Date(Date.now() + LIFETIME[holder.kind]);
  await tx.session.create({ data: { ...holder, id, tokenHash: hashOf(token), expiresAt } });
  return { token, id };
}

/** Ends a session for good. @returns whether it was open. */
export async function endSession(db: Database, sessionId: string): Promise<boolean> {
  const { count } = await db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: new Date() } });
  forgetSessions(db, [sessionId]);
  return count > 0;
}

/** Who sends this Cookie header. */
export async function identify(db: Database, cookieHeader: string | undefined): Promise<Identity> {
  const token = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(cookieHeader ?? '')?.[1];
  return token === undefined ? nobody : identityOfToken(db, token);
}

const memoryOf = perDatabase(() => new Map<string, { readonly identity: Identity; readonly until: number }>());

/** Who holds this token: nobody once it is revoked or has expired, or once its judge was replaced. */
export async function identityOfToken(db: Database, token: string): Promise<Identity> {
  const memory = memoryOf(db);
  const tokenHash = hashOf(token);
  const known = memory.get(tokenHash);
  if (known && known.until > Date.now()) return known.identity;
  const identity = await lookUp(db, tokenHash);
  if (memory.size >= MOST_REMEMBERED) memory.clear();
  memory.set(tokenHash, { identity, until: Date.now() + REMEMBERED });
  return identity;
}

/** Call after a revocation has been committed. */
export function forgetSessions(db: Database, sessionIds: readonly string[]): void {
  const memory = memoryOf(db);
  for (const [hash, { identity }] of memory) {
    if (identity.role !== 'public' && sessionIds.includes(identity.sessionId)) memory.delete(hash);
  }
}

/** Call after an event was removed or replaced: who was paired or let in there is not any more. */
export function forgetSessionsOf(db: Database, event: string): void {
  const memory = memoryOf(db);
  for (const [hash, { identity }] of memory) {
    if ('eventId' in identity && identity.eventId === event) memory.delete(hash);
  }
}

async function lookUp(db: Database, tokenHash: string): Promise<Identity> {
  const now = new Date();
  const session = await db.session.findFirst({
    where: { tokenHash, revokedAt: null, expiresAt: { gt: now } },
    include: { account: true, judge: { include: { person: true } } },
  });
  if (!session) return nobody;
  const { id: sessionId, account, judge, eventId, entrantId } = session;
  switch (session.kind) {
    case 'account': {
      // A role this version does not know has no rights.
      const role = AccountRole.safeParse(account?.role);
      if (!account || account.closedAt || !role.success) return nobody;
      if (now.getTime() - session.lastSeenAt.getTime() > SLIDE_AFTER) {
        const expiresAt = new Date(now.getTime() + LIFETIME.account);
        await db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { lastSeenAt: now, expiresAt } });
      }
      return accountIdentity(role.data, sessionId, account);
    }
    case 'judge':
      if (!judge || judge.endedAt) return nobody;
      return {
        role: judge.role, sessionId, judgeId: judge.id, contestId: judge.contestId,
        eventId: judge.eventId, seat: judge.seat, name: judge.person.name,
      };
    case 'contestant':
      return eventId && entrantId ? { role: 'contestant', sessionId, entrantId, eventId } : nobody;
    default:
      return session.kind satisfies never;
  }
}

function accountIdentity(role: AccountRole, sessionId: string, { id: accountId, name, eventId, organisationId }: AccountModel): Identity {
  if (role !== 'leader') return { role, sessionId, accountId, name };
  return eventId && organisationId ? { role, sessionId, accountId, name, eventId, organisationId } : nobody;
}
