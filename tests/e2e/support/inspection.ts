// An inspection as the organiser sets it up over the protocol: a checklist, a plan of this month, and the inspector who goes.

import { randomUUID } from 'node:crypto';
import type { HouseRole } from '@leitai/contract';
import { periodsOf } from '@leitai/contract/inspection-periods';
import type { Criterion, Scheme } from '@leitai/scoring';
import { makeAccount, uploadRoster } from '../../support/factory.ts';
import type { Visitor } from '../../support/visitor.ts';

const item = (no: string, name: string, number: string, rule: string): Criterion => ({
  id: no, no, name: { zh: name, en: `Item ${no}` }, rule: { zh: rule, en: `What item ${no} asks.` }, kind: 'judged', max: '10', mayNotApply: true,
  scale: { type: 'pass-fail' }, clauses: [{ standard: 'DB32/T', number, title: { zh: '安全保卫', en: 'Security' } }],
});

/** Two modules: what is looked at, and one distance that is measured. */
export const CHECKLIST: Scheme = {
  format: 'leitai-scheme/1', code: 'FIRE_CHECK', name: { zh: '消防器材检查表', en: 'Fire equipment checklist' }, max: '50', vetoes: [],
  modules: [
    {
      id: 'm1', name: { zh: '消防通道', en: 'Escape routes' },
      criteria: [item('1', '安全出口指示灯完好', '6.3.1', '指示灯应常亮，无破损。'), item('2', '疏散通道畅通', '6.3.2', '疏散通道内不应堆放物品。')],
    },
    {
      id: 'm2', name: { zh: '消防器材', en: 'Fire equipment' },
      criteria: [
        item('3', '灭火器前 1 米内无遮挡', '6.4.2', '灭火器应设置在位置明显、便于取用处，周围 1.0 m 内不应堆放物品。'),
        item('4', '检查卡按月签写', '6.4.3', '检查卡应逐月签写，不应漏签。'),
        item('5', '消火栓箱门开启灵活', '6.4.5', '消火栓箱门应能完全开启。'),
      ],
    },
  ],
};

export type Inspection = { readonly eventId: string; readonly contestId: string; readonly visits: readonly string[]; readonly inspector: Visitor; readonly inspectorName: string };

/** The last day of the month: what is due by then is not late over a midnight. */
const monthEnd = (today: string): string => periodsOf('month', today, `${today.slice(0, 4)}-12-31`)[0]!.until;

/** One plan of this month with two sites of one unit; its round is open, and the inspector may sign in. */
export async function makeInspection(organiser: Visitor, inspectorName: string): Promise<Inspection> {
  const { id: eventId } = await organiser.call('POST /api/events', { body: { kind: 'inspection', name: { zh: '年度监督检查', en: 'A year of inspections' }, posts: ['SEC_PATROL'] } });
  const preview = await uploadRoster(organiser, eventId, '姓名,单位,岗位代码,工号\n石磊,安平保障,SEC_PATROL,S-1');
  await organiser.call('POST /api/events/:eventId/roster/:importId/confirm', { params: { eventId, importId: preview.importId }, body: { skipFaulty: false } });
  const { id: schemeId } = await organiser.call('POST /api/events/:eventId/schemes', { params: { eventId }, body: { scheme: CHECKLIST } });
  await organiser.call('POST /api/events/:eventId/schemes/:schemeId/versions', { params: { eventId, schemeId }, body: { revision: 1, contestIds: [] } });
  const inspector = await makeAccount(organiser, 'inspector' satisfies HouseRole, inspectorName);
  const desk = await organiser.call('GET /api/events/:eventId/plans', { params: { eventId } });
  const organisationId = desk.organisations[0]!.id;
  const planId = randomUUID();
  await organiser.call('POST /api/events/:eventId/plans/:planId', {
    params: { eventId, planId },
    body: {
      basedOn: 0, name: '消防月查', form: 'supervision', frequency: 'month', postId: desk.posts[0]!.id, schemeVersionId: desk.schemes.find(({ code }) => code === CHECKLIST.code)!.versionId,
      item: '消防器材', from: desk.today, until: monthEnd(desk.today), subjects: [{ organisationId, site: '三号楼' }, { organisationId, site: '五号楼' }],
      inspectors: [desk.inspectors.find(({ name }) => name === inspectorName)!.accountId], sampling: null, decision: null,
    },
  });
  const rows = await organiser.call('GET /api/events/:eventId/plans/:planId/visits', { params: { eventId, planId } });
  return { eventId, contestId: rows[0]!.contestId, visits: rows.map(({ id }) => id), inspector, inspectorName };
}
