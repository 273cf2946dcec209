/** Why something of a practical check is as it is, in words. */
import type { CheckCohort, CheckOutcomeRow, CheckSettings } from '@leitai/contract';
import { checkCheckRules, checkInWords, issueText, type CheckRules, type CheckScheme, type Scheme } from '@leitai/scoring';
import { errorMessage, RefusalError } from '#lib/errors.ts';
import { wholeDay } from '#lib/i18n/days.ts';
import { locale, t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

const schemeOf = ({ max, criteria }: CheckCohort): CheckScheme => ({ max, modules: [{ criteria }] });

/** The rules as sentences, with the example; what is wrong with them instead, where something is. */
export function rulesSaid(cohort: CheckCohort, { rules, day }: CheckSettings): { readonly sentences: readonly string[]; readonly wrong: readonly string[] } {
  // Of the scheme the check looks at ids and maxes alone.
  const scheme = { ...schemeOf(cohort), vetoes: cohort.vetoes } as unknown as Scheme;
  const wrong = checkCheckRules(rules as CheckRules, scheme).map((issue) => issueText(issue, locale()));
  if (wrong.length > 0) return { sentences: [], wrong: [...new Set(wrong)] };
  const name = (id: string): string => { const veto = cohort.vetoes.find((one) => one.id === id); return veto ? t(veto.name) : id; };
  return { sentences: checkInWords(rules as CheckRules, scheme, name, day).map((sentence) => sentence[locale()]), wrong: [] };
}

const outcomes: { readonly [S in CheckOutcomeRow['status']]: () => string } = {
  passed: m.check_passed, failed: m.check_failed, absent: m.check_absent, withdrawn: m.check_withdrawn, disqualified: m.check_disqualified, waiting: m.check_waiting,
};
export const outcomeWord = ({ status }: CheckOutcomeRow): string => outcomes[status]();

export const whyWords = ({ why, vetoes }: CheckOutcomeRow): string =>
  [...(why.includes('below') ? [m.check_below()] : []), ...(vetoes.length > 0 ? [m.check_vetoed({ names: vetoes.map((one) => t(one)).join('、') })] : [])].join('；');

type Bar = { readonly name: string; readonly why: 'waiting' | 'too-many'; readonly from: string };
export const barWords = ({ why, from }: Omit<Bar, 'name'>): string => (why === 'waiting' ? m.check_bar_waiting : m.check_bar_too_many)({ day: wholeDay(from) });

/** As `errorMessage`; who may not be checked yet is named with the day. */
export function checkFault(error: unknown): string {
  const people = error instanceof RefusalError && error.code === 'check.repeat' ? (error.details as { people?: Bar[] } | undefined)?.people : undefined;
  return people ? people.map((one) => `${one.name}：${barWords(one)}`).join('；') : errorMessage(error);
}
