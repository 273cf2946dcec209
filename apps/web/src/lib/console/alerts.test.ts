/** The control room's list: what is raised, in which order, and what stays quiet. */
import type { ControlContest, SeatState } from '@leitai/contract';
import { describe, expect, it } from 'vitest';
import { alertsOf } from './alerts.ts';
import { figuresOf, moodOf } from './overview.ts';
import { roadOf } from './road.ts';
import { judgeColumns, placesOf } from './seats.ts';

const seat = (role: SeatState['role'], number: number, device: 'online' | 'offline' | null = 'online'): SeatState => ({
  judgeId: `${role}-${number}`,
  seat: number,
  role,
  name: `${role} ${number}`,
  organisation: null,
  device: device && { id: `device-${number}`, label: 'tablet', pairedAt: '2026-05-20T08:00:00Z', online: device === 'online' },
  lastAckAt: null,
  devices: [],
  codeUntil: null,
});
const panel = (): SeatState[] => [seat('chief', 15), ...[1, 2, 3, 4, 5].map((number) => seat('judge', number))];
const contest = (letter: string, changes: Partial<ControlContest> = {}): ControlContest => ({
  id: letter,
  letter,
  name: { zh: letter, en: letter },
  state: 'running',
  frozenSince: null,
  boardNames: 'code',
  confirmed: 3,
  entrants: 10,
  onStage: null,
  awaiting: 0,
  recusals: 0, substitutes: [],
  appeals: { open: 0, filed: 0 },
  certificates: { issued: 0, asked: 0 },
  paused: null, checkedIn: { arrived: 0, missing: 0 }, held: [], conflicts: 0, drawn: false,
  seats: panel(),
  ...changes,
});
const kinds = (contests: ControlContest[]): string[] => alertsOf(contests).map((alert) => `${alert.contest.letter} ${alert.kind}`);

describe('alertsOf', () => {
  it('asks for attention to an appeal nobody has accepted yet, in the published contest it is about', () => {
    const appeals = { open: 2, filed: 1 };
    expect(kinds([contest('A', { state: 'provisional', appeals }), contest('B', { state: 'provisional', appeals: { open: 1, filed: 0 } })])).toEqual(['A appealed']);
  });

  it('says nothing about a running contest whose whole panel is online', () => {
    expect(kinds([contest('A')])).toEqual([]);
  });

  it('leaves contests alone that have not begun or are published, whoever is missing', () => {
    expect(kinds([contest('A', { state: 'setup', seats: [] }), contest('B', { state: 'final', seats: [] })])).toEqual([]);
  });

  it('names vacant, unpaired and offline places, each once per contest', () => {
    const seats = [seat('judge', 1, null), seat('judge', 2, null), seat('judge', 3, 'offline'), seat('judge', 4)];
    const alerts = alertsOf([contest('A', { seats })]);
    expect(alerts.map((alert) => [alert.kind, alert.places.map((place) => (place.role === 'chief' ? 'chief' : place.seat))])).toEqual([
      ['unseated', ['chief', 5]],
      ['unpaired', [1, 2]],
      ['offline', [3]],
    ]);
  });

  it('puts blocking before attention before notice, and keeps the contests in order within each', () => {
    const offline = panel().map((one) => (one.seat === 2 ? seat('judge', 2, 'offline') : one));
    expect(
      kinds([
        contest('A', { awaiting: 2 }),
        contest('B', { seats: offline }),
        contest('C', { seats: panel().slice(0, 5) }),
        contest('D', { state: 'closed', confirmed: 10 }),
      ]),
    ).toEqual(['C unseated', 'B offline', 'A awaiting', 'D unpublished']);
  });

  it('asks to close a contest once everybody is confirmed, and no longer looks at its tablets', () => {
    const [alert, ...others] = alertsOf([contest('A', { confirmed: 10, seats: [] })]);
    expect([alert?.kind, alert?.action, others]).toEqual(['finished', 'close', []]);
  });

  it('tells what holds results up, once per kind, and stations that run late by their name', () => {
    const held = [
      { entrantId: 'x', code: 'A-01', why: 'missing' as const, judges: [{ judgeId: 'judge-2', seat: 2 }] },
      { entrantId: 'y', code: 'A-02', why: 'missing' as const, judges: [{ judgeId: 'judge-3', seat: 3 }] },
      { entrantId: 'z', code: 'A-03', why: 'veto' as const, judges: [] },
    ];
    const late = [{ stationId: 's', station: '一号台', contestId: 'B', lateMs: 600_000 }, { stationId: 't', station: '二号台', contestId: 'B', lateMs: 900_000 }];
    const alerts = alertsOf([contest('A', { held }), contest('B', { paused: { since: '2026-05-20T08:00:00Z', reason: '停电' } })], late);
    expect(alerts.map(({ contest: { letter }, kind, action }) => [letter, kind, action])).toEqual([['A', 'missing', 'nudge'], ['A', 'veto', 'review'], ['B', 'paused', 'resume'], ['B', 'late', 'shift']]);
    expect(alerts.at(-1)!.late.map(({ station }) => station)).toEqual(['一号台', '二号台']);
  });

  it('tells before the opening of conflicts, and of who was called in vain', () => {
    expect(kinds([contest('A', { state: 'setup', conflicts: 2, checkedIn: { arrived: 0, missing: 1 } })])).toEqual(['A conflict', 'A uncalled']);
  });

  it('does not take a contest without entrants for a finished one', () => {
    expect(kinds([contest('A', { confirmed: 0, entrants: 0 })])).toEqual([]);
  });
});

