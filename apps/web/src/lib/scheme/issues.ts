/** What is wrong with a scheme while it is being written. A missing word does not hide the sums. */
import { checkScheme, partAt, type Issue, type Scheme } from '@leitai/scoring';
import { put } from './path.ts';

/** The engine's issues; where all that is wrong with the shape is texts, those of the sums as well. */
export function issuesOf(scheme: Scheme): readonly Issue[] {
  const issues = checkScheme(scheme);
  const wordless = issues.filter(({ code, path }) => code === 'wrong-length' && typeof partAt(scheme, path) === 'string');
  if (wordless.length === 0 || wordless.length < issues.length) return issues;
  return [...issues, ...checkScheme(wordless.reduce((whole, { path }) => put(whole, path, '—'), scheme))];
}

export const under = (issues: readonly Issue[], path: string): readonly Issue[] => issues.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
