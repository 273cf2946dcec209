/** Why people, posts or seats were not changed: the refusal's words, with whom or what its details name. Call it in a template. */
import { reasonOf } from '#lib/console/refusals.ts';
import { listOf } from '#lib/console/words.ts';
import { RefusalError } from '#lib/errors.ts';
import { m } from '#lib/paraglide/messages.js';

export function peopleReason(error: unknown): string {
  if (!(error instanceof RefusalError)) return reasonOf(error);
  const details = (error.details ?? {}) as Readonly<Record<string, unknown>>;
  const named = details['name'] ?? details['contests'] ?? details['posts'];
  const list = Array.isArray(named) ? listOf(named.map(String)) : typeof named === 'string' ? named : '';
  const reason = error.code === 'contest.marking-started' ? m.people_begun() : reasonOf(error);
  return list === '' ? reason : m.people_reason({ reason, list });
}
