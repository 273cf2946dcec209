import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paced, Rest } from './paced.ts';

const log = pino({ level: 'silent' });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('runs a lone call at once', () => {
  const run = vi.fn(() => Promise.resolve());
  paced(100, log, run).due('a');
  expect(run).toHaveBeenCalledExactlyOnceWith('a');
});

it('folds calls within the pace into one run after it', async () => {
  const run = vi.fn(() => Promise.resolve());
  const work = paced(100, log, run);
  for (let call = 0; call < 20; call += 1) work.due('a');
  await vi.advanceTimersByTimeAsync(99);
  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(run).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(run).toHaveBeenCalledTimes(2);
});

it('never loses a call that comes while a long run is under way', async () => {
  let finish = (): void => {};
  const run = vi.fn(() => new Promise<void>((resolve) => { finish = resolve; }));
  const work = paced(100, log, run);
  work.due('a');
  await vi.advanceTimersByTimeAsync(500);
  work.due('a');
  finish();
  await vi.advanceTimersByTimeAsync(0);
  expect(run).toHaveBeenCalledTimes(2);
});

it('keeps keys apart, and goes on after a failure', async () => {
  const run = vi.fn((key: string) => (key === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve()));
  const work = paced(100, log, run);
  work.due('bad');
  work.due('good');
  await vi.advanceTimersByTimeAsync(100);
  work.due('bad');
  expect(run.mock.calls.map(([key]) => key)).toEqual(['bad', 'good', 'bad']);
});

it('runs nothing after it was closed', async () => {
  const run = vi.fn(() => Promise.resolve());
  const work = paced(100, log, run);
  await work.close();
  work.due('a');
  expect(run).not.toHaveBeenCalled();
});

it('waits a lead before the first run, and folds what comes meanwhile', async () => {
  const run = vi.fn(() => Promise.resolve());
  const work = paced(100, log, run, { lead: 20 });
  work.due('a');
  work.due('a');
  await vi.advanceTimersByTimeAsync(19);
  expect(run).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(run).toHaveBeenCalledTimes(1);
});

it('rests in proportion to what a run cost, over all keys, and folds what comes meanwhile', async () => {
  const rest = new Rest(5, 1000);
  const ran: string[] = [];
  const run = (key: string): Promise<void> => {
    ran.push(key);
    rest.spent(10);
    return Promise.resolve();
  };
  const work = paced(1, log, run, { rest });
  work.due('a');
  for (let call = 0; call < 9; call += 1) {
    work.due('a');
    work.due('b');
  }
  await vi.advanceTimersByTimeAsync(49);
  expect(ran).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(51);
  expect(ran.toSorted()).toEqual(['a', 'a', 'b']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(ran).toHaveLength(3);
});

it('lets nothing wait for longer than the longest rest, however much others spend meanwhile', async () => {
  const rest = new Rest(5, 60);
  const run = vi.fn((key: string) => {
    if (key !== 'late') rest.spent(40);
    return Promise.resolve();
  });
  const work = paced(1000, log, run, { rest });
  work.due('a');
  await vi.advanceTimersByTimeAsync(10);
  work.due('late');
  rest.spent(500);
  await vi.advanceTimersByTimeAsync(59);
  expect(run.mock.calls).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(1);
  expect(run.mock.calls).toEqual([['a'], ['late']]);
});

it('ends its waiting when it is closed', async () => {
  const work = paced(60_000, log, () => Promise.resolve());
  work.due('a');
  await work.close();
  expect(vi.getTimerCount()).toBe(0);
});
