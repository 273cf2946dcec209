// What stands in Redis belongs to one event, one contest, and one shape of what is sent.

import { BoardState } from '@leitai/contract';
import { shapeOf } from '@leitai/contract/shapes';
import { z } from 'zod';
import { expect, it } from 'vitest';
import { boardKey, eventKeys } from './keys.ts';

it('a board with another column has another name', () => {
  const shape = shapeOf(BoardState).slice(0, 6);
  expect(boardKey('e', 'c')).toContain(shape);
  expect(shapeOf(BoardState.extend({ more: z.string() })).slice(0, 6)).not.toBe(shape);
});

it('everything of an event has a name of its own, in the event’s slot', () => {
  const keys = eventKeys('e', ['a', 'b']);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every((key) => key.startsWith('leitai:{e}:'))).toBe(true);
});
