/** Who is asking: decided once per request or connection from the session's token, never from a message. */
import type { HouseRole, TokenScope } from '@leitai/contract';

/** A programme's token, through which an organiser acts. */
type TokenGrant = { readonly name: string; readonly scopes: readonly TokenScope[]; readonly eventId: string | null };

export type Identity =
  | { readonly role: 'public' }
  | { readonly role: HouseRole; readonly sessionId: string; readonly accountId: string; readonly name: string; readonly token?: TokenGrant }
  | {
      /** Of one unit in one event. */
      readonly role: 'leader';
      readonly sessionId: string;
      readonly accountId: string;
      readonly name: string;
      readonly eventId: string;
      readonly organisationId: string;
    }
  | {
      readonly role: 'judge' | 'chief';
      readonly sessionId: string;
      readonly judgeId: string;
      readonly contestId: string;
      readonly eventId: string;
      readonly seat: number;
      readonly name: string;
    }
  | { readonly role: 'contestant'; readonly sessionId: string; readonly entrantId: string; readonly eventId: string };

export type PanelIdentity = Extract<Identity, { role: 'judge' | 'chief' }>;
export type LeaderIdentity = Extract<Identity, { role: 'leader' }>;
export type AccountIdentity = Extract<Identity, { accountId: string }>;
export type ContestantIdentity = Extract<Identity, { role: 'contestant' }>;

/** The token somebody acts through; null for people. */
export const tokenOf = (identity: Identity): TokenGrant | null => ('token' in identity ? (identity.token ?? null) : null);
