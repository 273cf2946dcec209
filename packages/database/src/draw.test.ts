// A draw is a permutation, the same from the same seed, fair over seeds, and can be done by hand with any SHA-256.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { drawNumbers, listHash } from './draw.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test('everybody draws one number, whatever the size', () => {
  for (const count of [0, 1, 2, 3, 24, 264]) {
    expect([...drawNumbers('seed', 'contestant', count)].sort((a, b) => a - b)).toEqual(upTo(count));
  }
});

test('the same seed draws the same; another seed, or the other step, draws otherwise', () => {
  expect(drawNumbers('a', 'station', 30)).toEqual(drawNumbers('a', 'station', 30));
  expect(drawNumbers('a', 'station', 30)).not.toEqual(drawNumbers('b', 'station', 30));
  expect(drawNumbers('a', 'station', 30)).not.toEqual(drawNumbers('a', 'contestant', 30));
});

test('as worked by hand: the order of the digests is the order of the numbers', () => {
  const digest = (place: number): string => createHash('sha256').update(`leitai contestant ${place}`).digest('hex');
  expect([digest(1), digest(2), digest(3)].map((hex) => hex.slice(0, 4))).toEqual(['ffb3', '6829', 'b148']);
  expect(drawNumbers('leitai', 'contestant', 3)).toEqual([3, 1, 2]);
});

test('over many seeds every place draws every number about equally often, and neighbours are not kept together', () => {
  const [count, rounds] = [6, 6_000];
  const hits = upTo(count).map(() => new Array<number>(count).fill(0));
  let together = 0;
  for (let round = 0; round < rounds; round += 1) {
    const drawn = drawNumbers(`seed ${round}`, 'station', count);
    drawn.forEach((number, place) => (hits[place]![number - 1]! += 1));
    if (Math.abs(drawn[0]! - drawn[1]!) === 1) together += 1;
  }
  const expected = rounds / count;
  // χ² of each place with 5 degrees of freedom: 20.5 is passed once in a thousand; the seeds are fixed, so this never wavers.
  for (const row of hits) expect(row.reduce((sum, hit) => sum + (hit - expected) ** 2 / expected, 0)).toBeLessThan(20.5);
  expect(together / rounds).toBeCloseTo(1 / 3, 1);
});

test('the list’s hash is that of its lines', () => {
  const organisation = (zh: string) => ({ zh, en: 'x' });
  const hash = createHash('sha256').update('1 王芳 恒信物业\n2 李雷 瑞禾后勤').digest('hex');
  expect(listHash([{ name: '王芳', organisation: organisation('恒信物业') }, { name: '李雷', organisation: organisation('瑞禾后勤') }])).toBe(hash);
});
