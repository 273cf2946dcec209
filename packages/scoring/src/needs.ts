/** What must stand beside a mark: a note or evidence, always or at its extremes (NEED-1). */
import { allCriteria, compileScheme, type PlannedCriterion } from './compile.ts';
import { compare, parse, ZERO } from './exact.ts';
import { own } from './own.ts';
import type { Issue, Marks } from './result.ts';
import type { MarkValue, Need, Scheme } from './scheme.ts';
import { issue } from './shape.ts';

/** What stands beside a mark: a note, and how many pieces of evidence. */
export type Beside = { readonly note?: string; readonly evidence?: number };

/** What this mark needs beside it, each once. A mark whose points are not known yet needs only what is always needed. */
export function needsOf(scheme: Scheme, criterionId: string, mark: MarkValue): Need['what'][] {
  const planned = compileScheme(scheme).criteria.find((one) => one.id === criterionId);
  if (!planned) return [];
  const needs = (planned.criterion.needs ?? []).filter(({ when }) => applies(when, planned, mark));
  return [...new Set(needs.map((need) => need.what))];
}

const lacks = (what: Need['what'], { note = '', evidence = 0 }: Beside): boolean => (what === 'note' ? note.trim() === '' : evidence < 1);

/** Lists what a mark needs and does not have. Never throws for a mark that `checkMark` accepts. */
export function checkNeeds(scheme: Scheme, criterionId: string, mark: MarkValue, beside: Beside): Issue[] {
  return needsOf(scheme, criterionId, mark)
    .filter((what) => lacks(what, beside))
    .map((what) => (what === 'note' ? issue('note-needed', criterionId, 'say why in a note') : issue('evidence-needed', criterionId, 'attach a photograph or a document')));
}

export type UnmetNeed = { readonly criterionId: string; readonly what: Need['what'] };

/** What the marks of a sheet need and do not have, in the scheme's order. An unmarked criterion needs its mark first. */
export function unmetNeeds(scheme: Scheme, marks: Marks, beside: (criterionId: string) => Beside): UnmetNeed[] {
  return allCriteria(scheme).flatMap(({ id: criterionId }) => {
    const mark = own(marks, criterionId);
    return mark === undefined ? [] : needsOf(scheme, criterionId, mark).filter((what) => lacks(what, beside(criterionId))).map((what) => ({ criterionId, what }));
  });
}

function applies(when: Need['when'], { criterion, max, points }: PlannedCriterion, mark: MarkValue): boolean {
  const earned = mark.type === 'not-applicable' ? null : points(mark, null);
  if (when === 'always' || earned === null) return when === 'always';
  const full = compare(earned, max) >= 0;
  const none = compare(earned, criterion.min === undefined ? ZERO : parse(criterion.min)) <= 0;
  switch (when) {
    case 'full': return full;
    case 'none': return none;
    case 'extremes': return full || none;
    case 'not-full': return !full;
    default: return when satisfies never;
  }
}
