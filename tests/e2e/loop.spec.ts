// Closing the loop through the screens: from the grid to a unit's post, to a criterion and the results behind its bar, to a training planned against it, and the three lists as documents.

import { expect } from '@playwright/test';
import { checkSettings, finishCheck, judgeCheck, makeCheck } from '../support/checks.ts';
import { houseDay } from '../support/days.ts';
import { makeLeader } from '../support/factory.ts';
import { organiser, ownName, signInAs } from './support/account.ts';
import { audit } from './support/audit.ts';
import { test } from './support/devices.ts';

test('points lost are followed from the grid to the results behind them, and the lists are there', async ({ open }) => {
  const keeper = await organiser();
  const check = await judgeCheck(keeper, await makeCheck(keeper, checkSettings(houseDay()), { entrants: 6 }));
  await finishCheck(keeper, check);
  check.close();
  const { eventId } = check.params;
  const page = await open('laptop');
  await signInAs(page.context(), keeper);

  await page.goto(`/console/${eventId}/loop`);
  await page.getByRole('link', { name: /^单位0，/ }).click();
  await expect(page.getByRole('heading', { name: '失分条款' })).toBeVisible();
  const bars = page.getByRole('region', { name: '失分条款' }).getByRole('button');
  await bars.nth(1).click();
  await expect(bars.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('row').filter({ hasText: '选手CLEAN_INDOOR0' }).first()).toContainText('试验赛');
  await page.getByRole('button', { name: '竞赛', exact: true }).click();
  await page.getByRole('button', { name: '实操考核', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: '选手CLEAN_INDOOR0' }).first()).toContainText('实操考核');

  await page.getByRole('link', { name: '三项清单' }).click();
  for (const kind of ['problem-list', 'measure-list', 'training-list']) {
    await expect(page.locator(`a[href="/paper/${eventId}/${kind}"]`).first()).toBeVisible();
    expect((await page.request.get(`/api/events/${eventId}/papers/${kind}.xlsx`)).status()).toBe(200);
  }
  await page.goto(`/paper/${eventId}/problem-list`);
  await expect(page.getByRole('cell', { name: '单位0' }).first()).toBeVisible();

  const { id: year } = await keeper.call('POST /api/events', { body: { kind: 'inspection', name: { zh: '闭环年', en: 'Closing the loop' }, posts: ['CLEAN_INDOOR'] } });
  const { id: organisationId } = await keeper.call('POST /api/events/:eventId/organisations', { params: { eventId: year }, body: { name: { zh: '单位0', en: 'Unit 0' } } });
  const { id: postId } = (await keeper.call('GET /api/events/:eventId/plans', { params: { eventId: year } })).posts[0]!;
  await test.step('a training is planned against the worst clause, and the page says so', async () => {
    await page.goto(`/console/${year}/loop/${postId}/${organisationId}`);
    await page.getByRole('button', { name: '计划实训' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('计划号')).toHaveValue(/-P01$/);
    await expect(dialog.getByLabel('参训人员')).not.toHaveValue('');
    await dialog.getByLabel('计划日期').fill('2099-01-05');
    await dialog.getByLabel('课程').fill('地面清洁');
    await dialog.getByLabel('方法').selectOption('practice');
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('region', { name: '做了什么' }).getByText('计划 2099 年 1 月 5 日')).toBeVisible();
    await audit(page, { text: 14, target: 0 });
  });

  await test.step('the unit’s leader has the lists of the own unit', async () => {
    const phone = await open('phone');
    await signInAs(phone.context(), await makeLeader(keeper, eventId, '单位0', ownName('闭环领队')));
    await phone.goto('/unit/loop');
    await phone.getByRole('link', { name: '考核问题清单' }).click();
    await expect(phone.getByRole('cell', { name: '单位0' }).first()).toBeVisible();
    await expect(phone.getByRole('cell', { name: '单位1' })).toHaveCount(0);
    await expect(phone.getByRole('link', { name: '.xlsx' })).toHaveAttribute('href', `/api/events/${eventId}/unit/papers/problem-list.xlsx`);
  });
});
