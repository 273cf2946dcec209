/** Gives an event its contests: posts, schemes in their first version, and rules, copied from the library. */
import { randomUUID } from 'node:crypto';
import { valueHash, type Transaction } from '@leitai/database';
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

export const schemeHash = (scheme: Scheme): string => valueHash(scheme);
