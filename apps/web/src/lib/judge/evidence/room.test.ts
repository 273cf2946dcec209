/** Sizes as people read them. */
import { expect, it } from 'vitest';
import { sizeText } from './room.ts';

it.each([[0, '0.1 MB'], [250_000, '0.3 MB'], [9_940_000, '9.9 MB'], [10_717_000, '11 MB'], [10_717_000_000, '10.7 GB']])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
