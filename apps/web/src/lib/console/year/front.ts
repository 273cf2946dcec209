/** What the front page of a year shows: figures, and what is due, made of what its programmes say. */
import type { Demonstration, FindingRow, InspectionPlan } from '@leitai/contract';
import { plaqueDue } from '#lib/demonstration/words.ts';
import { isOpen } from '#lib/findings/words.ts';
import { t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOf } from '@leitai/contract/house-day';

/** `warn`: anything above 0 needs a hand. */
export type Figure = { readonly words: string; readonly value: number; readonly of?: number; readonly warn?: boolean };
export type DueRow = { readonly key: string; readonly urgent: boolean; readonly title: string; readonly detail: string; readonly href: string; readonly action: string };

type Counted = 'planned' | 'done' | 'missed' | 'due';
/** Over the periods that were opened. */
export const countOf = ({ periods }: Pick<InspectionPlan, 'periods'>, what: Counted): number =>
  periods.filter(({ contestId }) => contestId !== null).reduce((sum, period) => sum + period[what], 0);

/** Overdue visits, then findings over their time, then what waits for a re-check, then rounds that may be ended, then what this period asks for. */
export function inspectionDue(base: string, plans: readonly InspectionPlan[], findings: readonly FindingRow[]): DueRow[] {
  const planRow = (plan: InspectionPlan, urgent: boolean, count: number): DueRow[] => (count === 0 ? [] : [{
    key: `${plan.id} ${urgent}`, urgent, title: plan.name, detail: urgent ? m.plans_missed_count({ count }) : m.front_due_now({ count }), href: `${base}/plans?plan=${plan.id}`, action: m.console_action_look(),
  }]);
  const endRow = ({ id, name, periods }: InspectionPlan): DueRow[] => {
    const count = periods.filter(({ endable }) => endable).length;
    return count === 0 ? [] : [{ key: `${id} end`, urgent: false, title: name, detail: m.front_rounds_ready({ count }), href: `${base}/plans?plan=${id}`, action: m.plans_round_end() }];
  };
  const findingRow = (one: FindingRow, urgent: boolean): DueRow => ({
    key: one.id, urgent, title: `${one.number} ${one.subject}`, detail: `${t(one.organisation.name)}\u3000${urgent ? m.finding_over({ count: one.overdue }) : m.front_recheck()}`, href: `${base}/findings/${one.id}`, action: m.console_action_look(),
  });
  const open = findings.filter(isOpen);
  return [
    ...plans.flatMap((plan) => planRow(plan, true, countOf(plan, 'missed'))),
    ...open.filter(({ overdue }) => overdue > 0).toSorted((a, b) => b.overdue - a.overdue).map((one) => findingRow(one, true)),
    ...open.filter(({ overdue, state }) => overdue === 0 && state === 'rectified').map((one) => findingRow(one, false)),
    ...plans.flatMap((plan) => endRow(plan)),
    ...plans.flatMap((plan) => planRow(plan, false, countOf(plan, 'due'))),
  ];
}

/** Whose next step is the house's. */
const WAITS = { submitted: m.front_verify, review: m.front_decide, rectify: m.front_rectify, publicised: m.front_public } as const;

export function demonstrationDue(base: string, { at, round, applications, plaques, issuer }: Demonstration): DueRow[] {
  if (round === null) return [{ key: 'round', urgent: true, title: m.demo_round(), detail: m.demo_no_round(), href: `${base}/demonstration`, action: m.front_open() }];
  const unnumbered = issuer === null && applications.some(({ state }) => state === 'publicised');
  const plan: DueRow[] = unnumbered ? [{ key: 'plan', urgent: true, title: m.demo_plaques(), detail: m.demo_plan_missing(), href: `${base}/demonstration`, action: m.front_open() }] : [];
  const given = plaques.flatMap((one): DueRow[] => {
    const due = plaqueDue(one, at);
    return due === '' ? [] : [{ key: one.id, urgent: one.withdrawal?.state === 'proposed' || one.checks.some(({ due: last, passed }) => passed !== true && last < dayOf(new Date(at))), title: `${one.number} ${one.team}`, detail: due, href: `${base}/demonstration/${one.applicationId}`, action: m.front_open() }];
  });
  const asked = applications.flatMap((one): DueRow[] => {
    const waits = one.state in WAITS ? WAITS[one.state as keyof typeof WAITS]() : null;
    if (waits === null && one.objections === 0) return [];
    const detail = one.objections > 0 ? m.front_objections({ count: one.objections }) : (waits ?? '');
    return [{ key: one.id, urgent: one.objections > 0, title: `${t(one.unit)} ${one.team}`, detail, href: `${base}/demonstration/${one.id}`, action: m.front_open() }];
  });
  return [...plan, ...asked, ...given].toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
}
