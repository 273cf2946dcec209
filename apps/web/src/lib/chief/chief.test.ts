/** The chief's desk without a screen: the matrix and its result, changes as they arrive, the order of appearance. */
import type { ChiefDesk, Mark, Sheet } from '@leitai/contract';
import { DEFAULT_RULES, type Scheme } from '@leitai/scoring';
import { describe, expect, it } from 'vitest';
import { pointsText } from '#lib/judge/points.ts';
import { applyContest, applyMark, applySheet } from './changes.ts';
import { arithmeticOf } from './arithmetic.ts';
import { matrixOf, outliers } from './matrix.ts';
import { countsOf, currentOf, nextOf } from './queue.ts';

const text = (zh: string) => ({ zh, en: zh });
const judged = (id: string, max: string) => ({
  id, no: id, name: text(id), rule: text(id), kind: 'judged' as const, max, clauses: [],
  scale: { type: 'points' as const, min: '0', max, step: '0.5' },
});
const scheme: Scheme = {
  format: 'leitai-scheme/1', code: 'TEST', name: text('test'), max: '100',
  modules: [{ id: 'm1', name: text('m1'), criteria: [judged('1.1', '60'), judged('1.2', '40')] }],
  vetoes: [{ id: 'v1', name: text('v1'), effect: { type: 'disqualify' } }],
};
const at = '2026-05-20T08:00:00Z';
const mark = (criterionId: string, value: Mark['value'], version = 1): Mark => ({ criterionId, value, version, at });
const given = (criterionId: string, value: string) => mark(criterionId, { type: 'points', points: value });
const sheet = (seat: number, first: string, second: string, changes: Partial<Sheet> = {}): Sheet => ({
  id: `s${seat}`, entrantId: 'e1', judgeId: `j${seat}`, attempt: 1, state: 'submitted', version: 3, submittedAt: at, returned: null,
  marks: [given('1.1', first), given('1.2', second)], notes: [], evidence: [], ...changes,
});
/** The picture's panel: 86, 89, 86.5, 87.5 and 76; without the highest and the lowest (86 + 86.5 + 87.5) ÷ 3 = 86.67. */
const panel = (): Sheet[] => [sheet(1, '50', '36'), sheet(2, '53', '36'), sheet(3, '50.5', '36'), sheet(4, '51.5', '36'), sheet(5, '40', '36')];
const desk = (sheets: Sheet[]): ChiefDesk => ({
  me: { judgeId: 'chief', name: 'chief' },
  contest: { id: 'c1', eventId: 'ev', eventName: text('ev'), practice: false, letter: 'B', name: text('B'), state: 'running', revision: 10, schemeVersion: 1, paused: null },
  scheme, rules: DEFAULT_RULES,
  judges: [5, 4, 3, 2, 1].map((seat) => ({ id: `j${seat}`, seat, name: `judge ${seat}`, online: true, lastAckAt: null, devices: [] })),
  entrants: ['waiting', 'confirmed', 'on-stage', 'waiting'].map((state, index) => ({
    id: `e${index + 1}`, code: `B-0${index + 1}`, position: index + 1, state: state as 'waiting', attempt: 1, timer: null, total: null, outReason: null, substitute: null, arrived: null,
  })),
  arrivals: 0, sheets, recusals: [], serverTime: at,
});
const open = { without: [], vetoes: {} };

describe('matrixOf', () => {
  it('orders the rows by seat and strikes the highest and the lowest', () => {
    const matrix = matrixOf(desk(panel()), 'e1', 1, open);
    expect(matrix.rows.map((row) => [row.judge.seat, pointsText(row.score.total), row.use])).toEqual([
      [1, '86.0', 'kept'], [2, '89.0', 'high'], [3, '86.5', 'kept'], [4, '87.5', 'kept'], [5, '76.0', 'low'],
    ]);
    expect(matrix.score).toMatchObject({ status: 'scored', total: '86.67' });
    expect(matrix.blockers).toEqual([]);
    expect(matrix.spreads).toMatchObject({ exceeded: false, total: { spread: '13', limit: null } });
  });

  it('names who lies too far out of which criterion, once per judge', () => {
    const limited = { ...desk(panel()), rules: { ...DEFAULT_RULES, spread: { criterion: { type: 'points' as const, points: '10' } } } };
    const { spreads } = matrixOf(limited, 'e1', 1, open);
    expect(spreads.criteria).toMatchObject([{ id: '1.1', spread: '13', exceeded: true }, { id: '1.2', spread: '0', exceeded: false }]);
    expect([...outliers(spreads.criteria)]).toEqual([['j2', ['1.1']], ['j5', ['1.1']]]);
  });

  it('counts only sheets handed in, and names the judges whose sheets are missing', () => {
    const sheets = [...panel().slice(0, 3), sheet(4, '51.5', '36', { state: 'returned' })];
    const matrix = matrixOf(desk(sheets), 'e1', 1, open);
    expect(matrix.counted.map((one) => one.judgeId)).toEqual(['j1', 'j2', 'j3']);
    expect(matrix.rows.map((row) => [row.state, row.use !== null])).toEqual([
      ['submitted', true], ['submitted', true], ['submitted', true], ['returned', false], ['none', false],
    ]);
    expect(matrix.blockers).toMatchObject([{ type: 'sheets-missing', judges: [{ seat: 4 }, { seat: 5 }] }]);
  });

  it('is free to confirm once every missing judge is left out by name', () => {
    const one = matrixOf(desk(panel().slice(0, 4)), 'e1', 1, { ...open, without: ['j5'] });
    expect(one.blockers).toEqual([]);
    expect(one.score?.status).toBe('scored');
  });

  it('says why leaving out too many gives no result', () => {
    const matrix = matrixOf(desk([sheet(1, '50', '36')]), 'e1', 1, { ...open, without: ['j2', 'j3', 'j4', 'j5'] });
    expect(matrix.blockers).toEqual([{ type: 'incomplete', reason: 'quorum' }]);
    expect(matrixOf(desk([]), 'e1', 1, { ...open, without: ['j1', 'j2', 'j3', 'j4', 'j5'] }).blockers).toEqual([{ type: 'incomplete', reason: 'quorum' }]);
  });

  it('asks for every raised veto, and applies only one that stands', () => {
    const sheets = panel();
    sheets[1] = { ...sheets[1]!, marks: [...sheets[1]!.marks, mark('v1', { type: 'veto', reason: 'power left on' })] };
    const undecided = matrixOf(desk(sheets), 'e1', 1, open);
    expect(undecided.vetoes).toMatchObject([{ veto: { id: 'v1' }, raised: [{ judge: { seat: 2 }, reason: 'power left on' }] }]);
    expect(undecided.blockers.map((one) => one.type)).toEqual(['veto-undecided']);
    expect(matrixOf(desk(sheets), 'e1', 1, { ...open, vetoes: { v1: true } })).toMatchObject({ score: { status: 'disqualified' }, blockers: [] });
    expect(matrixOf(desk(sheets), 'e1', 1, { ...open, vetoes: { v1: false } })).toMatchObject({ score: { status: 'scored', total: '86.67' }, blockers: [] });
  });

  it('leaves a cleared mark empty: not marked is not zero', () => {
    const cleared = sheet(1, '50', '36', { state: 'open', marks: [given('1.1', '0'), mark('1.2', null)] });
    const [row] = matrixOf(desk([cleared]), 'e1', 1, open).rows;
    expect(row?.score.criteria).toEqual({ '1.1': '0', '1.2': null });
  });

  it('has not begun until a first mark is there, even a zero', () => {
    expect(matrixOf(desk([sheet(1, '0', '0', { state: 'open', marks: [] })]), 'e1', 1, open).begun).toBe(false);
    expect(matrixOf(desk([sheet(1, '0', '0', { state: 'open', marks: [given('1.1', '0')] })]), 'e1', 1, open).begun).toBe(true);
  });
});

