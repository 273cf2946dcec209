/** What is wrong with the rules of a practical check. */
import { checkRules } from './check-rules.ts';
import { passCut, type CheckRules } from './checks.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { allCriteria } from './compile.ts';
import { compare, isDecimal, ONE, parse, ZERO } from './exact.ts';
import type { Issue } from './result.ts';
import type { Scheme } from './scheme.ts';
import { issue } from './shape.ts';

/** Lists everything wrong with rules of a known shape: bands, references, and a pass mark nobody could reach. */
export function checkCheckRules(rules: CheckRules, scheme: Scheme): Issue[] {
  const known = new Set(scheme.vetoes.map(({ id }) => id));
  const unknown = rules.failVetoes.flatMap((id, index) => (known.has(id) ? [] : [issue('unknown-reference', `failVetoes.${index}`, 'name a veto of the scheme', { id })]));
  const estimates = rules.pass.method === 'angoff' ? estimateIssues(rules.pass.estimates, scheme) : [];
  const grades = checkRules({ ...DEFAULT_RULES, grades: rules.grades }, scheme);
  if (unknown.length + estimates.length + grades.length > 0) return [...unknown, ...estimates, ...grades];
  const cut = passCut(rules.pass, scheme);
  const reachable = cut !== null && compare(parse(cut), ZERO) > 0 && compare(parse(cut), parse(scheme.max)) <= 0;
  return reachable ? [] : [issue('out-of-range', 'pass', `above 0, at most ${scheme.max}`, { above: 0, most: scheme.max })];
}

/** Each assessor says something from 0 to 1 of every criterion. */
function estimateIssues(estimates: readonly { readonly values: Readonly<Record<string, string>> }[], scheme: Scheme): Issue[] {
  return estimates.flatMap(({ values }, row) => allCriteria(scheme).flatMap(({ id }) => {
    const value = values[id];
    const sound = isDecimal(value) && compare(parse(value), ZERO) >= 0 && compare(parse(value), ONE) <= 0;
    return sound ? [] : [issue('out-of-range', `pass.estimates.${row}.values.${id}`, 'from 0 to 1', { least: 0, most: 1 })];
  }));
}
