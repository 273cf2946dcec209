// Satisfaction surveys: anybody answers once from a device while a round is open; nothing says who; few answers are not shown, nor what they could be reckoned out by.

import { randomBytes } from 'node:crypto';
import ExcelJS from 'exceljs';
import { sha256 } from '@leitai/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heldBack, satisfaction } from '../../apps/server/src/queries/surveys.ts';
import type { SurveyInput } from '@leitai/contract';
import { makeAccount, makeOrganiser } from '../support/factory.ts';
import { startNode, type TestNode } from '../support/node.ts';
import { atOnce, refusal } from '../support/refusal.ts';
import { Visitor } from '../support/visitor.ts';

let node: TestNode;
let organiser: Visitor;
let eventId: string;
let organisationId: string;
beforeAll(async () => {
  // What it lets in is counted to the last try: in its own memory, as a Redis that answers too late on a busy machine is counted beside.
  node = await startNode(undefined, null);
  organiser = await makeOrganiser(node.base, node.setupPath);
  eventId = (await organiser.call('POST /api/events', { body: { kind: 'inspection', name: { zh: '年度监督', en: 'A year' }, posts: ['HVAC'] } })).id;
  organisationId = (await organiser.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: { zh: '恒信', en: 'Hengxin' } } })).id;
});
afterAll(() => node.close());

const input = (over: Partial<SurveyInput> = {}): SurveyInput => ({
  title: { zh: '会议服务满意度', en: 'Satisfaction' }, questions: [{ zh: '态度', en: 'Manner' }, { zh: '及时', en: 'Promptness' }], comment: true,
  opensAt: '2026-01-01T00:00:00Z', closesAt: '2099-01-01T00:00:00Z', subjects: [{ organisation: '恒信', post: 'HVAC', site: '' }, { organisation: null, post: null, site: '3号门岗' }], ...over,
});
const plan = (over: Partial<SurveyInput> = {}) => organiser.call('POST /api/events/:eventId/surveys', { params: { eventId }, body: input(over) });
const result = (surveyId: string) => organiser.call('GET /api/events/:eventId/surveys/:surveyId', { params: { eventId, surveyId } });
const close = (surveyId: string) => organiser.call('POST /api/events/:eventId/surveys/:surveyId/closing', { params: { eventId, surveyId }, body: { reason: '够了' } });
const device = (): string => randomBytes(24).toString('base64url');
type Level = 1 | 2 | 3 | 4 | 5;
const answer = (phone: Visitor, code: string, levels: Level[] = [5, 4], comment = '', own = device()) => phone.call('POST /api/survey/:code', { params: { code }, body: { device: own, levels, comment } });
const phone = (): Visitor => new Visitor(node.base);

describe('a round', () => {
  test('is planned for what there is, changes until it opens, keeps the codes of posters that may hang, and ends by the database’s clock', async () => {
    await expect(plan({ closesAt: '2025-01-01T00:00:00Z' })).rejects.toEqual(refusal('request.invalid'));
    await expect(plan({ subjects: [{ organisation: '没有', post: null, site: '' }] })).rejects.toEqual(refusal('request.invalid'));
    const { id } = await plan({ opensAt: '2098-01-01T00:00:00Z' });
    const { survey } = await result(id);
    expect(survey).toMatchObject({ state: 'planned', answers: 0 });
    const [first] = survey.subjects;
    await expect(answer(phone(), first!.code)).rejects.toEqual(refusal('survey.not-open'));
    await organiser.call('POST /api/events/:eventId/surveys/:surveyId', { params: { eventId, surveyId: id }, body: { ...input({ subjects: [{ organisation: null, post: null, site: '食堂' }, { organisation: '恒信', post: 'HVAC', site: '' }] }), version: 1 } });
    const changed = (await result(id)).survey;
    expect(changed.subjects.map(({ site, code }) => [site, code === first!.code])).toEqual([['食堂', false], ['', true]]);
    await expect(organiser.call('POST /api/events/:eventId/surveys/:surveyId', { params: { eventId, surveyId: id }, body: { ...input(), version: 2 } })).rejects.toEqual(refusal('survey.begun'));
    await close(id);
    await expect(answer(phone(), first!.code)).rejects.toEqual(refusal('survey.not-open'));
    await expect(close(id)).rejects.toEqual(refusal('survey.not-open'));
  });
});

