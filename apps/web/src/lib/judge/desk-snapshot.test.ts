/** What the desk becomes when something was stored or told, and what it does not believe. */
import type { JudgeDesk, Recusal, ServerMessages, Sheet } from '@leitai/contract';
import { expect, it } from 'vitest';
import { firstSheet, withContest, withHeard, withRecusal, withStored } from './desk-snapshot.ts';

const at = '2026-05-20T06:00:00.000Z';
const sheet = (id: string, over: Partial<Sheet> = {}): Sheet => ({ id, entrantId: `e-${id}`, judgeId: 'j', attempt: 1, state: 'open', version: 3, submittedAt: null, returned: null, marks: [], notes: [], evidence: [], ...over });
const desk = (...sheets: Sheet[]): JudgeDesk => ({
  me: { judgeId: 'j' }, contest: { id: 'c', revision: 7 }, sheets, recusals: [],
  // They come on in the order of their draw, not in that of the list.
  entrants: sheets.map(({ entrantId }, index) => ({ id: entrantId, position: sheets.length - index, state: 'drawn' })),
}) as unknown as JudgeDesk;
const recusal = (judgeId: string): Recusal => ({ judgeId, entrantId: 'e-a' }) as Recusal;

it('takes a newer sheet, keeps the own one against an older, and lets a new one join', () => {
  expect(withHeard(desk(sheet('a')), sheet('a', { version: 4, state: 'returned' })).sheets).toEqual([sheet('a', { version: 4, state: 'returned' })]);
  expect(withHeard(desk(sheet('a')), sheet('a', { version: 2, state: 'returned' })).sheets).toEqual([sheet('a')]);
  expect(withHeard(desk(sheet('a')), sheet('b')).sheets.map(({ id }) => id)).toEqual(['a', 'b']);
});

it('lays a stored mark into its sheet alone', () => {
  const value = { type: 'points' as const, points: '8' };
  const done = { name: 'mark:put' as const, command: { commandId: 'k', sheetId: 'a', criterionId: 'x', value, expectedVersion: 0, at }, receipt: { version: 1, sheetVersion: 4, revision: 8, recordedAt: at } };
  const [a, b] = withStored(desk(sheet('a'), sheet('b')), 'a', done).sheets;
  expect(a).toEqual(sheet('a', { version: 4, marks: [{ criterionId: 'x', value, version: 1, at }] }));
  expect(b).toEqual(sheet('b'));
});

it('closes the sheets of a recusal of its own judge, and of no other', () => {
  const known = desk(sheet('a'), sheet('b'), sheet('old', { entrantId: 'e-a', state: 'superseded' }));
  expect(withRecusal(known, recusal('j')).sheets.map(({ state }) => state)).toEqual(['recused', 'open', 'superseded']);
  expect(withRecusal(withRecusal(known, recusal('j')), recusal('j')).recusals).toEqual([recusal('j')]);
  expect(withRecusal(known, recusal('other'))).toBe(known);
});

it('follows its contest, and neither an earlier stand of it nor another one', () => {
  const known = desk(sheet('a'));
  const message = (id: string, revision: number) => ({ contest: { id, revision }, entrants: [] }) as unknown as ServerMessages['contest:changed'];
  expect(withContest(known, message('c', 8))).toMatchObject({ contest: { revision: 8 }, entrants: [] });
  expect(withContest(known, message('c', 6))).toBe(known);
  expect(withContest(known, message('d', 9))).toBe(known);
});

it('opens first who is on stage, then a returned sheet, then the next open one by the draw', () => {
  const two = desk(sheet('a'), sheet('b'));
  expect(firstSheet(two)?.id).toBe('b');
  expect(firstSheet({ ...two, sheets: [sheet('a', { state: 'returned' }), sheet('b')] })?.id).toBe('a');
  const onStage = two.entrants.map((one) => (one.id === 'e-a' ? { ...one, state: 'on-stage' as const } : one));
  expect(firstSheet({ ...two, entrants: onStage })?.id).toBe('a');
  expect(firstSheet({ ...two, sheets: [sheet('a', { state: 'recused' }), sheet('b', { state: 'superseded' })] })).toBeUndefined();
});
