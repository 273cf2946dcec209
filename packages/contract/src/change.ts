/** What changed between two states of a public page. Frames carry changes, snapshots the whole; either leads to the same state. */
import type { BoardState, OverviewState } from './board.ts';

/** The pages that are told by changes: what joins one and names it, and which lists have items that are known by a key. */
export const CHANGING = {
  'board:changed': { join: 'board:join', id: 'contestId', lists: { rows: 'code' } },
  'overview:changed': { join: 'overview:join', id: 'eventId', lists: { contests: 'contestId' } },
} as const;
export type ChangingStates = { readonly 'board:changed': BoardState; readonly 'overview:changed': OverviewState };
export type Changing = keyof ChangingStates;

type Item = Readonly<Record<string, unknown>>;
type ListChange = {
  /** By key what differs of an item that stays, and all of one that is new. */
  readonly items: Readonly<Record<string, Item>>;
  /** Keys of those that are no longer there. */
  readonly gone?: readonly string[];
  /** All keys in their order, where it is not the order from before with the new ones at `at`. */
  readonly order?: readonly string[];
  readonly at?: Readonly<Record<string, number>>;
};
export type Change<State> = {
  /** Names the page. */
  readonly id: string;
  /** The revision it starts from; whoever has another asks for the whole. */
  readonly from: number;
  readonly revision: number;
  /** Fields that differ. */
  readonly set: Partial<State>;
  readonly lists: Readonly<Record<string, ListChange>>;
};
export type Frame<State> = State | Change<State>;

export const isChanging = (name: string): name is Changing => Object.hasOwn(CHANGING, name);
export const isChange = <State extends object>(frame: Frame<State>): frame is Change<State> => 'from' in frame;

/** What names the page of a state. */
export const pageOf = <N extends Changing>(name: N, state: ChangingStates[N]): string => (state as unknown as Record<string, string>)[CHANGING[name].id]!;

/** @returns null when a field that was there is gone: then the whole has to be told. Both states are JSON. */
export function changeOf<N extends Changing>(name: N, from: ChangingStates[N], to: ChangingStates[N]): Change<ChangingStates[N]> | null {
  const { lists } = CHANGING[name];
  const [before, after] = [from as unknown as Item, to as unknown as Item];
  const set = differing(before, after);
  if (!set) return null;
  delete set['revision'];
  const listChanges: Record<string, ListChange> = {};
  for (const [field, key] of Object.entries(lists) as [string, string][]) {
    if (!(field in set)) continue;
    delete set[field];
    listChanges[field] = listChange(key, before[field] as readonly Item[], after[field] as readonly Item[]);
  }
  return { id: pageOf(name, to), from: from.revision, revision: to.revision, set: set as Partial<ChangingStates[N]>, lists: listChanges };
}

/** The state that a change leads to. @param state at the revision the change starts from. */
export function stateAfter<N extends Changing>(name: N, state: ChangingStates[N], { revision, set, lists }: Change<ChangingStates[N]>): ChangingStates[N] {
  const keys: Readonly<Record<string, string>> = CHANGING[name].lists;
  const changed = Object.entries(lists).map(([field, change]) =>
    [field, listAfter(keys[field]!, (state as unknown as Record<string, readonly Item[]>)[field]!, change)]);
  return { ...state, ...set, ...Object.fromEntries(changed), revision };
}

/** The fields of `after` that `before` has not, or otherwise; null when one is gone. */
function differing(before: Item, after: Item): Record<string, unknown> | null {
  if (Object.keys(before).some((field) => !(field in after))) return null;
  return Object.fromEntries(Object.entries(after).filter(([field, value]) => value !== before[field] && JSON.stringify(value) !== JSON.stringify(before[field])));
}

function listChange(key: string, before: readonly Item[], after: readonly Item[]): ListChange {
  const keyOf = (item: Item): string => item[key] as string;
  const had = new Map(before.map((item) => [keyOf(item), item]));
  const items: Record<string, Item> = {};
  const at: Record<string, number> = {};
  for (const [index, item] of after.entries()) {
    const known = had.get(keyOf(item));
    const differs = known && differing(known, item);
    if (!differs) [items[keyOf(item)], at[keyOf(item)]] = [item, index];
    else if (Object.keys(differs).length > 0) items[keyOf(item)] = differs;
  }
  const order = after.map(keyOf);
  const stays = new Set(order);
  const gone = before.map(keyOf).filter((name) => !stays.has(name));
  const change: ListChange = { items, ...(gone.length > 0 && { gone }), ...(Object.keys(at).length > 0 && { at }) };
  return isSame(orderAfter(before.map(keyOf), change), order) ? change : { ...change, order };
}

function listAfter(key: string, before: readonly Item[], change: ListChange): Item[] {
  const had = new Map(before.map((item) => [item[key] as string, item]));
  return orderAfter([...had.keys()], change).map((name) => {
    const item = change.items[name];
    return change.at?.[name] !== undefined ? item! : { ...had.get(name)!, ...item };
  });
}

function orderAfter(before: readonly string[], { order, gone = [], at = {} }: ListChange): readonly string[] {
  if (order) return order;
  const left = new Set(gone);
  const names = before.filter((name) => !left.has(name) && at[name] === undefined);
  for (const [name, index] of Object.entries(at).sort(([, a], [, b]) => a - b)) names.splice(index, 0, name);
  return names;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((name, index) => name === b[index]);
