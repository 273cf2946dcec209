/** What a mark still needs beside it, in words. */
import type { UnmetNeed } from '@leitai/scoring';
import { m } from '#lib/paraglide/messages.js';

/** Empty when nothing is wanting. */
export function needWords(needs: readonly UnmetNeed[], criterionId: string): string {
  const wanting = needs.filter((need) => need.criterionId === criterionId).map(({ what }) => what);
  if (wanting.length > 1) return m.evidence_need_both();
  if (wanting[0] === 'note') return m.evidence_need_note();
  return wanting.length > 0 ? m.evidence_need_photo() : '';
}
