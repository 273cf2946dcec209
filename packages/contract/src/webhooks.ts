/** Webhooks: where an event's publications are told, what is sent, and how it went. */
import { z } from 'zod';
import { Id, Instant, Plain } from './basics.ts';
import { PublicResults } from './public-results.ts';

/** `test` is sent when somebody asks for it; the others follow what became public. */
export const WebhookKind = z.enum(['results.provisional', 'results.corrected', 'results.final', 'certificate.revoked', 'test']);
export type WebhookKind = z.infer<typeof WebhookKind>;

export const NewWebhook = z.strictObject({ name: Plain.trim().min(1).max(60), url: z.url({ protocol: /^https?$/, normalize: true }).max(500) });

export const Webhook = z.object({
  id: Id,
  name: z.string(),
  url: z.string(),
  createdBy: z.string(),
  createdAt: Instant,
  /** When it was switched off, by hand or after a day of failures; what is published meanwhile waits. */
  disabledAt: Instant.nullable(),
  /** Since when nothing has arrived; null while the last attempt did. */
  failingSince: Instant.nullable(),
  waiting: z.int(),
});
export type Webhook = z.infer<typeof Webhook>;

/** The secret is shown this once. */
export const MadeWebhook = z.object({ webhook: Webhook, secret: z.string() });
export type MadeWebhook = z.infer<typeof MadeWebhook>;

export const Delivery = z.object({
  id: Id,
  /** What the receiver knows it by, also when it is sent again. */
  messageId: z.string(),
  kind: WebhookKind,
  contest: z.string().nullable(),
  createdAt: Instant,
  attempts: z.int(),
  lastAt: Instant.nullable(),
  /** What the receiver answered; null: nothing, and `failure` says why. */
  status: z.int().nullable(),
  failure: z.string().nullable(),
  deliveredAt: Instant.nullable(),
  /** When it is tried next; null once it has arrived. */
  dueAt: Instant.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

/** The body of what is sent. `results` are those of the public results site, to the letter. */
export const WebhookMessage = z.object({
  id: z.string(),
  type: WebhookKind,
  at: Instant,
  eventId: Id,
  contestId: Id.nullable(),
  results: PublicResults.nullable(),
  /** SHA-256 of the results' text: the check code of the results page. */
  resultsHash: z.string().nullable(),
  /** Of a revoked certificate; its public page is /verify/<number>. */
  certificate: z.object({ number: z.string() }).nullable(),
});
export type WebhookMessage = z.infer<typeof WebhookMessage>;
