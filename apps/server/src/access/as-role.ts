/** The identity behind a call whose route lets in only one role. */
import { Refused } from '@leitai/database';
import type { ContestantIdentity, Identity, OrganiserIdentity } from './identity.ts';

export function asOrganiser(identity: Identity): OrganiserIdentity {
  if (identity.role !== 'organiser') throw new Refused('access.forbidden');
  return identity;
}

export function asContestant(identity: Identity): ContestantIdentity {
  if (identity.role !== 'contestant') throw new Refused('access.forbidden');
  return identity;
}
