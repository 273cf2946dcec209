/** The browser behind a call: where it is, the session it is given or loses. */
import type { Who } from '@leitai/contract';
import type { Request } from 'express';
import { placeOf } from '../access/address.ts';
import { atTheDoor, deviceOf, type From } from '../access/door.ts';
import type { Identity } from '../access/identity.ts';
import { COOKIE, endSession, identityOfToken, lastHolder } from '../access/sessions.ts';
import type { Context } from '../context.ts';
import { whoIs } from '../use-cases/who.ts';

/** The server decides when a session ends; the cookie only has to outlive the longest, a judge's thirty days. */
const COOKIE_AGE_MS = 30 * 24 * 3_600_000;

type Visitor = { readonly ctx: Context; readonly identity: Identity; readonly req: Request };

/** What brakes count by. */
export const place = ({ req }: Pick<Visitor, 'req'>): string => placeOf(req.ip ?? '');

/** Whom the browser was let in as before, as brakes tell it apart from its place. */
export const holder = ({ ctx, req }: Pick<Visitor, 'ctx' | 'req'>): Promise<string | null> => lastHolder(ctx.db, req.headers.cookie);

/** Where a call comes from, as the door writes it down. */
export const doorOf = ({ req }: Visitor): { from: From } => ({ from: { address: req.ip ?? '', device: deviceOf(req.headers['user-agent']) } });

/** The address people reach us by, for links and QR codes: as the organiser's browser did. A proxy passes the browser's own Host on; X-Forwarded-Host, which anybody may send, is not looked at. */
export const baseOf = (req: Request): string => `${req.protocol}://${req.headers.host ?? ''}`;

/** The session the browser gives up when it is given another. */
export const heldBy = (identity: Identity): string | null => (identity.role === 'public' ? null : identity.sessionId);

/** Gives the browser a new session. The one it held is ended: nothing could use or see it any more. */
export async function enter(call: Visitor, open: () => Promise<string>): Promise<Who> {
  const token = await open();
  await endHeld(call);
  call.req.res?.cookie(COOKIE, token, cookieOf(call.req, COOKIE_AGE_MS));
  return whoIs(await identityOfToken(call.ctx.db, token));
}

export async function leave(call: Visitor): Promise<Record<string, never>> {
  const { ctx: { db }, identity } = call;
  if ('accountId' in identity) await atTheDoor(db, 'signed-out', { id: identity.accountId, name: identity.name, role: identity.role }, doorOf(call).from);
  await endHeld(call);
  call.req.res?.clearCookie(COOKIE, cookieOf(call.req));
  return {};
}

async function endHeld({ ctx, identity }: Visitor): Promise<void> {
  if (identity.role === 'public') return;
  const ended = await endSession(ctx.db, identity.sessionId);
  if (!ended) return;
  ctx.notices.deviceRevoked(identity.sessionId);
  if (identity.role === 'judge' || identity.role === 'chief') ctx.notices.seatsChanged(identity.eventId, identity.contestId);
}

export const cookieOf = (req: Request, maxAge?: number) =>
  ({ httpOnly: true, sameSite: 'lax', secure: req.secure, path: '/', ...(maxAge !== undefined && { maxAge }) }) as const;
