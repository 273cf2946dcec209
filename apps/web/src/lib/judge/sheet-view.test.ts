/** What the judge sees of a sheet while marks are on their way and snapshots cross them. */
import type { JudgeDesk, Sheet } from '@leitai/contract';
import type { Scheme } from '@leitai/scoring';
import { expect, it } from 'vitest';
import { mayMark, mergeDesk, versionAfter, viewSheet, withMark } from './sheet-view.ts';

const name = { zh: '项', en: 'item' };
const scheme: Scheme = {
  format: 'leitai-scheme/1', code: 'T', name, max: '20', vetoes: [],
  modules: [{ id: 'm', name, criteria: ['a', 'b'].map((id) => ({ id, no: id, name, rule: name, kind: 'judged' as const, max: '10', scale: { type: 'points' as const, min: '0', max: '10', step: '0.5' }, clauses: [] })) }],
};
const entrant = { id: 'e', code: 'B-07', position: 1, state: 'on-stage' as const, attempt: 1, timer: null };
const at = '2026-05-20T06:00:00.000Z';
const sheet = (over: Partial<Sheet> = {}): Sheet => ({ id: 's', entrantId: 'e', judgeId: 'j', attempt: 1, state: 'open', version: 1, submittedAt: null, returned: null, marks: [{ criterionId: 'a', value: { type: 'points', points: '8' }, version: 1, at }], notes: [], evidence: [], ...over });
const command = { commandId: 'c', sheetId: 's', criterionId: 'a', value: { type: 'points' as const, points: '9' }, expectedVersion: 1, at };

it('lays the own marks on their way over what the server has', () => {
  const view = viewSheet(scheme, sheet(), entrant, [{ name: 'mark:put', judgeId: 'j', seq: 1, command, state: 'unsent' }]);
  expect(view.score.total).toBe('9');
  expect(view.score.missing).toEqual(['b']);
});

it('shows a cleared mark as missing', () => {
  const view = viewSheet(scheme, sheet(), entrant, [{ name: 'mark:put', judgeId: 'j', seq: 1, command: { ...command, value: null }, state: 'unsent' }]);
  expect(view.score.missing).toEqual(['a', 'b']);
});

it('keeps an acknowledged mark when an older snapshot arrives after it', () => {
  const acked = withMark(sheet(), command, { version: 2, sheetVersion: 2, revision: 9, recordedAt: at });
  const desk = (one: Sheet) => ({ me: { judgeId: 'j' }, sheets: [one] }) as unknown as JudgeDesk;
  expect(mergeDesk(desk(acked), desk(sheet())).sheets[0]?.marks.find(({ criterionId }) => criterionId === 'a')?.version).toBe(2);
  expect(mergeDesk(desk(acked), desk(sheet({ version: 3 }))).sheets[0]?.version).toBe(3);
});

it('opens only the returned items of a returned sheet, and nothing once it is handed in', () => {
  const returned = sheet({ state: 'returned', returned: { reason: '重看', items: ['b'], at } });
  expect(mayMark('running', entrant, returned, 'b')).toBe(true);
  expect(mayMark('running', entrant, returned, 'a')).toBe(false);
  expect(mayMark('running', entrant, sheet({ state: 'submitted' }), 'a')).toBe(false);
  expect(mayMark('closed', entrant, sheet(), 'a')).toBe(false);
  expect(mayMark('running', { ...entrant, state: 'absent' }, sheet(), 'a')).toBe(false);
});

it('counts on its waiting marks for the version that is handed in, and on none twice that has arrived without saying so', () => {
  const waiting = { name: 'mark:put' as const, judgeId: 'j', seq: 1, command, state: 'sent' as const };
  expect(versionAfter(sheet(), [waiting, { ...waiting, seq: 2, command: { ...command, criterionId: 'b', expectedVersion: 0 } }])).toBe(3);
  const arrived = sheet({ version: 2, marks: [{ criterionId: 'a', value: command.value, version: 2, at }] });
  expect(versionAfter(arrived, [waiting])).toBe(2);
});

it('says that a sheet is handed in on the device only', () => {
  const submit = { name: 'sheet:submit' as const, judgeId: 'j', seq: 2, command: { commandId: 'd', at, sheetId: 's', expectedVersion: 1, signature: { type: 'typed' as const } }, state: 'unsent' as const };
  const view = viewSheet(scheme, sheet(), entrant, [submit]);
  expect(view.handingIn).toEqual(submit);
  expect(view.sheet.state).toBe('open');
  expect(view.withdrawing).toBeNull();
});

it('says that a withdrawal is on its way, and keeps the sheet as the server has it', () => {
  const withdraw = { name: 'sheet:withdraw' as const, judgeId: 'j', seq: 3, command: { commandId: 'e', at, sheetId: 's', expectedVersion: 2 }, state: 'unsent' as const };
  const view = viewSheet(scheme, sheet({ state: 'submitted', version: 2 }), entrant, [withdraw]);
  expect(view.withdrawing).toEqual(withdraw);
  expect(view.sheet.state).toBe('submitted');
});
