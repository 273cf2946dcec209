/** The words of readings, in the reader's language. */
import { t } from '#lib/i18n/locale.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ReadingWords } from './reading.ts';

export const readingWords: ReadingWords = {
  text: t,
  pass: m.judge_pass,
  fail: m.judge_fail,
  none: m.judge_none,
  notApplicable: m.judge_not_applicable,
  times: (count) => m.judge_times({ count }),
  list: (parts) => parts.join(m.judge_list_comma()),
  ticked: (count, of) => m.judge_ticked_short({ count, of }),
};
