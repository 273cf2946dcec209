/** Which lines of a register are looked at: one rule for the page that shows them and the workbook made of them. No schemas, so that every page may ask. */
import type { RegisterEntry, RegisterOverview } from './registers.ts';
import { registerDefinitions, type RegisterField, type RegisterKind } from './register-kinds.ts';

/** Empty: anything. Organisations by their Chinese name, posts by code, days as YYYY-MM-DD, both included. */
export type Sought = { words: string; organisation: string; post: string; from: string; until: string; /** Whether struck and rejected lines are shown. */ struck: boolean };
export const EVERYTHING: Readonly<Sought> = { words: '', organisation: '', post: '', from: '', until: '', struck: false };

type Words = { readonly zh: string; readonly en: string };
type Names = Pick<RegisterOverview, 'organisations' | 'posts'>;

/** A cell as people read it. */
export function cellWords(field: RegisterField, value: string, { organisations, posts }: Names): Words {
  const words = field.type === 'choice' ? field.choices?.find(({ id }) => id === value)?.words
    : field.type === 'organisation' ? organisations.find(({ zh }) => zh === value)
    : field.type === 'post' ? posts.find(({ code }) => code === value)?.name
    : undefined;
  return words ?? { zh: value, en: value };
}

/** Words are looked for in both languages, whichever is read; a line without a day is in no period. */
export function linesFound<E extends Pick<RegisterEntry, 'state' | 'cells' | 'day'>>(register: RegisterKind, entries: readonly E[], { words, organisation, post, from, until, struck }: Sought, names: Names): E[] {
  const [looked, { fields }] = [words.trim().toLowerCase(), registerDefinitions[register]];
  const says = (field: RegisterField, value: string): boolean => Object.values(cellWords(field, value, names)).some((text) => text.toLowerCase().includes(looked));
  return entries.filter(({ state, cells, day }) =>
    (struck || state === 'stands' || state === 'waiting') && (organisation === '' || cells['organisation'] === organisation) && (post === '' || cells['post'] === post)
    && ((from === '' && until === '') || (day !== null && day >= from && (until === '' || day <= until)))
    && (looked === '' || fields.some((field) => says(field, cells[field.id] ?? ''))));
}
