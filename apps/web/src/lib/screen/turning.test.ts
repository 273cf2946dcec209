import type { Playlist, ScreenPage } from '@leitai/contract';
import { describe, expect, it } from 'vitest';
import { isEmpty, pageAt, spread, type Known } from './turning.ts';

const text = { zh: '甲', en: 'A' };
const notice = (name: string): ScreenPage => ({ kind: 'notice', title: { zh: name, en: '' }, body: null });
const list = (...items: [ScreenPage, number][]): Playlist => items.map(([page, seconds]) => ({ page, seconds }));
const nothing: Known = { overview: null, hall: null };
const contest = (contestId: string, state: 'setup' | 'running' | 'closed') => ({ contestId, state });
const hallContest = (contestId: string, code: string | null) => ({
  contestId, letter: 'A', name: text, state: 'running' as const, order: code === null ? [] : [{ code, state: 'on-stage' as const }],
  onStage: code === null ? null : { code, position: 1, timer: { state: 'ready' as const, bankedMs: 0, since: null, limitMs: null } },
});
const medals = (...rows: { rank: number; name: typeof text; counts: number[]; total: number }[]) => ({ published: rows.length, awards: [text], rows });

describe('turning by the clock', () => {
  const three = list([notice('一'), 10], [notice('二'), 20], [notice('三'), 30]);
  const at = (seconds: number) => (pageAt(three, nothing, seconds * 1000) as { title: { zh: string } }).title.zh;

  it('gives each item its seconds, round after round', () => {
    expect([0, 9.999, 10, 29.999, 30, 59.999, 60, 70].map(at)).toEqual(['一', '一', '二', '二', '三', '三', '一', '二']);
  });

  it('depends on nothing but the clock: two screens that started at different times show the same', () => {
    for (let now = 1_795_000_000_000; now < 1_795_000_120_000; now += 777) expect(pageAt(three, nothing, now)).toEqual(pageAt([...three], nothing, now));
  });

  it('leaves a single item standing and an empty playlist to the number', () => {
    expect(pageAt(list([notice('一'), 5]), nothing, 123_456)).toEqual(notice('一'));
    expect(pageAt([], nothing, 0)).toBeNull();
  });
});

describe('pages with nothing to show', () => {
  const known: Known = { overview: { contests: [], organisations: [] }, hall: { contests: [], medals: medals() } };
  const playlist = list([{ kind: 'medals' }, 10], [notice('一'), 10], [{ kind: 'organisations' }, 10], [notice('二'), 10]);
  const titles = (now: Known) => [0, 10, 20, 30].map((second) => {
    const page = pageAt(playlist, now, second * 1000)!;
    return page.kind === 'notice' ? page.title.zh : page.kind;
  });

  it('are skipped, and their time goes to the next', () => {
    expect(titles(known)).toEqual(['一', '一', '二', '二']);
  });

  it('move no other page when they fill', () => {
    const full: Known = { ...known, hall: { contests: [], medals: medals({ rank: 1, name: text, counts: [1], total: 1 }) } };
    expect(titles(full)).toEqual(['medals', '一', '二', '二']);
  });

  it('stand when there is nothing else', () => {
    expect(pageAt(list([{ kind: 'medals' }, 10], [{ kind: 'stage', contestId: null }, 10]), known, 10_000)).toEqual({ kind: 'stage', contestId: null });
  });

  it('count as full until it is known', () => {
    expect(pageAt(playlist, nothing, 0)).toEqual({ kind: 'medals' });
  });

  it('are told for each kind', () => {
    const some: Known = {
      overview: { contests: [contest('a', 'setup'), contest('b', 'running')], organisations: [{ rank: 1, name: text, value: '1.00', members: 1 }] },
      hall: { contests: [hallContest('a', null), hallContest('b', 'B-01')], medals: medals() },
    };
    const empty = (page: ScreenPage) => isEmpty(page, some);
    expect([empty({ kind: 'board', contestId: 'a' }), empty({ kind: 'board', contestId: 'b' }), empty({ kind: 'board', contestId: 'gone' })]).toEqual([true, false, true]);
    expect([empty({ kind: 'stage', contestId: 'a' }), empty({ kind: 'stage', contestId: null })]).toEqual([true, false]);
    expect([empty({ kind: 'schedule', contestId: 'a' }), empty({ kind: 'schedule', contestId: 'b' })]).toEqual([true, false]);
    expect([empty({ kind: 'overview' }), empty({ kind: 'organisations' }), empty({ kind: 'medals' })]).toEqual([false, false, true]);
  });
});

describe('the boards of running contests', () => {
  const known: Known = { overview: { contests: [contest('a', 'running'), contest('b', 'closed'), contest('c', 'running')], organisations: [] }, hall: null };
  const playlist = list([{ kind: 'board', contestId: null }, 10], [notice('一'), 5]);

  it('take a turn each', () => {
    expect(spread(playlist, known).map(({ page }) => (page.kind === 'board' ? page.contestId : page.kind))).toEqual(['a', 'c', 'notice']);
    expect(pageAt(playlist, known, 12_000)).toEqual({ kind: 'board', contestId: 'c' });
  });

  it('leave the rest when none runs, and stand when there is no rest', () => {
    const none: Known = { overview: { contests: [contest('b', 'closed')], organisations: [] }, hall: null };
    expect(pageAt(playlist, none, 0)).toEqual(notice('一'));
    expect(pageAt(list([{ kind: 'board', contestId: null }, 10]), none, 0)).toEqual({ kind: 'board', contestId: null });
  });
});
