/** The roles of accounts in words, in the order they are offered. */
import type { AccountRole } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

const words: { readonly [R in AccountRole]: () => string } = {
  organiser: m.accounts_role_organiser,
  supervisor: m.accounts_role_supervisor,
  arbitrator: m.accounts_role_arbitrator,
  auditor: m.accounts_role_auditor,
};
export const ACCOUNT_ROLES = Object.keys(words) as readonly AccountRole[];
export const roleWord = (role: AccountRole): string => words[role]();