describe('an answer', () => {
  let surveyId = '';
  let codes: string[] = [];
  beforeAll(async () => {
    surveyId = (await plan()).id;
    codes = (await result(surveyId)).survey.subjects.map(({ code }) => code);
  });

  test('needs no account, counts once from a device, by its page or by its cookie, at any of the round’s posters; a twin at the same moment does not get through', async () => {
    const [mine, own] = [phone(), device()];
    expect(await mine.call('GET /api/survey/:code', { params: { code: codes[0]!.toLowerCase() } })).toMatchObject({ state: 'open', answered: false, subject: { organisation: { zh: '恒信' } } });
    const both = await Promise.allSettled([answer(mine, codes[0]!, [5, 4], '', own), answer(mine, codes[0]!, [5, 4], '', own)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await mine.call('GET /api/survey/:code', { params: { code: codes[1]! } })).answered).toBe(true);
    await expect(answer(mine, codes[1]!)).rejects.toEqual(refusal('survey.answered'));
    await expect(answer(phone(), codes[1]!, [5, 5], '', own)).rejects.toEqual(refusal('survey.answered'));
    await expect(answer(phone(), codes[0]!, [5])).rejects.toEqual(refusal('request.invalid'));
    await expect(answer(phone(), '22222222')).rejects.toEqual(refusal('survey.not-found'));
    expect((await result(surveyId)).survey.answers).toBe(1);
  });

  test('leaves nothing behind of who gave it: no token, no address, no time of day', async () => {
    const own = device();
    const visitor = phone();
    await answer(visitor, codes[0]!, [4, 4], '服务很好', own);
    const stored = JSON.stringify([await node.db.surveyAnswer.findMany({ where: { surveyId } }), await node.db.surveyDevice.findMany({ where: { surveyId } }), (await node.db.programmeEvent.findMany({ where: { eventId } })).map(({ body }) => body)]);
    expect(stored).not.toContain(own);
    expect(stored).not.toContain(visitor.address);
    expect((await node.db.surveyAnswer.findMany({ where: { surveyId } })).every(({ day }) => day.toISOString().endsWith('T00:00:00.000Z'))).toBe(true);
    expect(Object.keys((await node.db.surveyDevice.findFirstOrThrow({ where: { surveyId } })))).toEqual(['eventId', 'surveyId', 'hash']);
  });

  test('comes from one address sixty times in ten minutes, and no more', async () => {
    const { address } = phone();
    const tries = await Promise.allSettled(Array.from({ length: 61 }, () => answer(new Visitor(node.base, { address }), '22222222')));
    const codes = tries.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : ''));
    expect(codes.filter((code) => code === 'request.rate-limited')).toHaveLength(1);
  });
});

test('codes are not found by trying: forty that are none from one address, and no more', async () => {
  const visitor = phone();
  const tries = await Promise.allSettled(Array.from({ length: 41 }, () => visitor.call('GET /api/survey/:code', { params: { code: '33333333' } })));
  expect(tries.filter((one) => one.status === 'rejected' && (one.reason as { code: string }).code === 'request.rate-limited')).toHaveLength(1);
});

