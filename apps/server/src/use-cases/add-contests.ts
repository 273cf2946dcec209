/** Gives an event its contests: posts, schemes in their first version, and rules, copied from the library. */
import { createHash, randomUUID } from 'node:crypto';
import type { Transaction } from '@leitai/database';
import type { Rules, Scheme, Text } from '@leitai/scoring';

export type LibraryPost = {
  readonly letter: string;
  readonly name: Text;
  readonly shortName: Text;
  readonly scheme: Scheme;
  readonly rules: Rules;
};

/** @returns the contest's id by post code. */
export async function addContests(tx: Transaction, eventId: string, posts: readonly LibraryPost[]): Promise<ReadonlyMap<string, string>> {
  const made = posts.map((post) => ({ ...post, id: randomUUID(), postId: randomUUID(), schemeVersionId: randomUUID() }));
  await tx.post.createMany({
    data: made.map(({ postId, letter, name, shortName, scheme }) => ({ eventId, id: postId, code: scheme.code, letter, name, shortName })),
  });
  await tx.schemeVersion.createMany({
    data: made.map(({ schemeVersionId, scheme }) => ({
      eventId, id: schemeVersionId, code: scheme.code, version: 1, body: scheme, hash: schemeHash(scheme),
    })),
  });
  await tx.contest.createMany({ data: made.map(({ id, postId, schemeVersionId, rules }) => ({ eventId, id, postId, schemeVersionId, rules })) });
  return new Map(made.map(({ id, scheme }) => [scheme.code, id]));
}

/** sha256 of the scheme as JSON with sorted keys, so that the same scheme has the same hash wherever it was written down. */
export const schemeHash = (scheme: Scheme): string => createHash('sha256').update(JSON.stringify(sorted(scheme))).digest('hex');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
