/** The sealed draw as anybody can do it over again: two permutations from one committed seed. Pure. */
import type { Text } from '@leitai/contract';
import { sha256 } from './sha256.ts';

/** `contestant`: persons of the list to contestant numbers; `station`: contestant numbers to stations. */
type DrawStep = 'contestant' | 'station';
/** A line of the list the seed is applied to. */
export type Listed = { readonly personId: string; readonly name: string; readonly organisation: Text };

/**
 * Everybody from 1 to `count` is put in the order of the SHA-256 (lower-case hex) of "seed step i"; who comes k-th draws k.
 * @returns at index i − 1 what i drew, from 1.
 */
export function drawNumbers(seed: string, step: DrawStep, count: number): number[] {
  const order = Array.from({ length: count }, (_, index) => ({ index, by: sha256(`${seed} ${step} ${index + 1}`) }));
  const drawn = new Array<number>(count);
  for (const [place, { index }] of order.sort((a, b) => (a.by < b.by ? -1 : 1)).entries()) drawn[index] = place + 1;
  return drawn;
}

/** SHA-256 of the list as it is published: a line "place name organisation" each, in Chinese, without a last line break. */
export const listHash = (list: readonly Pick<Listed, 'name' | 'organisation'>[]): string =>
  sha256(list.map(({ name, organisation }, index) => `${index + 1} ${name} ${organisation.zh}`).join('\n'));
