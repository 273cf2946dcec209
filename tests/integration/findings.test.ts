/** A finding from opening to improvement: its steps, who may take them, its time, its traces, and the audit that names whatever is touched. */
import { randomUUID } from 'node:crypto';
import type { FindingOpening, FindingStep, PhotoStage } from '@leitai/contract';
import { auditProgramme } from '@leitai/database';
import { addDays } from '@leitai/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../apps/simulator/src/client.ts';
import { makeLog } from '../../apps/server/src/log.ts';
import type { Context } from '../../apps/server/src/context.ts';
import { onTimeRectification, unreportedFindings } from '../../apps/server/src/queries/findings-rates.ts';
import { escalateDue } from '../../apps/server/src/use-cases/findings/escalate.ts';
import { makeAccount, makeEvent, makeLeader, makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { jpeg, sha256 } from '../support/photos.ts';
import { atOnce, code } from '../support/refusal.ts';
import { Tamperer } from '../support/tamper.ts';
import type { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let supervisor: Visitor;
let inspector: Visitor;
let other: Visitor;
let leader: Visitor;
let stranger: Visitor;
let eventId: string;
let organisationId: string;
let postId: string;
let today: string;

const STEPS = 'POST /api/events/:eventId/findings/:findingId/steps';
const CLAUSE = { standard: 'DB32/T 4567', title: { zh: '安全保卫服务规范', en: 'Security services' }, number: '6.4.2', text: '周围1.0 m内不应堆放物品', mark: '周围1.0 m内不应堆放物品' };
const day = (offset: number): string => addDays(today, offset);

beforeAll(async () => {
  node = await startNode();
  organiser = await makeOrganiser(node.base, node.setupPath);
  const made = await makeEvent(organiser, { posts: ['CLEAN_INDOOR'], entrants: 3, judges: 1 });
  ({ eventId } = made);
  [supervisor, inspector, other] = await Promise.all([makeAccount(organiser, 'supervisor', '周明远'), makeAccount(organiser, 'inspector', '丁慧'), makeAccount(organiser, 'inspector', '许宁')]);
  [leader, stranger] = await Promise.all([makeLeader(organiser, eventId, '单位0', '石磊'), makeLeader(organiser, eventId, '单位1', '别家')]);
  const choices = await inspector.call('GET /api/events/:eventId/findings/choices', { params: { eventId } });
  today = choices.today;
  organisationId = choices.organisations.find(({ name }) => name.zh === '单位0')!.id;
  postId = choices.posts[0]!.id;
});
afterAll(() => node.close());

async function open(over: Partial<FindingOpening> = {}, who = inspector): Promise<string> {
  const body: FindingOpening = {
    ...command(), organisationId, postId, site: '三号楼 2 层', subject: '灭火器前被纸箱遮挡', severity: 'general', measured: '纸箱距灭火器 20 cm', required: '1.0 m', clause: CLAUSE,
    foundOn: today, due: null, owner: '', source: { type: 'hand' }, ...over,
  };
  return (await who.call('POST /api/events/:eventId/findings', { params: { eventId }, body })).findingId;
}
type Own<S> = S extends unknown ? Omit<S, 'commandId' | 'at'> : never;
const step = (who: Visitor, findingId: string, body: Own<FindingStep>) => who.call(STEPS, { params: { eventId, findingId }, body: { ...command(), ...body } as FindingStep });
const read = (who: Visitor, findingId: string) => who.call('GET /api/events/:eventId/findings/:findingId', { params: { eventId, findingId } });
async function photo(who: Visitor, findingId: string, stage: PhotoStage, measureId = '', shade = 50): Promise<string> {
  const bytes = await jpeg(shade);
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...command(), stage, measureId, caption: '现场', sha256: sha256(bytes), type: 'image/jpeg' })) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), 'photo.jpg');
  return (await who.call('POST /api/events/:eventId/findings/:findingId/photos', { params: { eventId, findingId }, form })).photo.id;
}
/** As far as it waits for the re-check. */
async function putRight(findingId: string, who = leader): Promise<void> {
  const id = randomUUID();
  await step(who, findingId, { step: 'plan', cause: '临时堆放后无人清理', measures: [{ id, text: '清走纸箱', due: today }] });
  await photo(who, findingId, 'proof', id);
  await step(who, findingId, { step: 'done', measureId: id, note: '' });
  await step(who, findingId, { step: 'rectify' });
}
/** What the seed's sentences ask of each form, by the labels that are printed. */
const FIELDS = {
  'finding-report': ['编号', '处室（单位）', '岗位', '地点', '不符合项', '标准及条款', '条款原文', '来源', '检查人', '发现日期', '实测情况', '标准要求', '严重程度', '整改期限', '责任人', '整改措施', '单位签收', '签收时间', '整改前照片', '状态', '书面报告', '原因分析', '处室（单位）负责人'],
  'recheck-record': ['编号', '处室（单位）', '岗位', '地点', '不符合项', '标准及条款', '整改责任人', '整改完成', '整改期限', '原因分析', '整改措施', '完成', '佐证', '复查内容', '方式', '结果', '复查人', '复查时间', '复查结论', '说明', '处室（单位）负责人'],
  'improvement-record': ['编号', '处室（单位）', '岗位', '地点', '不符合项', '标准及条款', '原因分析', '改进措施', '实施日期', '提出人', '改进验证：同条款同地点再犯', '改进评审', '评审意见', '评审人', '评审时间', '原条文', '拟修订', '批准人', '发布版本', '批准时间', '评价小组'],
} as const;
const ITEM = { text: '灭火器周围 ≥ 1.0 m', method: 'measure', outcome: true, note: '' } as const;

