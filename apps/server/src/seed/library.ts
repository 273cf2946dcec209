/** The library of posts a new event may start with: the sixteen of the demonstration. */
import { loadDemo, loadDemonstration } from '../../../../prisma/demo/index.ts';
import type { LibraryPost } from '../use-cases/add-contests.ts';

export function libraryPosts(): LibraryPost[] {
  const { event, schemes } = loadDemo();
  return event.contests.map(({ letter, name, shortName, rules }, index) => ({ letter, name, shortName, rules, scheme: schemes[index]! }));
}

/** What a demonstration round judges by, until its organiser edits it; B as in 标兵. */
export function demonstrationPost(): LibraryPost {
  const { scheme, rules } = loadDemonstration();
  return { letter: 'B', name: scheme.name, shortName: { zh: '标准化标兵示范岗', en: 'Demonstration post' }, scheme, rules };
}
