// The environment variables of the launcher, and what is refused.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { root } from './workplace.mjs';

test('without variables: the usual port, every interface, data in the checkout, own servers', () => {
  expect(readConfig({})).toEqual({
    port: 4100, host: '0.0.0.0', dataDir: join(root, '.data'), databaseUrl: undefined, redisUrl: undefined,
  });
});

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
});

test('what is given is taken', () => {
  const env = { PORT: '0', HOST: '10.0.0.1', LEITAI_DATA: '/data', DATABASE_URL: 'postgresql://db/x', REDIS_URL: 'redis://cache' };
  expect(readConfig(env)).toEqual({
    port: 0, host: '10.0.0.1', dataDir: '/data', databaseUrl: 'postgresql://db/x', redisUrl: 'redis://cache',
  });
});

test.each(['abc', '-1', '65536', '80.5', '4100 '])('PORT=%s is refused in both languages', (PORT) => {
  expect(() => readConfig({ PORT })).toThrow(/PORT 应为[^]*PORT must be/);
});