describe('a finding', () => {
  it('goes from opening to a revised standard, each step by whom it belongs to', async () => {
    const id = await open();
    expect(await code(step(stranger, id, { step: 'acknowledge', owner: '石磊' }))).toBe('finding.not-found');
    expect(await code(read(stranger, id))).toBe('finding.not-found');
    expect(await code(step(inspector, id, { step: 'acknowledge', owner: '石磊' }))).toBe('access.forbidden');
    await photo(inspector, id, 'before');
    expect(await code(photo(leader, id, 'before'))).toBe('access.forbidden');
    await step(leader, id, { step: 'acknowledge', owner: '石磊' });
    expect(await code(step(leader, id, { step: 'rectify' }))).toBe('finding.measures');
    const measureId = randomUUID();
    expect(await code(step(leader, id, { step: 'plan', cause: ' ', measures: [{ id: measureId, text: '地面划 1 米禁放线', due: today }] }))).toBe('request.invalid');
    expect(await code(step(leader, id, { step: 'plan', cause: '无人划定存放区', measures: [] }))).toBe('finding.measures');
    await step(leader, id, { step: 'plan', cause: '临时堆放', measures: [{ id: measureId, text: '地面划 1 米禁放线', due: today }] });
    expect(await code(step(leader, id, { step: 'done', measureId, note: '' }))).toBe('finding.no-proof');
    // Said anew, with no measure more: the latest stands, the record keeps both.
    await step(leader, id, { step: 'plan', cause: '无人划定存放区', measures: [] });
    expect((await read(inspector, id)).body).toMatchObject({ causes: [{ round: 1, text: '无人划定存放区', by: '石磊' }], measures: [{ id: measureId }] });
    const proof = await photo(leader, id, 'proof', measureId);
    await step(leader, id, { step: 'done', measureId, note: '' });
    await step(leader, id, { step: 'rectify' });
    expect((await organiser.fetch(`/api/events/${eventId}/findings/${id}/photos/${proof}`)).headers.get('content-type')).toBe('image/jpeg');
    expect((await stranger.fetch(`/api/events/${eventId}/findings/${id}/photos/${proof}`)).status).toBe(404);

    // Sent back once.
    expect(await code(step(inspector, id, { step: 'recheck', items: [{ ...ITEM, outcome: false }], note: '仍有杂物', due: null }))).toBe('finding.bad-day');
    await step(inspector, id, { step: 'recheck', items: [{ ...ITEM, outcome: false }], note: '仍有杂物', due: day(2) });
    expect(await read(leader, id)).toMatchObject({ state: 'acknowledged', round: 2, due: day(2), measures: { done: 0, total: 0 } });
    await putRight(id);
    await step(inspector, id, { step: 'recheck', items: [ITEM], note: '', due: null });

    await step(supervisor, id, { step: 'improve', measure: '划线成标准', since: today, days: 30 });
    expect(await code(step(supervisor, id, { step: 'review', effective: true, note: '有效', revision: null, due: null }))).toBe('finding.too-early');
    const closed = await read(supervisor, id);
    expect(closed).toMatchObject({ state: 'improving', number: `${today.slice(0, 4)}-A-001`, may: expect.not.arrayContaining(['review']) });
    expect(closed.traces.map(({ type }) => type.replace('finding:', ''))).toEqual(
      ['improve', 'recheck', 'rectify', 'done', 'photo', 'plan', 'recheck', 'rectify', 'done', 'photo', 'plan', 'plan', 'acknowledge', 'photo', 'open']);
    expect((await auditProgramme(node.db, eventId)).faults).toEqual([]);
  });

  it('is improved when the same clause is not met again at the same place; else the next round begins', async () => {
    const id = await open({ foundOn: day(-60), due: day(-57) });
    await step(leader, id, { step: 'acknowledge', owner: '石磊' });
    await putRight(id);
    await step(other, id, { step: 'recheck', items: [ITEM], note: '', due: null });
    await step(organiser, id, { step: 'improve', measure: '班前会宣讲', since: day(-40), days: 30 });
    await open({ foundOn: day(-20), site: '二号楼' });
    await open({ foundOn: day(-20), clause: { ...CLAUSE, number: '6.4.3' } });
    expect((await read(organiser, id)).recurrences).toBe(0);
    await open({ foundOn: day(-20) });
    const again = await read(organiser, id);
    expect(again.recurrences).toBe(1);
    await step(organiser, id, { step: 'review', effective: false, note: '同点再犯', revision: null, due: day(5) });
    expect(await read(organiser, id)).toMatchObject({ state: 'acknowledged', round: 2, body: { improvements: [{ review: { effective: false, recurrences: 1 } }] } });
    await putRight(id);
    await step(other, id, { step: 'recheck', items: [ITEM], note: '', due: null });
    await step(supervisor, id, { step: 'improve', measure: '划线成标准', since: day(-2), days: 1 });
    await step(supervisor, id, { step: 'review', effective: true, note: '未再犯', revision: { before: '不应堆放物品', after: '不应堆放物品，并划设禁放线' }, due: null });
    expect(await code(step(supervisor, id, { step: 'approve', version: '2026-2' }))).toBe('finding.same-person');
    expect(await code(step(organiser, id, { step: 'approve', version: '2026-2' }))).toBe('access.forbidden');
    await step(await makeAccount(organiser, 'supervisor', '韩科长'), id, { step: 'approve', version: '2026-2' });
    const end = await read(supervisor, id);
    expect(end).toMatchObject({ state: 'improved', may: [] });
    expect(end.history.length).toBeGreaterThanOrEqual(1);
    for (const form of ['finding-report', 'recheck-record', 'improvement-record'] as const) {
      const paper = await supervisor.call(`GET /api/events/:eventId/findings/:findingId/papers/${form}`, { params: { eventId, findingId: id } });
      const labels = paper.parts.flatMap(({ facts, table, lines }) => [...facts.map(({ name }) => name.zh), ...(table === null ? [] : paper.tables[table]!.columns.map(({ name }) => name.zh)), ...lines.map(({ zh }) => zh)]);
      expect(FIELDS[form].filter((field) => !labels.includes(field)), form).toEqual([]);
      expect((await supervisor.fetch(`/api/events/${eventId}/findings/${id}/papers/${form}.xlsx`)).status).toBe(200);
    }
  });

  it('that was begun before causes were asked for is put right once its cause is said', async () => {
    const id = await open();
    await step(leader, id, { step: 'acknowledge', owner: '石磊' });
    const measureId = randomUUID();
    await step(leader, id, { step: 'plan', cause: '临时堆放', measures: [{ id: measureId, text: '清走纸箱', due: today }] });
    await photo(leader, id, 'proof', measureId);
    await step(leader, id, { step: 'done', measureId, note: '' });
    await node.db.$executeRaw`UPDATE finding SET body = body - 'causes' WHERE id = ${id}::uuid`;
    expect(await code(step(leader, id, { step: 'rectify' }))).toBe('finding.no-cause');
    await step(leader, id, { step: 'plan', cause: '临时堆放', measures: [] });
    await step(leader, id, { step: 'rectify' });
  });

  it('is not looked at again by whoever put it right', async () => {
    const id = await open();
    await step(leader, id, { step: 'acknowledge', owner: '石磊' });
    await putRight(id, inspector);
    expect(await code(step(inspector, id, { step: 'recheck', items: [ITEM], note: '', due: null }))).toBe('finding.same-person');
    expect((await read(inspector, id)).may).not.toContain('recheck');
    await step(other, id, { step: 'recheck', items: [ITEM], note: '', due: null });
  });

  it('is given more time on request, and withdrawn by two people', async () => {
    const id = await open();
    expect(await code(step(leader, id, { step: 'extend', until: day(1), reason: '等待配件' }))).toBe('finding.bad-day');
    await step(leader, id, { step: 'extend', until: day(9), reason: '等待配件' });
    expect(await code(step(leader, id, { step: 'extend', until: day(10), reason: '等待配件' }))).toBe('finding.asked');
    await step(organiser, id, { step: 'answer-extension', granted: true, note: '' });
    expect((await read(leader, id)).due).toBe(day(9));
    await step(organiser, id, { step: 'withdraw', reason: '对象有误' });
    expect(await code(step(organiser, id, { step: 'answer-withdrawal', granted: true, note: '' }))).toBe('finding.same-person');
    const answer = (who: Visitor) => step(who, id, { step: 'answer-withdrawal', granted: true, note: '' });
    expect(await atOnce(answer(supervisor), answer(supervisor))).toEqual(['finding.bad-state', 'ok']);
    expect(await code(step(leader, id, { step: 'acknowledge', owner: '石磊' }))).toBe('finding.bad-state');
  });

  it('takes one of two steps that meet, a repeated one once, and nothing that began before', async () => {
    const id = await open();
    const acknowledge = () => step(leader, id, { step: 'acknowledge', owner: '石磊' });
    expect(await atOnce(acknowledge(), acknowledge(), acknowledge())).toEqual(['finding.bad-state', 'finding.bad-state', 'ok']);
    const plan: FindingStep = { ...command(), step: 'plan', cause: '临时堆放后无人清理', measures: [{ id: randomUUID(), text: '清走纸箱', due: today }] };
    const send = () => leader.call(STEPS, { params: { eventId, findingId: id }, body: plan });
    expect(await atOnce(send(), send())).toEqual(['ok', 'ok']);
    const [measure] = (await read(leader, id)).body.measures;
    await photo(leader, id, 'proof', measure!.id);
    const done = () => step(leader, id, { step: 'done', measureId: measure!.id, note: '' });
    expect(await atOnce(done(), done())).toEqual(['finding.measures', 'ok']);
    await step(leader, id, { step: 'rectify' });
    const recheck = (who: Visitor, outcome: boolean) => step(who, id, { step: 'recheck', items: [{ ...ITEM, outcome }], note: '', due: day(2) });
    // Looked at before it was put right anew.
    expect(await code(step(inspector, id, { step: 'recheck', items: [ITEM], note: '', due: null, on: '2026-01-01T00:00:00.000Z' }))).toBe('finding.bad-state');
    expect(await atOnce(recheck(inspector, true), recheck(other, false))).toEqual(['finding.bad-state', 'ok']);
    const { traces } = await read(inspector, id);
    expect(traces.map(({ type }) => type)).toEqual(['recheck', 'rectify', 'done', 'photo', 'plan', 'acknowledge', 'open'].map((type) => `finding:${type}`));
  });

  it('rests while its withdrawal waits, and goes on when that is refused', async () => {
    const id = await open({ foundOn: day(-5), due: day(-1), owner: '石磊' });
    await step(inspector, id, { step: 'withdraw', reason: '对象有误' });
    await escalateDue({ db: node.db, log: makeLog('silent'), notices: { programmeChanged: () => {} } } as unknown as Context);
    expect(await read(leader, id)).toMatchObject({ overdue: 1, asked: { withdrawal: true }, traces: [{ type: 'finding:withdraw' }, { type: 'finding:open' }] });
    await step(supervisor, id, { step: 'answer-withdrawal', granted: false, note: '' });
    await escalateDue({ db: node.db, log: makeLog('silent'), notices: { programmeChanged: () => {} } } as unknown as Context);
    expect(await read(leader, id)).toMatchObject({ overdue: 1, due: day(-1), traces: [{ type: 'finding:escalate', details: { day: 1 } }, { type: 'finding:answer-withdrawal' }, {}, {}] });
  });

  it('has a number of its own when many are opened at once, and is opened once', async () => {
    const commands = Array.from({ length: 8 }, () => randomUUID());
    await Promise.all([...commands, ...commands].map((commandId) => open({ commandId, postId: null })));
    const { findings } = await organiser.call('GET /api/events/:eventId/findings', { params: { eventId } });
    const own = findings.filter(({ number }) => number.includes('-Z-')).map(({ number }) => number).sort();
    expect(own).toEqual(commands.map((_, index) => `${today.slice(0, 4)}-Z-00${index + 1}`));
    const seen = await stranger.call('GET /api/events/:eventId/findings', { params: { eventId } });
    expect(seen.findings).toEqual([]);
  });
});

