// The banner says everything a newcomer needs.

import { expect, test } from 'vitest';
import { type Ready, banner, isReady } from './banner.ts';
import type { Services } from './services.ts';

const ready: Ready = {
  type: 'ready', port: 4100, setupUrl: '/setup/abc', setupElsewhere: false, eventName: { zh: '示范赛', en: 'Demo Cup' }, boardPath: '/board/1',
};
const service = (kind: 'embedded' | 'given') =>
  ({ url: '', kind, ended: Promise.resolve(), stop: () => Promise.resolve(), force: () => {} }) satisfies Services['postgres'];
const base = 'http://192.168.1.5:4100';

test('names the sign-in link, the board, the address, the event and both servers', () => {
  const text = banner(ready, base, { postgres: service('embedded'), redis: service('given') });
  for (const part of [`${base}/setup/abc`, `${base}/board/1`, `  ${base}\n`, '示范赛', 'Demo Cup', '内置', 'REDIS_URL', 'Ctrl-C', '█']) {
    expect(text).toContain(part);
  }
});

test('once set up there is no link to give away, but a place to sign in', () => {
  const text = banner({ ...ready, setupUrl: null }, base, { postgres: service('given'), redis: service('embedded') });
  expect(text).toContain(`${base}/console\n`);
  expect(text).toContain('already set up');
  expect(text).toContain('DATABASE_URL');
});

test('where no event is left but practice copies none is named', () => {
  expect(banner({ ...ready, eventName: null }, base, { postgres: service('embedded'), redis: service('embedded') })).not.toMatch(/活动|event/i);
});

test('without Redis it says in one line what that means', () => {
  const line = banner(ready, base, { postgres: service('embedded'), redis: null }).split('\n').find((text) => text.startsWith('Redis'));
  expect(line).toMatch(/内存.*单节点.*memory.*one node/);
});

test('only the message of a ready server is taken for one', () => {
  expect([isReady(ready), isReady(null), isReady('ready'), isReady({ type: 'log' })]).toEqual([true, false, false, false]);
});
