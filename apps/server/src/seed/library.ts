/** The library of posts a new event may start with: the sixteen of the demonstration. */
import { loadDemo } from '../../../../prisma/demo/index.ts';
import type { LibraryPost } from '../use-cases/add-contests.ts';

export function libraryPosts(): LibraryPost[] {
  const { event, schemes } = loadDemo();
  // How far judges may lie apart is the event's own to set; the demonstration's limits are not anybody's.
  return event.contests.map(({ letter, name, shortName, rules: { spread: _, ...rules } }, index) => ({ letter, name, shortName, rules, scheme: schemes[index]! }));
}
