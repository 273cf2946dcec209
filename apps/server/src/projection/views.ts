/** The contests' boards that stand, for whatever adds them up: only what is newer than last time is fetched from the store and read. */
import type { BoardState } from '@leitai/contract';
import type { Places } from './board.ts';
import { boardKey, placesKey } from './keys.ts';
import type { LiveStore, Stored } from './live-store.ts';
import type { ContestView } from './overview.ts';

type Kept = { readonly revision: number; readonly value: unknown };
/** By key, what was read last; a state never changes under its revision. */
const known = new WeakMap<LiveStore, Map<string, Kept>>();

/** In the order asked for; null for a contest of which board or places are not there, and for all while the store is away. */
export async function standingViews(live: LiveStore, eventId: string, contestIds: readonly string[]): Promise<(ContestView | null)[]> {
  const keys = contestIds.flatMap((id) => [boardKey(eventId, id), placesKey(eventId, id)]);
  const revisions = await live.revisions(keys).catch(() => []);
  const values = await Promise.all(keys.map((key, index) => valueOf(live, key, revisions[index] ?? null)));
  return contestIds.map((_id, index) => {
    const [board, places] = values.slice(index * 2, index * 2 + 2) as [BoardState | null, Places | null];
    return board && places && { board, places };
  });
}

async function valueOf(live: LiveStore, key: string, revision: number | null): Promise<unknown> {
  if (revision === null) return null;
  const kept = known.get(live) ?? new Map<string, Kept>();
  known.set(live, kept);
  const last = kept.get(key);
  if (last?.revision === revision) return last.value;
  const stored = await standing(live, key);
  if (!stored) return null;
  const value: unknown = JSON.parse(stored.body);
  kept.set(key, { revision: stored.revision, value });
  return value;
}

/** What stands in the store; nothing while it is away. */
export const standing = (live: LiveStore, key: string): Promise<Stored | null> => live.get(key).catch(() => null);
