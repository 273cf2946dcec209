// An organiser makes a file of the event, carries it, takes it in as practice; the judge's tablet and the wall say that it is practice.

import { expect, test } from '@playwright/test';
import { makeEvent, openContest, pairJudge } from '../support/factory.ts';
import { signInAs } from './support/account.ts';
import { BEHIND } from './support/behind.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';

let product: OwnProduct;
test.beforeAll(async () => {
  product = await startOwnProduct();
});
test.afterAll(() => product.stop());

test('an event leaves as a file and comes back as practice', async ({ browser }) => {
  const { organiser, base, db } = product;
  const { eventId } = await makeEvent(organiser, { entrants: 2, judges: 3 });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  await signInAs(context, organiser);
  const page = await context.newPage();
  await page.goto(`${base}/console/${eventId}/file`);
  await page.getByRole('button', { name: '立即生成文件' }).click();
  await expect(page.getByText('手动生成')).toBeVisible(BEHIND);
  await expect(page.getByText('练习副本', { exact: true })).toHaveCount(0);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载' }).click()]);

  await page.goto(`${base}/console/files`);
  await page.locator('input[type=file]').setInputFiles(await file.path());
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('这里已有这场活动')).toBeVisible(BEHIND);
  await dialog.getByRole('button', { name: '导入为练习副本' }).click();
  await expect(page).toHaveURL((url) => url.pathname.startsWith('/console/') && !url.pathname.endsWith(eventId) && !url.pathname.endsWith('/files'), BEHIND);
  await expect(page.getByRole('note')).toContainText('练习副本');

  const copy = await db.contest.findFirstOrThrow({ where: { event: { practice: true } }, include: { judges: true } });
  await openContest(organiser, { eventId: copy.eventId, contestId: copy.id });
  const tablet = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  await signInAs(tablet, await pairJudge(organiser, copy.eventId, copy.judges.find(({ role }) => role === 'judge')!.id));
  const desk = await tablet.newPage();
  await desk.goto(`${base}/judge`);
  await expect(desk.getByRole('note')).toContainText('这里的给分不计入任何正式结果');
  await tablet.setOffline(true);
  await expect(desk.getByRole('note')).toBeVisible();
  await page.goto(`${base}/board/${copy.eventId}`);
  await expect(page.getByRole('note')).toContainText('练习副本');
  await page.goto(`${base}/board/${eventId}`);
  await expect(page.getByText('全场总览')).toBeVisible();
  await expect(page.getByRole('note')).toHaveCount(0);
});
