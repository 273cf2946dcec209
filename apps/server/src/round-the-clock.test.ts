import type { Logger } from 'pino';
import { expect, test } from 'vitest';
import { eachByItself, roundTheClock } from './round-the-clock.ts';

/** Longer than any test: only the first look is of interest. */
const NEVER = 2 ** 31 - 1;

function told(): { readonly log: Logger; readonly errors: object[] } {
  const errors: object[] = [];
  return { errors, log: { error: (said: object) => void errors.push(said) } as unknown as Logger };
}

test('what fails is told, and holds up nothing that comes after it', async () => {
  const { log, errors } = told();
  const seen: number[] = [];
  await eachByItself(log, 'plans', [{ id: 1 }, { id: 2 }, { id: 3 }], async ({ id }) => {
    if (id === 2) throw new Error('gone');
    seen.push(id);
  });
  expect(seen).toEqual([1, 3]);
  expect(errors).toEqual([{ err: new Error('gone'), one: { id: 2 } }]);
});

test('it looks at once, a failed look ends nothing, and closing waits for the one under way', async () => {
  const { log, errors } = told();
  await roundTheClock(log, 'plans', NEVER, () => Promise.reject(new Error('away'))).close();
  expect(errors).toEqual([{ err: new Error('away') }]);
  const steps: string[] = [];
  const under = Promise.withResolvers<void>();
  const round = roundTheClock(log, 'plans', NEVER, () => under.promise.then(() => void steps.push('looked')));
  const closed = round.close().then(() => steps.push('closed'));
  under.resolve();
  await closed;
  expect(steps).toEqual(['looked', 'closed']);
});
