/** The code an entrant is judged and shown by: the contest's letter and the place in the order of appearance. */
import { randomInt } from 'node:crypto';

/** @param position from 1: "A-07". */
export const blindCode = (letter: string, position: number): string => `${letter}-${String(position).padStart(2, '0')}`;

/** A fair shuffle (Fisher–Yates, from the system's random source): the order of appearance follows no list. */
export function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const pick = randomInt(last + 1);
    [order[last], order[pick]] = [order[pick]!, order[last]!];
  }
  return order;
}
