// Inspection plans through the console: a plan is made, its period opens at once, and a result that cannot stand by itself is decided.

import { expect } from '@playwright/test';
import type { Scheme } from '@leitai/scoring';
import { command } from '../../apps/simulator/src/client.ts';
import { makeAccount } from '../support/factory.ts';
import { connect } from '../support/panel.ts';
import { organiser, ownName, signInAs } from './support/account.ts';
import { test } from './support/devices.ts';

const text = (zh: string) => ({ zh, en: zh });
const SCHEME: Scheme = {
  format: 'leitai-scheme/1', code: 'CHECK', name: text('保洁月查表'), max: '100', modules: [{ id: 'm', name: text('现场'), criteria: [
    { id: 'c1', no: '1', name: text('地面'), rule: text('无污渍'), kind: 'judged', max: '100', scale: { type: 'pass-fail' }, clauses: [] },
  ] }], vetoes: [{ id: 'v1', name: text('安全事故'), effect: { type: 'zero-total' } }],
};

test('a plan opens its period, and a raised veto is decided', async ({ open }) => {
  const house = await organiser();
  const [name, other] = [ownName('计划页检查员'), ownName('计划页接手人')];
  await makeAccount(house, 'inspector', name);
  const inspector = await makeAccount(house, 'inspector', other);
  const { id: eventId } = await house.call('POST /api/events', { body: { kind: 'inspection', name: text('计划页年度'), posts: ['CLEAN_INDOOR'] } });
  await house.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: text('甲单位') } });
  const { id: schemeId } = await house.call('POST /api/events/:eventId/schemes', { params: { eventId }, body: { scheme: SCHEME } });
  await house.call('POST /api/events/:eventId/schemes/:schemeId/versions', { params: { eventId, schemeId }, body: { revision: 1, contestIds: [] } });

  const page = await open('laptop');
  await signInAs(page.context(), house);
  await page.goto(`/console/${eventId}/plans`);
  await page.getByRole('button', { name: '新建计划' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('计划名称').fill('室内保洁月查');
  await dialog.getByLabel('检查项目').fill('室内保洁标准实施情况');
  await dialog.getByLabel('检查表').selectOption({ label: '保洁月查表 · 第 1 版' });
  await dialog.getByLabel('结束日期').fill(await dialog.getByLabel('开始日期').inputValue());
  await dialog.getByLabel(name).check();
  await dialog.getByLabel('判定规则').selectOption('most-nonconforming');
  await dialog.getByRole('textbox', { name: '不符合的检查至多（次）' }).fill('0');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /甲单位.*待检查/ })).toBeVisible();
  await expect(page.getByRole('list', { name: '室内保洁月查各期' }).getByText('进行中 0/1')).toBeAttached();

  await page.getByRole('button', { name: '移交检查' }).click();
  await dialog.getByLabel('接手人').selectOption({ label: other });
  await dialog.getByLabel('原因').fill('检查员离岗');
  await dialog.getByRole('button', { name: '移交检查' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`甲单位.*${other}.*待检查`) })).toBeVisible();

  const tablet = await connect(inspector);
  const { visits: [visit] } = await tablet.send('visits:join', {});
  const { sheets: [sheet] } = await tablet.send('visit:join', { contestId: visit!.contestId });
  const put = (criterionId: string, value: Parameters<typeof tablet.send<'mark:put'>>[1]['value']) => tablet.send('mark:put', { ...command(), sheetId: sheet!.id, criterionId, value, expectedVersion: 0 });
  await put('c1', { type: 'pass-fail', pass: true });
  const { sheetVersion } = await put('v1', { type: 'veto', reason: '地面湿滑致人摔倒' });
  await tablet.send('sheet:submit', { ...command(), sheetId: sheet!.id, expectedVersion: sheetVersion, signature: { type: 'typed' } });

  await page.reload();
  await page.getByRole('button', { name: '退回…' }).click();
  await dialog.getByRole('checkbox', { name: '地面' }).check();
  await dialog.getByLabel('退回理由').fill('请核对');
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await expect(page.getByRole('row', { name: /甲单位.*待检查/ })).toBeVisible();
  const { sheets: [returned] } = await tablet.send('visit:join', { contestId: visit!.contestId });
  expect(returned).toMatchObject({ id: sheet!.id, state: 'returned' });
  await tablet.send('sheet:submit', { ...command(), sheetId: sheet!.id, expectedVersion: returned!.version, signature: { type: 'typed' } });
  tablet.close();

  await page.reload();
  await page.getByRole('button', { name: '裁定' }).click();
  await expect(dialog.getByText('地面湿滑致人摔倒')).toBeVisible();
  await dialog.getByRole('checkbox').uncheck();
  await dialog.getByLabel('裁定理由').fill('与检查对象无关');
  await dialog.getByRole('button', { name: '确认结果' }).click();
  await expect(page.getByRole('row', { name: /甲单位.*已完成.*100\.0 %.*优秀/ })).toBeVisible();
  await expect(page.getByRole('list', { name: '室内保洁月查各期' }).getByText('已完成 1/1')).toBeAttached();

  await page.getByRole('button', { name: '结束本期…' }).click();
  await dialog.getByRole('button', { name: '签字并结束' }).click();
  await expect(page.getByText('已结束 1 / 1 期')).toBeVisible();
  await page.goto(`/console/${eventId}/evaluations`);
  await page.getByRole('button', { name: '提出评价' }).click();
  await dialog.getByRole('button', { name: '试算' }).click();
  await expect(dialog.getByRole('row', { name: /甲单位.*1 \/ 1.*100\.00 %.*优秀/ })).toBeVisible();
  await dialog.getByLabel('评价小组').fill('标准评价小组');
  await dialog.getByLabel('总体效果').fill('总体达标');
  await dialog.getByRole('button', { name: '提出', exact: true }).click();
  const supervisor = await makeAccount(house, 'supervisor', '计划页监督');
  await signInAs(page.context(), supervisor);
  await page.reload();
  await page.getByRole('button', { name: '签署', exact: true }).click();
  await dialog.getByRole('button', { name: '签署' }).click();
  await expect(page.getByText('签署：计划页监督')).toBeVisible();
  await signInAs(page.context(), house);

  await page.goto(`/console/${eventId}`);
  await expect(page.getByText('已完成检查').locator('..')).toContainText('1 / 1');
  await expect(page.getByText('没有需要处理的事。')).toBeVisible();
  await page.getByRole('button', { name: '室内保洁月查' }).click();
  await expect(page.getByRole('heading', { name: '室内保洁月查' })).toBeVisible();
});
