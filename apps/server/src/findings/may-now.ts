/** Says which steps of a finding somebody may take, and what keeps them from the others. */
import { FINDING_STEPS, STEP_ROLES, type FindingStepName } from '@leitai/contract';
import type { AccountIdentity, Identity } from '../access/identity.ts';
import type { Standing } from './standing.ts';
import type { Not } from './step-rule.ts';
import { ruleOf } from './step-rules.ts';

export function notNow(standing: Standing, me: AccountIdentity, step: FindingStepName): Not {
  const { from, not } = ruleOf(step);
  if (!STEP_ROLES[step].includes(me.role)) return { code: 'access.forbidden' };
  if (!from.includes(standing.row.state)) return { code: 'finding.bad-state', details: { state: standing.row.state } };
  return not?.(standing, me) ?? null;
}

/** In the order of the contract. */
export const mayNow = (standing: Standing, me: Identity): FindingStepName[] => ('accountId' in me ? FINDING_STEPS.filter((step) => notNow(standing, me, step) === null) : []);