describe('moodOf', () => {
  it('takes the worst alert of its own contest, never a notice', () => {
    const blocked = contest('A', { seats: [], awaiting: 3 });
    const waiting = contest('B', { awaiting: 3 });
    const alerts = alertsOf([blocked, waiting]);
    expect(moodOf(blocked, alerts)).toEqual({ mood: 'blocked', kind: 'unseated' });
    expect(moodOf(waiting, alerts)).toEqual({ mood: 'running' });
  });

  it('tells finished from running and from closed', () => {
    const done = { confirmed: 10 };
    expect(moodOf(contest('A', done), []).mood).toBe('finished');
    expect(moodOf(contest('A', { ...done, state: 'closed' }), []).mood).toBe('closed');
  });
});

describe('figuresOf', () => {
  it('counts judges, not chiefs, and splits the confirmed by done and running contests', () => {
    const half = panel().map((one) => (one.seat === 1 ? seat('judge', 1, 'offline') : one));
    expect(figuresOf([contest('A', { state: 'final', confirmed: 10 }), contest('B', { seats: half, awaiting: 4 })])).toEqual({
      confirmed: 13,
      entrants: 20,
      confirmedDone: 10,
      confirmedRunning: 3,
      running: 1,
      contests: 2,
      online: 9,
      seated: 10,
      unsent: 0,
    });
  });
});

describe('placesOf', () => {
  it('lists the chief first and fills vacant seats', () => {
    const places = placesOf({ seats: [seat('judge', 2)] });
    expect(places.map((place) => place.presence)).toEqual(['vacant', 'vacant', 'online', 'vacant', 'vacant', 'vacant']);
  });

  it('makes room for a seventh judge', () => {
    const contests = [{ seats: [seat('judge', 7)] }, { seats: [] }];
    expect(judgeColumns(contests)).toBe(7);
    expect(placesOf({ seats: [] }, 7)).toHaveLength(8);
  });
});

describe('roadOf', () => {
  const schedule = { revision: 0, plan: 0, stations: [], sessions: [], paused: [], word: null };
  const next = (...contests: ControlContest[]): string | undefined => roadOf({ contests, schedule }).find(({ state }) => state === 'next')?.kind;
  const setup = { state: 'setup' } as const;

  it('leads from nothing to final results, past what may be left out', () => {
    expect(next()).toBe('posts');
    expect(next(contest('A', { ...setup, entrants: 0, seats: [] }))).toBe('people');
    expect(next(contest('A', { ...setup, seats: [] }))).toBe('panels');
    expect(next(contest('A', { ...setup, seats: [seat('chief', 15, null), seat('judge', 1)] }))).toBe('tablets');
    expect(next(contest('A', setup))).toBe('open');
    expect(next(contest('A'))).toBe('published');
    expect(next(contest('A', { state: 'provisional' }))).toBe('final');
    expect(next(contest('A', { state: 'final' }))).toBeUndefined();
  });

  it('counts how many contests have come so far, and goes on where one lags', () => {
    const road = roadOf({ contests: [contest('A'), contest('B', setup)], schedule });
    expect(road.find(({ kind }) => kind === 'open')).toEqual({ kind: 'open', path: '/contests/B', done: 1, of: 2, state: 'next' });
    expect(road.find(({ kind }) => kind === 'draw')).toMatchObject({ done: 0, of: 2, state: 'optional' });
  });
});
