/** What the sentences of a working have in common. */

/** The name of anything a step speaks of, by its id. */
export type Names = (id: string) => string;
export type Sentence = { readonly zh: string; readonly en: string };

export const NOTHING: Sentence = { zh: '', en: '' };
export const inPoints = (points: string): string => `${points} ${points === '1' ? 'point' : 'points'}`;
export const about = (of: string | undefined, names: Names): Sentence =>
  of === undefined ? NOTHING : { zh: `${names(of)}: `, en: `${names(of)}: ` };
