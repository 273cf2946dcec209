/** Why a version was refused, with what the engine found. */
import { issueText, type Issue } from '@leitai/scoring';
import { errorMessage, RefusalError } from '#lib/errors.ts';
import { locale } from '#lib/i18n/locale.svelte.ts';

export function refusalWords(error: unknown): string {
  const { letter, issues } = (error instanceof RefusalError ? (error.details ?? {}) : {}) as { letter?: string; issues?: readonly Issue[] };
  const found = (issues ?? []).map((issue) => `${issue.path} ${issueText(issue, locale())}`);
  return [letter === undefined ? '' : `[${letter}]`, errorMessage(error), ...found].filter(Boolean).join(' ');
}
