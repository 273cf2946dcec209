/** Both live stores keep the same promises: Redis, and the memory of a single node. */
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';
import { memoryStore } from '../../apps/server/src/projection/memory-store.ts';
import { redisStore } from '../../apps/server/src/projection/redis-store.ts';
import { redisUrl } from '../support/services.ts';

const stores = { memory: memoryStore(), redis: redisStore(new Redis(redisUrl())) };
afterAll(() => Promise.all(Object.values(stores).map((store) => store.close())));

describe.each(Object.entries(stores))('%s', (kind, store) => {
  const key = (): string => `test:${randomUUID()}`;

  it('says what it is', () => {
    expect(store.kind).toBe(kind);
  });

  it('gives back what was put', async () => {
    const name = key();
    expect(await store.get(name)).toBeNull();
    expect(await store.put(name, 3, '{"名":"甲"}')).toBe(true);
    expect(await store.get(name)).toEqual({ revision: 3, body: '{"名":"甲"}' });
  });

  it('refuses an older and an equal revision', async () => {
    const name = key();
    await store.put(name, 10, 'ten');
    expect(await store.put(name, 9, 'nine')).toBe(false);
    expect(await store.put(name, 10, 'ten again')).toBe(false);
    expect(await store.get(name)).toEqual({ revision: 10, body: 'ten' });
    expect(await store.put(name, 11, 'eleven')).toBe(true);
  });

  it('compares revisions as numbers, not as text', async () => {
    const name = key();
    await store.put(name, 9, 'nine');
    expect(await store.put(name, 10, 'ten')).toBe(true);
  });

  it('keeps the newest of many writers at once', async () => {
    const name = key();
    const revisions = [4, 1, 7, 3, 9, 2, 8, 5, 6];
    await Promise.all(revisions.map((revision) => store.put(name, revision, String(revision))));
    expect(await store.get(name)).toEqual({ revision: 9, body: '9' });
  });

  it('tells many revisions at once, null where nothing stands', async () => {
    const [one, two] = [key(), key()];
    await store.put(one, 5, 'x');
    expect(await store.revisions([one, two])).toEqual([5, null]);
    expect(await store.revisions([])).toEqual([]);
  });

  it('keeps what devices say, the last of each, and forgets it in time', async () => {
    const name = key();
    expect(await store.fields(name)).toEqual(new Map());
    await store.setField(name, 'a', 'one', 60);
    await store.setField(name, 'b', 'two', 60);
    await store.setField(name, 'a', 'three', 60);
    expect(await store.fields(name)).toEqual(new Map([['a', 'three'], ['b', 'two']]));
    const short = key();
    await store.setField(short, 'a', 'one', 1);
    await expect.poll(() => store.fields(short)).toEqual(new Map());
  });
});
