/** The roles of accounts in words, in the order they are offered. */
import type { AccountRole, HouseRole } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

const words: { readonly [R in AccountRole]: () => string } = {
  organiser: m.accounts_role_organiser,
  supervisor: m.accounts_role_supervisor,
  arbitrator: m.accounts_role_arbitrator,
  auditor: m.accounts_role_auditor,
  leader: m.accounts_role_leader,
  anonymiser: m.accounts_role_anonymiser,
  steward: m.accounts_role_steward,
  inspector: m.accounts_role_inspector,
};
/** Those a link is made for without a unit. */
export const HOUSE_ROLES = (Object.keys(words) as AccountRole[]).filter((role): role is HouseRole => role !== 'leader');
export const roleWord = (role: AccountRole): string => words[role]();
