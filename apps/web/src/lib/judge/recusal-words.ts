/** Why a judge does not mark somebody, in words. Call it in a template: it follows a switch of language. */
import type { RecusalCause } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

export function causeWord(cause: RecusalCause): string {
  switch (cause) {
    case 'organisation': return m.recusal_by_organisation();
    case 'declared': return m.recusal_declared();
    case 'ordered': return m.recusal_ordered();
    default: return cause satisfies never;
  }
}
