/** Sessions: an opaque token in a cookie, its hash in the database, a short memory in between. */
import { randomUUID } from 'node:crypto';
import { AccountRole } from '@leitai/contract';
import { ask, perDatabase, type Database, type Transaction } from '@leitai/database';
import type { Identity } from './identity.ts';
import { IdentityMemory } from './identity-memory.ts';
import { hashOf, newToken } from './secrets.ts';

export const COOKIE = 'leitai';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Accounts' sessions slide; a judge's device outlives the event's days; a contestant reads and comes back. */
const LIFETIME = { account: 12 * HOUR, judge: 30 * DAY, contestant: 7 * DAY } as const;
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

/** $1: sessions; $2: now. Which of them are still somebody's. */
const STILL_OPEN = {
  name: 'sessions-still-open',
  text: `SELECT s.id FROM session s LEFT JOIN account a ON a.id = s.account_id LEFT JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE s.id = ANY($1::uuid[]) AND s.revoked_at IS NULL AND s.expires_at > $2::timestamptz AND a.closed_at IS NULL AND j.ended_at IS NULL`,
};

/** @returns those that are over: revoked, expired, of a closed account or a replaced judge, or gone with their event. */
export async function endedOf(db: Database, sessionIds: readonly string[]): Promise<string[]> {
  const open = new Set((await ask<{ id: string }>(db, STILL_OPEN, [sessionIds, new Date().toISOString()])).map(({ id }) => id));
  return sessionIds.filter((id) => !open.has(id));
}

const tokenIn = (cookieHeader: string | undefined): string | undefined => new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(cookieHeader ?? '')?.[1];

/** Who sends this Cookie header. */
export async function identify(db: Database, cookieHeader: string | undefined): Promise<Identity> {
  const token = tokenIn(cookieHeader);
  return token === undefined ? nobody : identityOfToken(db, token);
}

/**
 * Whom this browser was let in as last, though that may be over by now: an account or a judge, to be told apart from whoever else is at the same
 * address. Not a unit's leader, nor a contestant: there are as many of these as somebody who guesses needs.
 */
export async function lastHolder(db: Database, cookieHeader: string | undefined): Promise<string | null> {
  const token = tokenIn(cookieHeader);
  const session = token === undefined ? null : await db.session.findUnique({ where: { tokenHash: hashOf(token) }, include: { account: { select: { role: true } } } });
  if (session?.judgeId) return `judge ${session.judgeId}`;
  return session?.account && session.account.role !== 'leader' ? `account ${session.accountId}` : null;
}

const memoryOf = perDatabase(() => new IdentityMemory(10_000));

/** Who holds this token: nobody once it is revoked or has expired, or once its judge was replaced. */
export function identityOfToken(db: Database, token: string): Promise<Identity> {
  const hash = hashOf(token);
  return memoryOf(db).of(hash, () => lookUp(db, hash));
}

/** Call after a revocation has been committed. */
export function forgetSessions(db: Database, sessionIds: readonly string[]): void {
  memoryOf(db).forget((identity) => identity.role !== 'public' && sessionIds.includes(identity.sessionId));
}

/** Call after an event was removed or replaced: who was paired or let in there is not any more. */
export function forgetSessionsOf(db: Database, event: string): void {
  memoryOf(db).forget((identity) => 'eventId' in identity && identity.eventId === event);
}

type Account = { readonly id: string; readonly name: string; readonly role: string; readonly eventId: string | null; readonly organisationId: string | null; readonly closed: boolean };
type Row = {
  readonly id: string; readonly kind: Holder['kind']; readonly eventId: string | null; readonly entrantId: string | null; readonly idle: number;
  readonly account: Account | null;
  readonly judge: { readonly role: 'judge' | 'chief'; readonly judgeId: string; readonly contestId: string; readonly eventId: string; readonly seat: number; readonly name: string } | null;
};

/** One statement, as every message of every judge waits for it. $1: the token's hash, $2: now. */
const LOOK_UP = {
  name: 'session',
  text: `SELECT s.id, s.kind::text AS kind, s.event_id AS "eventId", s.entrant_id AS "entrantId", extract(epoch FROM $2::timestamptz - s.last_seen_at)::float8 * 1000 AS idle,
      CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name, 'role', a.role, 'eventId', a.event_id, 'organisationId', a.organisation_id,
        'closed', a.closed_at IS NOT NULL) END AS account,
      CASE WHEN j.ended_at IS NULL AND j.id IS NOT NULL THEN json_build_object('role', j.role, 'judgeId', j.id, 'contestId', j.contest_id, 'eventId', j.event_id,
        'seat', j.seat, 'name', p.name) END AS judge
    FROM session s
      LEFT JOIN account a ON a.id = s.account_id
      LEFT JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
      LEFT JOIN person p ON p.event_id = j.event_id AND p.id = j.person_id
    WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2::timestamptz`,
};

async function lookUp(db: Database, tokenHash: string): Promise<Identity> {
  const now = new Date();
  const [session] = await ask<Row>(db, LOOK_UP, [tokenHash, now.toISOString()]);
  if (!session) return nobody;
  const { id: sessionId, account, judge, eventId, entrantId } = session;
  switch (session.kind) {
    case 'account': {
      // A role this version does not know has no rights.
      const role = AccountRole.safeParse(account?.role);
      if (!account || account.closed || !role.success) return nobody;
      if (session.idle > SLIDE_AFTER) {
        const expiresAt = new Date(now.getTime() + LIFETIME.account);
        await db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { lastSeenAt: now, expiresAt } });
      }
      return accountIdentity(role.data, sessionId, account);
    }
    case 'judge':
      return judge ? { ...judge, sessionId } : nobody;
    case 'contestant':
      return eventId && entrantId ? { role: 'contestant', sessionId, entrantId, eventId } : nobody;
    default:
      return session.kind satisfies never;
  }
}

function accountIdentity(role: AccountRole, sessionId: string, { id: accountId, name, eventId, organisationId }: Account): Identity {
  if (role !== 'leader') return { role, sessionId, accountId, name };
  return eventId && organisationId ? { role, sessionId, accountId, name, eventId, organisationId } : nobody;
}
