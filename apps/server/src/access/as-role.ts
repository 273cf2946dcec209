/** What a role may: the contract's word for routes and messages alike, and the identity behind what lets in only some. */
import type { Role } from '@leitai/contract';
import { Refused } from '@leitai/database';
import type { ContestantIdentity, Identity, AccountIdentity, LeaderIdentity, PanelIdentity } from './identity.ts';

/** @throws Refused 'access.sign-in' for who is not signed in, 'access.forbidden' for a role that is not let in. */
export function requireRole(allow: readonly Role[], { role }: Identity): void {
  if (!allow.includes(role)) throw new Refused(role === 'public' ? 'access.sign-in' : 'access.forbidden');
}

/** Somebody with an account; which roles may is said by the route. */
export function asAccount(identity: Identity): AccountIdentity {
  if (!('accountId' in identity)) throw new Refused('access.forbidden');
  return identity;
}

/** A unit's leader, whose rights end at the own event; what belongs to another unit is looked for in vain. */
export function asLeader(identity: Identity, { eventId }: { readonly eventId: string }): LeaderIdentity {
  if (identity.role !== 'leader' || identity.eventId !== eventId) throw new Refused('access.forbidden');
  return identity;
}

/** A panel member's rights end at the own contest. */
export function asPanel(identity: Identity): PanelIdentity {
  if (identity.role !== 'judge' && identity.role !== 'chief') throw new Refused('access.forbidden');
  return identity;
}

export function asContestant(identity: Identity): ContestantIdentity {
  if (identity.role !== 'contestant') throw new Refused('access.forbidden');
  return identity;
}