describe('what is over its time', () => {
  it('is told of by itself, each day once, whichever node looks', async () => {
    await organiser.call('POST /api/events/:eventId/findings/settings', {
      params: { eventId }, body: { days: { minor: 7, general: 3, serious: 2, major: 1 }, escalation: [{ day: 1, to: 'owner', name: '' }, { day: 2, to: 'head', name: '韩科长' }, { day: 9, to: 'head', name: '局领导' }], observeDays: 30 },
    });
    const id = await open({ foundOn: day(-5), due: day(-2), owner: '石磊', severity: 'serious' });
    const second = await startNode(node.databaseUrl);
    try {
      const ctx = (one: TestNode) => ({ db: one.db, log: makeLog('silent'), notices: { programmeChanged: () => {} } }) as unknown as Context;
      await Promise.all([escalateDue(ctx(node)), escalateDue(ctx(second)), escalateDue(ctx(node)), escalateDue(ctx(second))]);
      const { traces, overdue } = await read(leader, id);
      expect(overdue).toBe(2);
      expect(traces.filter(({ type }) => type === 'finding:escalate').map(({ by, details }) => [by, details['day'], details['name']])).toEqual([['系统', 2, '韩科长'], ['系统', 1, '石磊']]);
    } finally {
      await second.close();
    }
    expect((await auditProgramme(node.db, eventId)).faults).toEqual([]);
  });

  it('shows in the rates, with the rows behind them', async () => {
    const period = { eventId, organisationId, from: day(-90), until: day(90) };
    const { due, onTime, rows } = await onTimeRectification(node.db, period);
    expect(rows).toHaveLength(due);
    expect(rows.filter((row) => row.onTime)).toHaveLength(onTime);
    expect(due).toBeGreaterThan(onTime);
    expect((await onTimeRectification(node.db, { ...period, organisationId: randomUUID() })).due).toBe(0);
    const [unreported] = await unreportedFindings(node.db, period);
    expect(unreported).toMatchObject({ severity: 'serious' });
    await step(leader, unreported!.id, { step: 'report', text: '已设专人跟进' });
    expect(await unreportedFindings(node.db, period)).toEqual([]);
  });
});

