/** The bodies of versions, asked for once: a version never changes. */
import type { Scheme } from '@leitai/scoring';
import { api } from '#lib/api.ts';

const known = new Map<string, Promise<Scheme>>();

export function versionBody(eventId: string, schemeId: string, versionId: string): Promise<Scheme> {
  const asked = known.get(versionId) ?? api('GET /api/events/:eventId/schemes/:schemeId/versions/:versionId', { params: { eventId, schemeId, versionId } }).then(({ scheme }) => scheme);
  known.set(versionId, asked);
  asked.catch(() => known.delete(versionId));
  return asked;
}
