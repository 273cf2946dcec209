/** A scheme for its editor, with the clauses that the event's schemes already cite. */
import type { SchemeFile } from '@leitai/contract';
import { allCriteria, type Clause } from '@leitai/scoring';
import { api } from '#lib/api.ts';

export async function loadScheme(eventId: string, schemeId: string): Promise<{ file: SchemeFile; clauses: readonly Clause[] }> {
  const read = (id: string) => api('GET /api/events/:eventId/schemes/:schemeId', { params: { eventId, schemeId: id } });
  const file = await read(schemeId);
  const cards = await api('GET /api/events/:eventId/schemes', { params: { eventId } });
  const others = await Promise.all(cards.filter(({ id }) => id !== schemeId).map(({ id }) => read(id)));
  const cited = [file, ...others].flatMap(({ scheme }) => allCriteria(scheme).flatMap(({ clauses }) => clauses));
  const known = new Map(cited.filter(({ standard }) => standard.trim() !== '').map((one) => [`${one.standard}\n${one.number ?? ''}`, one]));
  return { file, clauses: [...known.values()].sort((a, b) => a.standard.localeCompare(b.standard)) };
}
