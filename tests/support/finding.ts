// A finding of a visit through its whole life: photographed on the visit, sent back once, put right with proof, improved, and brought into the standard.

import { randomUUID } from 'node:crypto';
import type { FindingStep, PhotoStage } from '@leitai/contract';
import { addDays } from '@leitai/scoring';
import { command } from '../../apps/simulator/src/client.ts';
import { CHECKLIST, makeInspection } from '../e2e/support/inspection.ts';
import { makeAccount, makeLeader } from './factory.ts';
import { connect } from './panel.ts';
import { jpeg, sha256 } from './photos.ts';
import type { Visitor } from './visitor.ts';

type Own<S> = S extends unknown ? Omit<S, 'commandId' | 'at'> : never;

export async function improvedFinding(organiser: Visitor): Promise<{ readonly eventId: string; readonly findingId: string }> {
  const { eventId, contestId, visits: [entrantId = ''], inspector } = await makeInspection(organiser, '检查员往返');
  const [leader, first, second] = await Promise.all([makeLeader(organiser, eventId, '安平保障', '领队往返'), makeAccount(organiser, 'supervisor', '监督往返'), makeAccount(organiser, 'supervisor', '科长往返')]);
  const connection = await connect(inspector);
  const desk = await connection.send('visit:join', { contestId });
  const sheetId = desk.sheets.find((sheet) => sheet.entrantId === entrantId)!.id;
  const { id: criterionId } = CHECKLIST.modules[1]!.criteria[0]!;
  for (const shade of [41, 42]) {
    const form = await photoForm(shade, { sheetId, criterionId });
    await inspector.call('POST /api/events/:eventId/contests/:contestId/evidence', { params: { eventId, contestId }, form });
  }
  connection.close();
  const { organisationId, postId } = desk.visits.find(({ id }) => id === entrantId)!;
  const { today } = await inspector.call('GET /api/events/:eventId/findings/choices', { params: { eventId } });
  const day = (offset: number): string => addDays(today, offset);
  const { findingId } = await inspector.call('POST /api/events/:eventId/findings', {
    params: { eventId },
    body: {
      ...command(), organisationId, postId, site: '三号楼', subject: '灭火器前被纸箱遮挡', severity: 'serious', measured: '20 cm', required: '1.0 m', clause: null, foundOn: day(-9), due: day(1), owner: '',
      source: { type: 'visit', contestId, entrantId, criterionId },
    },
  });
  const params = { eventId, findingId };
  const step = (who: Visitor, body: Own<FindingStep>) => who.call('POST /api/events/:eventId/findings/:findingId/steps', { params, body: { ...command(), ...body } as FindingStep });
  const photo = async (who: Visitor, stage: PhotoStage, shade: number, measureId = '') =>
    who.call('POST /api/events/:eventId/findings/:findingId/photos', { params, form: await photoForm(shade, { stage, measureId, caption: '现场' }) });
  const putRight = async (shade: number): Promise<void> => {
    const id = randomUUID();
    await step(leader, { step: 'plan', cause: '临时堆放后无人清理', measures: [{ id, text: '清走纸箱', due: today }] });
    await photo(leader, 'proof', shade, id);
    await step(leader, { step: 'done', measureId: id, note: '' });
    await step(leader, { step: 'rectify' });
  };
  const looked = (outcome: boolean): Own<FindingStep> => ({ step: 'recheck', items: [{ text: '周围 1.0 m', method: 'measure', outcome, note: '' }], note: '', due: outcome ? null : day(2) });

  await step(leader, { step: 'acknowledge', owner: '石磊' });
  await step(leader, { step: 'report', text: '已停用并更换' });
  await step(leader, { step: 'extend', until: day(3), reason: '等待配件' });
  await step(organiser, { step: 'answer-extension', granted: true, note: '' });
  await putRight(43);
  await step(inspector, looked(false));
  await putRight(44);
  await photo(inspector, 'recheck', 45);
  await step(inspector, looked(true));
  await step(first, { step: 'improve', measure: '划线成标准', since: day(-3), days: 2 });
  await step(first, { step: 'review', effective: true, note: '未再犯', revision: { before: '不应堆放物品', after: '不应堆放物品，并划设禁放线' }, due: null });
  await step(second, { step: 'approve', version: '2026-2' });
  return params;
}

async function photoForm(shade: number, fields: Readonly<Record<string, string>>): Promise<FormData> {
  const bytes = await jpeg(shade);
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...command(), ...fields, sha256: sha256(bytes), type: 'image/jpeg' })) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), 'photo.jpg');
  return form;
}