describe('a result', () => {
  let surveyId = '';
  test('of a round with few answers shows no comment either, and what is kept of one holds no number to reach anybody by', async () => {
    const { id } = await plan({ subjects: [{ organisation: null, post: null, site: '食堂' }] });
    const [subject] = (await result(id)).survey.subjects;
    await answer(phone(), subject!.code, [5, 5], '汤凉了，回我 138-0013-8000');
    await close(id);
    expect((await result(id)).comments).toEqual([]);
    expect((await node.db.surveyAnswer.findFirstOrThrow({ where: { surveyId: id } })).comment).toBe('汤凉了，回我 〔…〕');
  });

  test('is held back while the round is open, and of few answers for good, with what those could be reckoned out by', async () => {
    surveyId = (await plan()).id;
    const codes = (await result(surveyId)).survey.subjects.map(({ code }) => code);
    for (const level of [5, 5, 4, 3, 1, 5] as const) await answer(phone(), codes[0]!, [level, 4], level === 1 ? '<img src=x onerror=alert(1)>' : level === 3 ? '=2+5' : '');
    for (const level of [2, 2] as const) await answer(phone(), codes[1]!, [level, level], '在3号门岗等了半小时的张某');
    expect(await result(surveyId)).toMatchObject({ survey: { answers: 8 }, whole: null, subjects: [{ figures: null, few: false }, { figures: null, few: false }], comments: [] });
    const of = { eventId, organisationId, postId: null, from: '2020-01-01', until: '2099-01-01' };
    expect((await satisfaction(node.db, of)).given).toBe(0);
    await close(surveyId);
    const closed = await result(surveyId);
    expect(closed.whole).toEqual({ answers: 8, given: 16, satisfied: 4 + 6, questions: [[3, 1, 1, 2, 1], [0, 6, 0, 2, 0]] });
    // Two answers about the gate would be the whole less the other: both are held back.
    expect(closed.subjects).toMatchObject([{ few: true, figures: null }, { few: true, figures: null }]);
    expect(closed.comments.map(({ subjectId }) => subjectId)).toEqual([null, null, null, null]);
    expect(await satisfaction(node.db, of)).toMatchObject({ satisfied: 10, given: 12, rows: expect.arrayContaining([expect.objectContaining({ levels: [5, 4] })]) });
    const event = await node.db.programmeEvent.findFirstOrThrow({ where: { eventId, body: { contains: '"survey:close"' } }, orderBy: { seq: 'desc' } });
    expect(JSON.parse(event.body)).toMatchObject({ answers: 8, reason: '够了', answersHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('a comment that names somebody is taken out for good, with a reason; in workbooks comments are text', async () => {
    const comment = (await result(surveyId)).comments.find(({ text }) => text.includes('张某'))!;
    const hide = (who: Visitor) => who.call('POST /api/events/:eventId/surveys/:surveyId/comments/:answerId', { params: { eventId, surveyId, answerId: comment.answerId }, body: { reason: '点名' } });
    await expect(hide(await makeAccount(organiser, 'auditor', '审计员'))).rejects.toEqual(refusal('access.forbidden'));
    await hide(organiser);
    expect((await result(surveyId)).comments.find(({ answerId }) => answerId === comment.answerId)).toMatchObject({ text: '', hidden: true });
    await expect(node.db.surveyAnswer.updateMany({ where: { surveyId }, data: { levels: [5, 5] } })).rejects.toThrow();
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await (await organiser.fetch(`/api/events/${eventId}/surveys/${surveyId}/results.xlsx`)).arrayBuffer());
    const cells = book.worksheets.flatMap((sheet) => sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : [])));
    expect(cells).toContain('=2+5');
    expect(cells.filter((cell) => typeof cell === 'object' && cell !== null)).toEqual([]);
    const response = await organiser.fetch(`/api/events/${eventId}/surveys/${surveyId}/results.csv`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const sent = Buffer.from(await response.arrayBuffer());
    expect(sent.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const [head, first] = sent.toString('utf8').split('\r\n');
    expect(head).toContain('很满意 Very satisfied');
    expect(first!.split(',')[0]).toBe('全部 All');
  });

  test('that is closed while answers come in, twice at once, has those that were taken and no others', async () => {
    const { id } = await plan();
    const { code } = (await result(id)).survey.subjects[0]!;
    const answers = Array.from({ length: 12 }, () => answer(phone(), code));
    const [closed, taken] = await Promise.all([atOnce(close(id), close(id)), atOnce(...answers)]);
    expect(closed).toEqual(['ok', 'survey.not-open']);
    const stored = await node.db.surveyAnswer.findMany({ where: { surveyId: id }, orderBy: { id: 'asc' }, select: { id: true, subjectId: true, levels: true } });
    expect(taken.filter((one) => one === 'ok')).toHaveLength(stored.length);
    const event = await node.db.programmeEvent.findFirstOrThrow({ where: { eventId, body: { contains: '"survey:close"' } }, orderBy: { seq: 'desc' } });
    expect(JSON.parse(event.body)).toMatchObject({ answers: stored.length, answersHash: sha256(JSON.stringify(stored)) });
  });

  test('groups of few are held back with the smallest others until they cannot be told', () => {
    const given = (count: number) => Array.from({ length: count }, () => ({ levels: [5] }) as never);
    const shown = (sizes: Record<string, number>) => [...heldBack(new Map(Object.entries(sizes).map(([key, size]) => [key, given(size)])), 1)].filter(([, figures]) => figures !== null).map(([key]) => key);
    expect(shown({ a: 9, b: 5, c: 4 })).toEqual(['a']);
    expect(shown({ a: 9, b: 4, c: 4 })).toEqual(['a']);
    expect(shown({ a: 9, b: 5 })).toEqual(['a', 'b']);
    expect(shown({ a: 9, b: 1 })).toEqual([]);
  });
});
