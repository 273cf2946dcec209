/** Days over, and days that a deadline rests while a withdrawal waits for its answer. */
import type { FindingBody } from '@leitai/contract';
import type { FindingModel } from '@leitai/database';
import { expect, it } from 'vitest';
import { dateOf, isoDay } from '../queries/today.ts';
import { overdueDays, restedDays, type Standing } from './standing.ts';
import { RULES } from './step-rules.ts';

/** Due on the 10th; a withdrawal asked for on the 12th, at two in the morning where the work is done. */
const body: FindingBody = {
  measured: '', required: '', causes: [], photos: [], measures: [], rechecks: [], extensions: [], improvements: [], acknowledged: null, rectified: null, report: null,
  withdrawal: { reason: '对象有误', by: '丁慧', accountId: '00000000-0000-4000-8000-000000000001', at: '2026-05-11T18:00:00.000Z' },
};
const standing = (today: string, row: Partial<FindingModel> = {}, over: Partial<FindingBody> = {}): Standing =>
  ({ row: { state: 'opened', due: dateOf('2026-05-10'), rectifiedAt: null, ...row, body: { ...body, ...over } } as unknown as FindingModel, body: { ...body, ...over }, today, now: new Date() });

it('counts the days over, which stand still while a withdrawal waits', () => {
  const asked = standing('2026-05-20');
  expect(overdueDays(asked.row, asked.today)).toBe(2);
  const { row, today } = standing('2026-05-20', {}, { withdrawal: null });
  expect(overdueDays(row, today)).toBe(10);
  expect(overdueDays(standing('2026-05-20', { state: 'rectified' }).row, '2026-05-20')).toBe(0);
});

it('rests from the day it was asked until the answer, or until it was put right meanwhile', () => {
  expect(restedDays(standing('2026-05-20'))).toBe(8);
  expect(restedDays(standing('2026-05-20', { rectifiedAt: new Date('2026-05-14T01:00:00Z') }))).toBe(2);
  expect(restedDays(standing('2026-05-20', { rectifiedAt: new Date('2026-05-09T01:00:00Z') }))).toBe(0);
});

it('gives the days back when the withdrawal is refused', async () => {
  const me = { role: 'supervisor', name: '周明远', accountId: '2', sessionId: '3' } as const;
  const { columns } = await RULES['answer-withdrawal'].apply(standing('2026-05-20'), { commandId: '', at: '', step: 'answer-withdrawal', granted: false, note: '' }, me, () => Promise.resolve(0));
  expect(isoDay(columns!.due as Date)).toBe('2026-05-18');
});
