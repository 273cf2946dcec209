// The chief moves a sheet, asks a judge for one and grants a repeat, with two judges' tablets in the room.

import { expect, type Page } from '@playwright/test';
import { signInAs } from './support/account.ts';
import { test } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';
import { makePanel, type Panel, type Tablet } from '../support/panel.ts';

let product: OwnProduct;
let panel: Panel;
test.beforeAll(async () => {
  product = await startOwnProduct();
  panel = await makePanel(product.organiser, { entrants: 2, judges: 3 });
});
test.afterAll(async () => {
  panel.close();
  await product.stop();
});

async function at(page: Page, { visitor }: Tablet, path: string): Promise<Page> {
  await signInAs(page.context(), visitor);
  await page.goto(`${product.base}${path}`, { waitUntil: 'networkidle' });
  return page;
}

test('what the chief does is on the tablets at once, in words, and both attempts can be read', async ({ open }) => {
  const [first, second] = panel.tablets as [Tablet, Tablet];
  const [entrantId] = panel.entrants as [string];
  await first.markAll(entrantId, 1);
  const chief = await at(await open('chief'), panel.chief, '/chief');
  const one = await at(await open('tablet'), first, '/judge');
  const two = await at(await open('tablet'), second, '/judge');

  // The sheet was marked for the wrong entrant.
  await chief.getByRole('button', { name: '移动评分表…' }).click();
  const dialog = chief.getByRole('dialog');
  await dialog.getByText('裁判1').click();
  await dialog.getByText('A-02', { exact: true }).click();
  await expect(dialog.getByText(/已评/)).toBeVisible();
  await expect(dialog.getByText('空白评分表')).toBeVisible();
  await dialog.getByRole('textbox').fill('评成了前一位');
  await dialog.getByRole('button', { name: /移到 A-02/ }).click();
  await expect(dialog).toBeHidden();
  await expect(one.getByText('裁判长把您 A-01 与 A-02 的评分表对调了，给分不变')).toBeVisible();
  await one.getByRole('button', { name: '知道了' }).tap();
  await expect(one.getByText(/对调了/)).toBeHidden();
  await expect(two.getByText(/对调了/)).toBeHidden();

  // A judge is asked for a sheet, and the chief sees that it has come up.
  await chief.getByRole('button', { name: '请 A-01 上场' }).click();
  await chief.getByRole('button', { name: /^提醒.*2/ }).click();
  await expect(two.getByText('裁判长请您完成 A-01 的评分表')).toBeVisible();
  await expect(chief.getByText(/已送到平板/)).toBeVisible();
  await two.getByRole('button', { name: '打开' }).tap();
  await expect(two.locator('.plate')).toContainText('A-01');

  // The first attempt stays readable and the second begins empty.
  await second.join();
  await second.markAll(entrantId, 2);
  await chief.getByRole('button', { name: 'A-01 的状态…' }).click();
  await dialog.getByText('重赛', { exact: true }).click();
  await dialog.getByRole('textbox').fill('设备故障');
  await dialog.getByRole('button', { name: '准予重赛' }).click();
  await expect(dialog).toBeHidden();
  await expect(two.getByText(/A-01 重赛/)).toBeVisible();
  await two.getByRole('button', { name: '打开' }).tap();
  await expect(two.locator('.plate')).toContainText('第 2 次');
  await second.join();
  await two.goto(`${product.base}/judge/${second.desk.sheets.find((sheet) => sheet.entrantId === entrantId && sheet.attempt === 2)!.id}/review`);
  await expect(two.getByText('第 2 次', { exact: true })).toBeVisible();
  const marked = chief.locator('tbody tr').nth(1).getByRole('img', { name: '未评' });
  await expect(marked.first()).toBeVisible();
  await chief.getByRole('button', { name: /第 1 次/ }).click();
  await expect(marked).toHaveCount(0);
  await expect(chief.getByRole('button', { name: '请 A-01 上场' })).toBeEnabled();
});
