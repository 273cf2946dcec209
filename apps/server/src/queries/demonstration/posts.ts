/** The posts a team may stand for: those of the library, then those only the sources have. */
import type { Text } from '@leitai/contract';
import type { Database, Transaction } from '@leitai/database';
import { libraryPosts } from '../../seed/library.ts';

export async function postsOf(db: Database | Transaction, sources: readonly string[]): Promise<{ code: string; name: Text }[]> {
  const library = libraryPosts().map(({ scheme, name }) => ({ code: scheme.code, name }));
  const known = new Set(library.map(({ code }) => code));
  const own = await db.post.findMany({ where: { eventId: { in: [...sources] }, code: { notIn: [...known] } }, distinct: ['code'], orderBy: { code: 'asc' } });
  return [...library, ...own.map(({ code, name }) => ({ code, name: name as Text }))];
}
