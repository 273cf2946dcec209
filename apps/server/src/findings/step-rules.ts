/** Which step may be taken when, and what it changes. */
import { REPORTED, type FindingState, type FindingStep, type FindingStepName } from '@leitai/contract';
import { addDays } from '@leitai/scoring';
import { dateOf, isoDay } from '../queries/today.ts';
import { CHECKING } from './checking-rules.ts';
import { PUTTING_RIGHT } from './rectifying-rules.ts';
import { isSame, stamp, type Rules, type StepRule } from './step-rule.ts';
import { restedDays } from './standing.ts';

const NOT_OVER: readonly FindingState[] = ['opened', 'acknowledged', 'rectified', 'closed', 'improving', 'revising'];
const REPORTABLE: ReadonlySet<string> = new Set(REPORTED);

const BESIDE: Rules<'urge' | 'report' | 'regrade' | 'withdraw' | 'answer-withdrawal'> = {
  urge: { from: ['opened', 'acknowledged'], apply: (_standing, { note }) => ({ said: { note } }) },
  report: {
    from: NOT_OVER,
    not: ({ row, body }) => (REPORTABLE.has(row.severity) && !body.report ? null : { code: 'finding.bad-state', details: { state: row.state } }),
    apply: (standing, { text }, me) => ({ body: { report: { text, ...stamp(standing, me) } }, said: { text } }),
  },
  regrade: {
    from: ['opened', 'acknowledged'],
    apply: (_standing, { severity, due, reason }) => ({ columns: { severity, due: dateOf(due), toldDays: 0 }, said: { severity, due, reason } }),
  },
  withdraw: {
    from: NOT_OVER,
    not: ({ body }) => (body.withdrawal ? { code: 'finding.asked' } : null),
    apply: (standing, { reason }, me) => ({ body: { withdrawal: { reason, ...stamp(standing, me), accountId: me.accountId } }, said: { reason } }),
  },
  'answer-withdrawal': {
    from: NOT_OVER,
    not: ({ body: { withdrawal } }, me) => (!withdrawal ? { code: 'finding.not-asked' } : isSame(me, withdrawal) ? { code: 'finding.same-person' } : null),
    /** Refused, it goes on with as many days as it had when it was asked for. */
    apply(standing, { granted, note }) {
      if (granted) return { columns: { state: 'withdrawn' }, said: { granted, note } };
      const due = addDays(isoDay(standing.row.due), restedDays(standing));
      return { columns: { due: dateOf(due) }, body: { withdrawal: null }, said: { granted, due, note } };
    },
  },
};

export const RULES: Rules<FindingStepName> = { ...PUTTING_RIGHT, ...CHECKING, ...BESIDE };
/** The rule of whatever step comes in. */
export const ruleOf = (step: FindingStep['step']): StepRule<FindingStepName> => RULES[step] as unknown as StepRule<FindingStepName>;
