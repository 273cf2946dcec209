/** Puts a document together: its parts with their tables, what it rests on, and the hash two copies are compared by. */
import type { Paper, PaperKind, PaperPart, PaperTable } from '@leitai/contract';
import { sha256 } from '@leitai/database';
import { serverTime } from '../../clock.ts';
import type { Ground } from './ground.ts';
import { TITLES, type Words } from './words.ts';

/** What is not said is empty. Parts that give the same table share it. */
export type Part = Partial<Omit<PaperPart, 'table'>> & { readonly table?: PaperTable };
export type Body = { readonly parts: readonly Part[]; readonly cover?: boolean; readonly landscape?: boolean; /** Of what rests on no contest. */ readonly revision?: number };

export const text = (name: Words, share: number): PaperTable['columns'][number] => ({ name, type: 'text', share });
export const number = (name: Words, share: number): PaperTable['columns'][number] => ({ name, type: 'number', share });

/** @param contestId of which contest; none: of the whole event. */
export function build(kind: PaperKind, { event, contests }: Ground, contestId: string | undefined, body: Body): Paper {
  const contest = contests.find(({ id }) => id === contestId);
  const revision = body.revision ?? (contest ? [contest] : contests).reduce((sum, one) => sum + one.revision, 0);
  return put({ kind, title: TITLES[kind], event, contest: contest ? { letter: contest.letter, name: contest.name } : null, revision }, body);
}

type Head = Pick<Paper, 'kind' | 'title' | 'contest' | 'revision'> & { readonly event: Pick<Ground['event'], 'name' | 'practice'> };

/** A document whose title and ground are its own. */
export function put({ event, ...head }: Head, { parts, cover = false, landscape = false }: Body): Paper {
  const tables = [...new Set(parts.flatMap(({ table }) => table ?? []))];
  const paper = {
    ...head, event: event.name, cover, landscape, practice: event.practice,
    parts: parts.map(({ heading = null, newPage = false, facts = [], words = [], lines = [], table, ...drawn }) =>
      ({ heading, newPage, facts, words, lines, table: table ? tables.indexOf(table) : null, ...drawn })),
    tables,
  };
  return { ...paper, hash: sha256(JSON.stringify(paper)), madeAt: serverTime().toISOString() };
}
