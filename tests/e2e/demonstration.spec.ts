// One post from its application to the plaque: the unit on a phone, the house at the desk, two people, an objection, and everybody's page.

import { expect, type Page } from '@playwright/test';
import { DEFAULT_WORDS } from '@leitai/contract/certificate-template';
import { allCriteria } from '@leitai/scoring';
import { command } from '../../apps/simulator/src/client.ts';
import { makeRound, review, TEAM, type MadeRound } from '../support/demonstration.ts';
import { makeAccount, openContest } from '../support/factory.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { audit, chineseOn } from './support/audit.ts';
import { test } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';

let product: OwnProduct;
let supervisor: Visitor;
let round: MadeRound;
let panel: Panel | undefined;
const DATA = [TEAM.team, TEAM.leader, '标兵岗监督', '标兵岗领队', '组委会', '各方面达到要求', '见附件', '擂台', '中文'];

test.beforeAll(async () => {
  product = await startOwnProduct();
  supervisor = await makeAccount(product.organiser, 'supervisor', '标兵岗监督');
  round = await makeRound(product.organiser, ['标兵岗领队']);
});
test.afterAll(async () => {
  panel?.close();
  await product.stop();
});

async function as(page: Page, { cookie }: Visitor, path: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await page.context().clearCookies();
  await page.context().addCookies([{ name, value, url: product.base }]);
  await page.goto(product.base + path);
}

test('a post from application to plaque', async ({ page }) => {
  const { organiser } = product;
  const { eventId } = round;
  const [leader] = round.leaders as [Visitor];
  await as(page, leader, '/unit/demonstration');
  await page.getByLabel('岗位班组').fill(TEAM.team);
  await page.getByRole('combobox').selectOption(TEAM.postCode);
  await page.getByLabel('班组负责人').fill(TEAM.leader);
  await page.getByLabel('在岗人数').fill('14');
  await page.getByRole('button', { name: '开始填报' }).click();
  const first = page.getByRole('article').first();
  await first.getByLabel('自评分').fill('5');
  await first.getByLabel('说明').fill('见附件');
  await first.getByLabel('说明').blur();
  await expect(page.getByText('还有 18 项没有自评分')).toBeVisible();
  const applicationId = new URL(page.url()).pathname.split('/').at(-1)!;
  const params = { eventId, applicationId };
  for (const { id, max } of allCriteria(round.scheme).slice(1)) await leader.call('POST /api/events/:eventId/unit/demonstration/:applicationId/items', { params, body: { ...command(), criterionId: id, points: max, statement: '' } });
  await page.reload();
  await page.getByRole('button', { name: '提交申报' }).click();
  await expect(page.getByRole('heading', { name: '材料核验' })).toBeVisible();

  const desk = `/console/${eventId}/demonstration/${applicationId}`;
  await as(page, organiser, desk);
  await page.getByRole('button', { name: '采信', exact: true }).click();
  await expect(page.getByText(/已核验\s*·\s*组委会/)).toBeVisible();
  for (const { id } of allCriteria(round.scheme).slice(1)) await organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/verification', { params, body: { ...command(), criterionId: id, state: 'accepted', reason: '' } });
  await page.getByRole('button', { name: '核验完毕，进入现场复评' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '现场复评' })).toHaveAttribute('aria-current', 'step');

  await openContest(organiser, round.contest);
  panel = await pairPanel(organiser, round.contest);
  await review(round, panel, panel.entrants[0]!, { 'standards-valid': 1, 'five-fixed': 0.5, competition: 1, satisfaction: 0.5, honours: 2.5 });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
  await page.reload();
  await page.getByLabel('理由').fill('各方面达到要求');
  await page.getByRole('button', { name: '提出结论' }).click();
  await expect(page.getByText('等待监督签署')).toBeVisible();

  await as(page, supervisor, desk);
  await expect(page.getByText('94.50').first()).toBeVisible();
  await audit(page, { text: 14, target: 0 });
  await page.getByRole('button', { name: '签署结论并转公示' }).click();
  await expect(page.getByText(/公示中/)).toBeVisible();

  await page.context().clearCookies();
  await page.goto(`${product.base}/plaques`);
  await page.getByRole('button', { name: '提出异议' }).click();
  await page.getByLabel('姓名').fill('热心群众');
  await page.getByLabel('联系方式').fill('13800000000');
  await page.getByLabel('异议内容').fill('公示牌没有监督电话');
  await page.getByRole('button', { name: '提交异议' }).click();
  await expect(page.getByRole('status')).toHaveText(/编号 1/);

  await as(page, organiser, desk);
  await page.getByRole('button', { name: '不成立', exact: true }).click();
  await page.getByLabel('答复内容').fill('现场核实，监督电话在牌上');
  await page.getByRole('button', { name: '答复' }).click();
  await expect(page.getByText(/异议不成立/)).toBeVisible();
  await organiser.call('POST /api/events/:eventId/certificate-plan', {
    params: { eventId }, body: { prefix: '2026', issuer: { zh: '市机关事务管理局', en: 'The bureau' }, date: '2026-12-20', layout: 'landscape', ...DEFAULT_WORDS, withParticipation: false },
  });
  await product.db.demonstrationApplication.update({ where: { eventId_id: { eventId, id: applicationId } }, data: { publicUntil: new Date(0) } });
  await page.reload();
  await page.getByRole('button', { name: '公示无异议，授牌' }).click();
  await expect(page.getByText('编号 2026-B-001')).toBeVisible();
  await page.getByRole('button', { name: '切换到英文' }).first().click();
  expect(await chineseOn(page, [...DATA, '热心群众', '公示牌没有监督电话', '现场核实，监督电话在牌上'])).toEqual([]);

  await page.context().clearCookies();
  await page.goto(`${product.base}/plaques`);
  await page.getByRole('link', { name: '2026-B-001' }).click();
  await expect(page.getByText(TEAM.team)).toBeVisible();
});
