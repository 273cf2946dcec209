import { describe, expect, it } from 'vitest';
import type { BoardState } from '@leitai/contract';
import { Pace, REVEAL_EVERY_MS } from './pace.ts';
import { LONGEST_QUEUE, RevealQueue, isNewer, sameReveal } from './reveal-queue.ts';

const text = { zh: '会务服务', en: 'Conference service' };
const board = (revision: number, latest: string | null, contestId = 'b'): BoardState => ({
  eventId: 'e', contestId, revision, at: '2026-05-20T06:42:00Z', eventName: text, letter: 'B', name: text, state: 'running',
  confirmed: revision, entrants: 22, rows: [], out: [], onStage: null,
  latest: latest === null ? null : { code: latest, organisation: text, score: '86.67', rank: 2, at: '2026-05-20T06:42:00Z', judges: [] },
});

describe('isNewer', () => {
  it('takes only later revisions of the same contest', () => {
    expect(isNewer(null, board(0, null))).toBe(true);
    expect(isNewer(board(4, null), board(5, null))).toBe(true);
    expect(isNewer(board(4, null), board(4, null))).toBe(false);
    expect(isNewer(board(4, null), board(3, null, 'c'))).toBe(true);
  });
});

describe('sameReveal', () => {
  it('tells a new result from any other change', () => {
    expect(sameReveal(board(1, 'B-01'), board(2, 'B-01'))).toBe(true);
    expect(sameReveal(board(1, null), board(2, null))).toBe(true);
    expect(sameReveal(board(1, 'B-01'), board(2, 'B-02'))).toBe(false);
    expect(sameReveal(board(1, null), board(2, 'B-02'))).toBe(false);
    expect(sameReveal(board(1, 'B-01'), board(1, 'B-01', 'c'))).toBe(false);
  });
});

describe('RevealQueue', () => {
  it('shows the first state without motion', () => {
    expect(new RevealQueue().offer(board(1, 'B-01'), 0)).toEqual({ state: board(1, 'B-01'), animate: false });
  });

  it('moves for a new result and not for anything else', () => {
    const queue = new RevealQueue();
    queue.offer(board(1, 'B-01'), 0);
    expect(queue.offer(board(2, 'B-01'), 10)?.animate).toBe(false);
    expect(queue.offer(board(3, 'B-02'), 20)?.animate).toBe(true);
  });

  it('ignores an older or equal revision', () => {
    const queue = new RevealQueue();
    queue.offer(board(5, 'B-01'), 0);
    expect(queue.offer(board(5, 'B-02'), 1)).toBeNull();
    expect(queue.offer(board(4, 'B-02'), 2)).toBeNull();
  });

  it('lets a second result wait three seconds after the first', () => {
    const queue = new RevealQueue();
    queue.offer(board(1, null), 0);
    queue.offer(board(2, 'B-02'), 1000);
    expect(queue.offer(board(3, 'B-03'), 1500)).toBeNull();
    expect(queue.wait(1500)).toBe(REVEAL_EVERY_MS - 500);
    expect(queue.next(1000 + REVEAL_EVERY_MS - 1)).toBeNull();
    expect(queue.next(1000 + REVEAL_EVERY_MS)).toEqual({ state: board(3, 'B-03'), animate: true });
    expect(queue.wait(9000)).toBeNull();
  });

  it('folds a quiet change into the waiting state instead of overtaking it', () => {
    const queue = new RevealQueue();
    queue.offer(board(1, null), 0);
    queue.offer(board(2, 'B-02'), 0);
    queue.offer(board(3, 'B-03'), 100);
    expect(queue.offer(board(4, 'B-03'), 200)).toBeNull();
    expect(queue.next(REVEAL_EVERY_MS)?.state.revision).toBe(4);
    expect(queue.wait(REVEAL_EVERY_MS)).toBeNull();
  });

  it('jumps to the truth when too much waits', () => {
    const queue = new RevealQueue();
    queue.offer(board(1, null), 0);
    queue.offer(board(2, 'B-02'), 0);
    for (let i = 0; i < LONGEST_QUEUE; i++) expect(queue.offer(board(3 + i, `B-1${i}`), 10)).toBeNull();
    expect(queue.offer(board(9, 'B-20'), 20)).toEqual({ state: board(9, 'B-20'), animate: false });
    expect(queue.wait(20)).toBeNull();
  });

  it('drops what waits when the contest changes', () => {
    const queue = new RevealQueue();
    queue.offer(board(1, null), 0);
    queue.offer(board(2, 'B-02'), 0);
    queue.offer(board(3, 'B-03'), 10);
    expect(queue.offer(board(1, 'C-01', 'c'), 20)).toEqual({ state: board(1, 'C-01', 'c'), animate: false });
    expect(queue.wait(20)).toBeNull();
  });

  it('waits for whatever else moves on the same screen, and makes it wait', () => {
    const pace = new Pace();
    const [one, two] = [new RevealQueue(pace), new RevealQueue(pace)];
    one.offer(board(1, null), 0);
    two.offer(board(1, null, 'c'), 0);
    expect(one.offer(board(2, 'B-02'), 1000)?.animate).toBe(true);
    expect(two.offer(board(2, 'C-02', 'c'), 1100)).toBeNull();
    expect(two.wait(1100)).toBe(REVEAL_EVERY_MS - 100);
    pace.take(4000);
    expect(two.next(4500)).toBeNull();
    expect(two.next(7000)?.animate).toBe(true);
    expect(one.offer(board(3, 'B-03'), 7100)).toBeNull();
  });

  it('takes no turn and moves nothing while nobody looks', () => {
    const pace = new Pace();
    const queue = new RevealQueue(pace);
    queue.offer(board(1, null), 0);
    queue.offer(board(2, 'B-02'), 0);
    queue.offer(board(3, 'B-03'), 100);
    expect(queue.jump(board(4, 'B-04'), 5000)).toEqual({ state: board(4, 'B-04'), animate: false });
    expect(queue.wait(5000)).toBeNull();
    expect(pace.dueIn(5000)).toBe(0);
    expect(queue.jump(board(3, 'B-03'), 5000)).toBeNull();
  });
});
