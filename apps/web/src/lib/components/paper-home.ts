/** Where the way back from a paper leads in a tab that has shown nothing else. */
import type { Role } from '@leitai/contract';
import { api } from '#lib/api.ts';

/** Who has no console. */
const OWN: { readonly [R in Role]?: string } = { judge: '/judge', chief: '/chief', leader: '/unit', inspector: '/inspect', steward: '/call', contestant: '/my-result', public: '/' };
/** What the unit has a page of its own for, under the same name. */
const OF_UNIT = /^\/console\/[^/]+(\/(?:appeals|findings|demonstration)\/[^/]+)$/;

/** The page in the console that a paper belongs to, or for who has no console the nearest they may open. */
export async function paperHome(home: string): Promise<string> {
  if (!home.startsWith('/console/')) return home;
  const { role } = await api('GET /api/session');
  const same = role === 'leader' ? OF_UNIT.exec(home) : null;
  return same ? `/unit${same[1]}` : (OWN[role] ?? home);
}
