// The chief's desk at its widest: seven judges and thirty criteria, read page by page, by hand and by keyboard, in both languages.

import { expect } from '@playwright/test';
import { signInAs } from './support/account.ts';
import { audit } from './support/audit.ts';
import { test } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';
import { wideContest } from './support/wide-contest.ts';
import type { Panel } from '../support/panel.ts';

let product: OwnProduct;
let panel: Panel;
test.beforeAll(async () => {
  product = await startOwnProduct();
  panel = await wideContest(product);
});
test.afterAll(async () => {
  panel.close();
  await product.stop();
});

for (const locale of ['zh-CN', 'en-GB']) {
  test(`every judge and criterion can be read at 1280 × 800 in ${locale}`, async ({ open }) => {
    const page = await open('chief', { locale });
    await signInAs(page.context(), panel.chief.visitor);
    await page.goto(`${product.base}/chief`, { waitUntil: 'networkidle' });
    const matrix = page.getByRole('region').first();
    const judges = matrix.locator('tbody tr');
    await expect(judges).toHaveCount(7);
    await audit(page, { text: 15, target: 0 });

    // The heads stay where they are: every row and column of a page is on the screen at once.
    const seen = new Set<string>();
    for (let turns = 0; ; turns += 1) {
      const numbers = await matrix.locator('thead tr.criteria th .n').allTextContents();
      for (const number of numbers) seen.add(number);
      for (const cell of [judges.first(), judges.last()]) await expect(cell.locator('td').last()).toBeInViewport({ ratio: 1 });
      expect(await matrix.evaluate((element: { scrollWidth: number; clientWidth: number }) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
      await audit(page, { text: 15, target: 0 });
      if (turns === 2) break;
      await matrix.focus();
      await page.keyboard.press('PageDown');
      await expect(matrix.locator('thead tr.criteria th .n').first()).not.toHaveText(numbers[0]!);
    }
    expect(seen.size).toBe(30);
    await expect(page.getByRole('button', { name: /前几项|Earlier criteria/ })).toBeEnabled();
    await page.getByRole('button', { name: /前几项|Earlier criteria/ }).click();

    // Dropped totals are struck and named, outliers boxed; who is recused is neither empty nor zero.
    await expect(matrix.getByText(/^(去高|去低|High|Low)$/)).toHaveCount(2);
    await expect(matrix.locator('td.outlier').first()).toBeVisible();
    await expect(judges.last().locator('td.recused')).toBeVisible();
    await expect(judges.nth(5).getByRole('img', { name: /未评|Not marked/i }).first()).toBeVisible();
    const confirm = page.getByRole('button', { name: /确认成绩并上屏|Confirm and show/ });
    await confirm.scrollIntoViewIfNeeded();
    await expect(confirm).toBeInViewport({ ratio: 1 });
  });
}
