/** A scheme too wide for the screen, in pages: whole modules as long as they fit, a long one cut. */
import type { Criterion, Scheme } from '@leitai/scoring';

type Module = Scheme['modules'][number];
/** A module, or the part of one, that a page shows. */
export type Part = { readonly module: Module; readonly criteria: readonly Criterion[] };
export type MatrixPage = readonly Part[];

const sizeOf = (page: MatrixPage): number => page.reduce((sum, { criteria }) => sum + criteria.length, 0);

/** @param room how many criteria fit beside each other, at least 1. */
export function pagesOf(modules: readonly Module[], room: number): readonly MatrixPage[] {
  const parts = modules.flatMap((module) => cut(module.criteria, room).map((criteria): Part => ({ module, criteria })));
  const pages: Part[][] = [];
  for (const part of parts) {
    const page = pages.at(-1);
    if (page && sizeOf(page) + part.criteria.length <= room) page.push(part);
    else pages.push([part]);
  }
  return pages;
}

/** Parts of nearly one length, so that no page holds a single leftover. */
function cut(criteria: readonly Criterion[], room: number): (readonly Criterion[])[] {
  const count = Math.ceil(criteria.length / room);
  const length = Math.ceil(criteria.length / Math.max(count, 1));
  return Array.from({ length: count }, (_, index) => criteria.slice(index * length, (index + 1) * length));
}
