/** The library of posts a new event may start with: the sixteen of the demonstration. */
import { loadDemo } from '../../../../prisma/demo/index.ts';
import type { LibraryPost } from '../use-cases/add-contests.ts';

export function libraryPosts(): LibraryPost[] {
  const { event, schemes } = loadDemo();
  return event.contests.map(({ letter, name, shortName, rules }, index) => ({ letter, name, shortName, rules, scheme: schemes[index]! }));
}
