/** Brakes: what fails counts, from one place and from all, and what comes from everywhere shuts nobody out who has come in before. */
import { expect, test } from 'vitest';
import { guarded, isHome, makeLimits } from './limits.ts';

const tried = (attempt: Promise<unknown>) => attempt.then(() => 'in', (error: { code?: string; message: string }) => error.code ?? error.message);
const wrong = (): Promise<never> => Promise.reject(new Error('wrong'));
const right = (): Promise<string> => Promise.resolve('');

test('guessing from everywhere at once ends for all, but for those who have come in from where they are', async () => {
  const { pairing } = makeLimits(null);
  expect(await tried(guarded(pairing, 'hall', right))).toBe('in');
  const guesses: string[] = [];
  for (let place = 0; place < 30; place += 1) for (let guess = 0; guess < 5; guess += 1) guesses.push(await tried(guarded(pairing, `elsewhere ${place}`, wrong)));
  expect([...new Set(guesses)]).toEqual(['wrong', 'request.rate-limited']);
  expect(guesses.filter((one) => one === 'wrong')).toHaveLength(120);
  expect(await tried(guarded(pairing, 'a new place', right))).toBe('request.rate-limited');
  expect(await tried(guarded(pairing, 'hall', right))).toBe('in');
  // Having come in once is no leave to guess.
  for (let guess = 0; guess < 20; guess += 1) expect(await tried(guarded(pairing, 'hall', wrong))).toBe('wrong');
  expect(await tried(guarded(pairing, 'hall', right))).toBe('request.rate-limited');
});

test('who was let in before is not held up by what others try from the same place, and may guess no more than they', async () => {
  const limits = makeLimits(null);
  const { pairing } = limits;
  expect(await isHome(limits, 'hall')).toBe(false);
  for (let guess = 0; guess < 20; guess += 1) expect(await tried(guarded(pairing, 'hall', wrong))).toBe('wrong');
  expect(await tried(guarded(pairing, 'hall', right))).toBe('request.rate-limited');
  expect(await tried(guarded(pairing, 'hall', right, 'judge 1'))).toBe('in');
  expect(await isHome(limits, 'hall')).toBe(true);
  for (let guess = 0; guess < 20; guess += 1) expect(await tried(guarded(pairing, 'hall', wrong, 'judge 1'))).toBe('wrong');
  expect(await tried(guarded(pairing, 'hall', right, 'judge 1'))).toBe('request.rate-limited');
});

test('who was let in before is one of all, where nobody has come in', async () => {
  const { pairing } = makeLimits(null);
  for (let guess = 0; guess < 120; guess += 1) await tried(guarded(pairing, `elsewhere ${guess}`, wrong));
  expect(await tried(guarded(pairing, 'another place', right, 'judge 1'))).toBe('request.rate-limited');
});
