// No operation of the API goes by its address: each says in both languages what it is for.

import { expect, test } from 'vitest';
import { operations } from './document.ts';

test('every operation has words of its own in both languages', () => {
  const bare = operations.filter(({ words: { zh, en } }) => !/\p{Script=Han}/u.test(zh) || /[/:]/.test(en));
  expect(bare.map(({ key }) => key)).toEqual([]);
  for (const lang of ['zh', 'en'] as const) {
    const twice = [...Map.groupBy(operations, ({ words }) => words[lang])].filter(([, all]) => all.length > 1);
    expect(twice.map(([, all]) => all.map(({ key }) => key))).toEqual([]);
  }
});