describe('arithmeticOf', () => {
  it('tells the arithmetic from the engine’s own working', () => {
    const { score } = matrixOf(desk(panel()), 'e1', 1, open);
    expect(arithmeticOf(score?.working ?? [])).toEqual({ how: 'trimmed-mean', high: 1, low: 1, values: ['86.0', '86.5', '87.5'] });
  });
});

describe('changes', () => {
  const change = (version: number, revision: number) => ({
    contestId: 'c1', sheetId: 's1', judgeId: 'j1', mark: mark('1.1', { type: 'points', points: '10' } as const, version), sheetVersion: 4, revision,
  });

  it('takes a newer mark and moves the revision on', () => {
    const { desk: next, gap } = applyMark(desk(panel()), change(2, 11));
    expect(next.sheets[0]?.marks[0]).toMatchObject({ version: 2, value: { points: '10' } });
    expect([next.sheets[0]?.version, next.contest.revision, gap]).toEqual([4, 11, false]);
  });

  it('is deaf to a mark it already has', () => {
    const before = desk(panel());
    expect(applyMark(before, change(1, 9)).desk).toBe(before);
  });

  it('reports a gap when a revision was skipped or the sheet is unknown', () => {
    expect(applyMark(desk(panel()), change(2, 13)).gap).toBe(true);
    expect(applyMark(desk([]), change(2, 11)).gap).toBe(true);
  });

  it('adds an unknown sheet, replaces a known one, refuses an older one', () => {
    const start = desk(panel().slice(0, 4));
    const added = applySheet(start, { contestId: 'c1', sheet: sheet(5, '1', '1'), revision: 11 }).desk;
    expect(added.sheets).toHaveLength(5);
    const returned = applySheet(added, { contestId: 'c1', sheet: sheet(5, '1', '1', { state: 'returned', version: 4 }), revision: 12 }).desk;
    expect(returned.sheets[4]?.state).toBe('returned');
    expect(applySheet(returned, { contestId: 'c1', sheet: sheet(5, '1', '1'), revision: 11 }).desk).toBe(returned);
  });

  it('keeps known totals when a contest is told of without them', () => {
    const start = desk(panel());
    start.entrants[1]!.total = '86.67';
    const { total: _, ...bare } = start.entrants[1]!;
    const next = applyContest(start, { contest: { ...start.contest, revision: 11 }, entrants: [bare] }).desk;
    expect(next.entrants).toMatchObject([{ id: 'e2', total: '86.67' }]);
    expect(applyContest(next, { contest: { ...start.contest, revision: 9 }, entrants: [] }).desk).toBe(next);
  });
});

describe('queue', () => {
  const { entrants } = desk([]);

  it('looks at the one on stage, else at the next waiting', () => {
    expect(currentOf(entrants)?.id).toBe('e3');
    expect(currentOf(entrants.filter((one) => one.state !== 'on-stage'))?.id).toBe('e1');
  });

  it('calls the next after the current, then those passed over', () => {
    expect(nextOf(entrants, entrants[2])?.id).toBe('e4');
    expect(nextOf(entrants, entrants[3])?.id).toBe('e1');
  });

  it('counts entrants under review once, however many sheets went back', () => {
    const returned = [1, 2].map((seat) => sheet(seat, '1', '1', { state: 'returned' }));
    expect(countsOf(entrants, returned)).toEqual({ confirmed: 1, returned: 1, waiting: 2 });
  });
});
