/** What is told of a publication: the public results, composed from the truth as it stands, by the very function of the results site. */
import { WebhookKind, type WebhookMessage } from '@leitai/contract';
import { sha256, type Database, type WebhookDeliveryModel } from '@leitai/database';
import { readFacts } from '../projection/facts.ts';
import { composeResults } from '../projection/results.ts';

/** @returns the exact text to send; null when its contest is not there any more. */
export async function composeMessage(db: Database, { messageId, kind, createdAt, eventId, contestId, subject }: WebhookDeliveryModel): Promise<string | null> {
  const message: WebhookMessage = {
    id: messageId, type: WebhookKind.parse(kind), at: createdAt.toISOString(), eventId, contestId, results: null, resultsHash: null,
    certificate: subject === null ? null : { number: subject },
  };
  if (contestId === null || !kind.startsWith('results.')) return JSON.stringify(message);
  const facts = await readFacts(db, eventId, contestId);
  if (!facts) return null;
  const results = composeResults(facts);
  return JSON.stringify({ ...message, results, resultsHash: sha256(JSON.stringify(results)) } satisfies WebhookMessage);
}
