/** Who is asking: decided once per request or connection from the session's token, never from a message. */
import type { AccountRole } from '@leitai/contract';

export type Identity =
  | { readonly role: 'public' }
  | { readonly role: AccountRole; readonly sessionId: string; readonly accountId: string; readonly name: string }
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
export type AccountIdentity = Extract<Identity, { accountId: string }>;
export type ContestantIdentity = Extract<Identity, { role: 'contestant' }>;
