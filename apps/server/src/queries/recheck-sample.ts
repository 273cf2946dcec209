/** Which results are rechecked before anybody signs: all from the top, and of the rest those a committed seed picks. */
import type { RecheckFigures } from '@leitai/contract';
import { sha256 } from '@leitai/database';

/** In the order of the list; who has a result but no rank comes without one. */
export type Listed = { readonly entrantId: string; readonly code: string; readonly rank: number | null };

/**
 * 总成绩排名前 30% 全部复核，其余抽检不低于 15%: everybody ranked within the first `top` percent (rounded up, ties at the edge
 * included), and `rest` percent (rounded up) of the others, by the smallest SHA-256 of "seed code". The same seed gives the same sample.
 * @returns entrant ids, in the order of the list.
 */
export function recheckSample(list: readonly Listed[], { top, rest }: RecheckFigures, seed: string): string[] {
  const first = topOf(list, { top });
  const others = list.filter(({ entrantId }) => !first.includes(entrantId)).map(({ entrantId, code }) => ({ entrantId, by: sha256(`${seed} ${code}`) }));
  const picked = others.sort((a, b) => (a.by < b.by ? -1 : 1)).slice(0, share(others.length, rest));
  const chosen = new Set([...first, ...picked.map(({ entrantId }) => entrantId)]);
  return list.filter(({ entrantId }) => chosen.has(entrantId)).map(({ entrantId }) => entrantId);
}

/** Everybody ranked within the first `top` percent (rounded up, ties at the edge included). */
export function topOf(list: readonly Listed[], { top }: Pick<RecheckFigures, 'top'>): string[] {
  const last = share(list.filter(({ rank }) => rank !== null).length, top);
  return list.filter(({ rank }) => rank !== null && rank <= last).map(({ entrantId }) => entrantId);
}

/** Whether so many errors among so many checked ones force a full recheck: more than `limit` percent. */
export const forcesFull = (errors: number, checked: number, { limit }: RecheckFigures): boolean => errors * 100 > limit * checked;
const share = (count: number, percent: number): number => Math.ceil((count * percent) / 100);