it('is held against the record, row by row', async () => {
  const tamperer = await Tamperer.open(node.databaseUrl, ['finding', 'finding_settings', 'programme_event'], { eventId, contestId: randomUUID() });
  try {
    const look = async () => (await auditProgramme(node.db, eventId)).faults;
    const one = `WHERE event_id = :event AND number LIKE '%-A-001'`;
    for (const [column, sql] of [
      ['due', `UPDATE finding SET due = due + 1 ${one}`], ['state', `UPDATE finding SET state = 'improved' ${one}`], ['subject', `UPDATE finding SET subject = '无' ${one}`],
      ['body', `UPDATE finding SET body = jsonb_set(body, '{measured}', '"无"') ${one}`], ['*', `DELETE FROM finding ${one}`],
    ] as const) expect(await tamperer.while(sql, look), sql).toContainEqual(expect.objectContaining({ table: 'finding', column }));
    expect(await tamperer.while(`INSERT INTO finding SELECT event_id, gen_random_uuid(), 'X', organisation_id, post_id, site, subject, severity, state, round, clause, owner, found_on, due, told_days, source, source_words,
      contest_id, entrant_id, criterion_id, opened_by_id, opened_by, opened_at, rectified_at, closed_at, body FROM finding ${one}`, look)).toContainEqual(expect.objectContaining({ table: 'finding', column: '*', seq: null }));
    expect(await tamperer.while(`UPDATE finding_settings SET body = '{}' WHERE event_id = :event`, look)).toContainEqual(expect.objectContaining({ table: 'finding_settings', column: 'body' }));
    expect(await look()).toEqual([]);
  } finally {
    await tamperer.close();
  }
});
