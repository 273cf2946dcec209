// Closing the loop through the screens: from the grid to a unit's post, to a criterion and the results behind its bar, and the three lists as documents.

import { expect } from '@playwright/test';
import { checkSettings, finishCheck, judgeCheck, makeCheck } from '../support/checks.ts';
import { organiser, signInAs } from './support/account.ts';
import { test } from './support/devices.ts';

test('points lost are followed from the grid to the results behind them, and the lists are there', async ({ open }) => {
  const keeper = await organiser();
  const check = await judgeCheck(keeper, await makeCheck(keeper, checkSettings(new Date().toISOString().slice(0, 10)), { entrants: 6 }));
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
});
