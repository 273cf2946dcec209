// One post from its application to the plaque, fed by a competition: what is amended there counts until the figures are frozen, and is said afterwards.

import { expect, type Page } from '@playwright/test';
import { allCriteria } from '@leitai/scoring';
import { command } from '../../apps/simulator/src/client.ts';
import { amendMarks } from '../support/amend.ts';
import { makeRound, review, TEAM, type MadeRound } from '../support/demonstration.ts';
import { makeAccount, openContest } from '../support/factory.ts';
import { judgedEvent, publish } from '../support/final.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { signInAs } from './support/account.ts';
import { audit, chineseOn } from './support/audit.ts';
import { test } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';

let product: OwnProduct;
let supervisor: Visitor;
let round: MadeRound;
let panel: Panel | undefined;
let competition: Panel | undefined;
const DATA = [TEAM.team, TEAM.leader, '标兵岗监督', '标兵岗领队', '组委会', '各方面达到要求', '台账漏登', '见附件', '擂台', '中文'];

test.beforeAll(async () => {
  product = await startOwnProduct();
  supervisor = await makeAccount(product.organiser, 'supervisor', '标兵岗监督');
  [competition] = await judgedEvent(product.organiser, { posts: [TEAM.postCode], entrants: 3 });
  await publish(product.organiser, supervisor, competition!);
  round = await makeRound(product.organiser, ['标兵岗领队'], { fed: ['competition', 'honours'], settings: { from: '2000-01-01', until: '2099-12-31', sources: [competition!.params.eventId] } });
});
test.afterAll(async () => {
  panel?.close();
  competition?.close();
  await product.stop();
});

/** One account's session takes the place of the other's: without any in between, the page that is left would go to sign in by itself. */
async function as(page: Page, visitor: Visitor, path: string): Promise<void> {
  await signInAs(page.context(), visitor);
  await page.goto(product.base + path);
}

async function asNobody(page: Page, path: string): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies();
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
  // The next that waits is in hand.
  await expect(page.getByText('还有 18 项材料待核验或待补充')).toBeVisible();
  await expect(page.getByRole('heading', { name: '1.2 创建计划与目标' })).toBeVisible();
  for (const { id } of allCriteria(round.scheme).slice(1)) await organiser.call('POST /api/events/:eventId/demonstration/applications/:applicationId/verification', { params, body: { ...command(), criterionId: id, state: 'accepted', reason: '' } });
  await page.reload();
  await page.getByRole('button', { name: '核验完毕，进入现场复评' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '现场复评' })).toHaveAttribute('aria-current', 'step');

  const results = await organiser.call('GET /api/events/:eventId/contests/:contestId/results', { params: competition!.params });
  const own = results.rows.find(({ organisation }) => organisation?.zh === '单位0')!.entrantId;
  const row = page.getByRole('row', { name: '技能竞赛成绩' });
  const again = page.getByRole('button', { name: '重新计算' });
  await amendMarks(organiser, supervisor, competition!, own, 0);
  await again.click();
  await expect(row).toContainText('竞赛成绩 0%');
  await expect(page.getByText('1 项与自评不符')).toBeVisible();
  await amendMarks(organiser, supervisor, competition!, own, 1);
  await again.click();
  await expect(row).toContainText('竞赛成绩 100%');
  await page.getByRole('button', { name: '冻结数据' }).click();
  await page.getByRole('button', { name: '冻结', exact: true }).click();
  await expect(page.getByText(/由 组委会 冻结/)).toBeVisible();
  await amendMarks(organiser, supervisor, competition!, own, 0);
  await again.click();
  await expect(page.getByText('1 项来源其后有变')).toBeVisible();
  await expect(row).toContainText('竞赛成绩 100%');
  await row.getByRole('button').click();
  await expect(page.getByText('来源其后有变（原为 100%，现为 0%），此处不变')).toBeVisible();
  await page.getByRole('button', { name: /^来源/ }).click();
  await expect(page.getByRole('dialog').getByRole('row')).toHaveCount(4);
  await page.keyboard.press('Escape');

  await page.getByRole('row', { name: '创新成果、荣誉与安全' }).getByRole('button').click();
  await expect(page.getByText('来源没有数据，不按 0 分计')).toBeVisible();
  await page.getByRole('button', { name: '提请改值' }).click();
  await page.getByLabel(/改为/).fill('4.5');
  await page.getByRole('dialog').getByLabel('理由').fill('台账漏登');
  await page.getByRole('button', { name: '确定' }).click();
  await expect(page.getByText(/组委会 提出改为 4.5/)).toBeVisible();
  await as(page, supervisor, desk);
  await page.getByRole('row', { name: '创新成果、荣誉与安全' }).getByRole('button').click();
  await page.getByRole('button', { name: '批准改值' }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await expect(page.getByText(/标兵岗监督 批准/)).toBeVisible();

  await openContest(organiser, round.contest);
  panel = await pairPanel(organiser, round.contest);
  await review(round, panel, panel.entrants[0]!, { 'standards-valid': 1, 'five-fixed': 0.5, satisfaction: 0.5 });
  await organiser.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
  await as(page, organiser, desk);
  await page.getByLabel('理由').fill('各方面达到要求');
  await page.getByRole('button', { name: '提出结论' }).click();
  await expect(page.getByText('等待监督签署')).toBeVisible();

  await as(page, supervisor, desk);
  await expect(page.getByText('95.50').first()).toBeVisible();
  await audit(page, { text: 14, target: 0 });
  await page.getByRole('button', { name: '签署结论并转公示' }).click();
  await expect(page.getByText(/公示中/)).toBeVisible();

  await asNobody(page, '/plaques');
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
  await product.db.demonstrationApplication.update({ where: { eventId_id: { eventId, id: applicationId } }, data: { publicUntil: new Date(0) } });
  await page.reload();
  await page.getByRole('button', { name: '定编号与颁发单位' }).click();
  await page.getByLabel('编号前缀').fill('2026');
  await page.getByLabel('落款单位（中文）').fill('市机关事务管理局');
  await page.getByLabel('落款单位（英文）').fill('The bureau');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '公示无异议，授牌' }).click();
  await expect(page.getByText('编号 2026-B-001')).toBeVisible();
  await page.getByRole('link', { name: '对比' }).click();
  await expect(page.getByRole('row', { name: '总分' })).toContainText('95.50');
  await page.goto(product.base + desk);
  await page.getByRole('button', { name: '切换到英文' }).first().click();
  expect(await chineseOn(page, [...DATA, '热心群众', '公示牌没有监督电话', '现场核实，监督电话在牌上'])).toEqual([]);

  await asNobody(page, '/plaques');
  await page.getByRole('link', { name: '2026-B-001' }).click();
  await expect(page.getByText(TEAM.team)).toBeVisible();
});
