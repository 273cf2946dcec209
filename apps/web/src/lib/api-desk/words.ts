/** Words for scopes, for what is told, and for why it did not arrive. */
import type { Delivery, TokenScope, WebhookKind } from '@leitai/contract';
import { m } from '#lib/paraglide/messages.js';

const scopes: { readonly [S in TokenScope]: () => string } = {
  results: m.api_scope_results, read: m.api_scope_read, run: m.api_scope_run, configure: m.api_scope_configure, files: m.api_scope_files,
};
export const SCOPES = Object.keys(scopes) as readonly TokenScope[];
export const scopeWord = (scope: TokenScope): string => scopes[scope]();

const kinds: { readonly [K in WebhookKind]: () => string } = {
  'results.provisional': m.api_kind_results_provisional, 'results.corrected': m.api_kind_results_corrected, 'results.final': m.api_kind_results_final,
  'certificate.revoked': m.api_kind_certificate_revoked, test: m.api_kind_test,
};
export const kindWord = (kind: WebhookKind): string => kinds[kind]();

/** What the receiver said, or why it said nothing. */
export function answerWord({ status, failure }: Delivery): string {
  if (status !== null) return String(status);
  if (failure === null) return '—';
  return failure === 'timeout' ? m.api_failure_timeout() : failure === 'webhook.address' ? m.api_failure_address() : m.api_failure_other();
}
