// A judge takes a photograph and writes a note without a network; on return the chief sees both, and the scheme's wish is met before the sheet is handed in.

import { expect, type Locator, type Page } from '@playwright/test';
import { allCriteria } from '@leitai/scoring';
import sharp from 'sharp';
import { organiser, signInAs } from './support/account.ts';
import { CUT, test } from './support/devices.ts';
import { promiseAndHandIn } from './support/judge-walk.ts';
import { criterionRow } from './support/marking.ts';
import { makePanel, type Panel } from '../support/panel.ts';

const chip = (page: Page) => page.getByRole('status').filter({ hasText: /实时|连接中|离线/ });
const beside = (page: Page): Locator => page.getByRole('dialog', { name: '备注与照片' });

/** Every address the service worker keeps, read in the page. */
const CACHED = '(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat())()';

/** As a camera writes it: large, lying on its side, and telling where it was taken. */
const snapshot = async () => ({
  name: 'IMG_0042.jpg', mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#c9b48a' } })
    .withExif({ IFD0: { Model: 'Tablet' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '32/1 3/1 0/1' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
});

/** The sheet as the server has it. */
async function stored(panel: Panel) {
  const [tablet] = panel.tablets;
  await tablet!.join();
  return tablet!.sheet(panel.entrants[0]!);
}

test('a photograph and a note made without a network reach the chief, and the sheet after them', async ({ open }) => {
  const panel = await makePanel(await organiser(), { entrants: 1, judges: 3, posts: ['CANTEEN_COOK'] });
  const entrantId = panel.entrants[0]!;
  const [first] = panel.tablets;
  const dish = allCriteria(panel.scheme).find(({ id }) => id === 'taste')!;
  await first!.markAll(entrantId, 20270521);
  await first!.mark(entrantId, dish.id, { type: 'levels', level: 0 });
  const tablet = await open('tablet', { expected: CUT });
  await signInAs(tablet.context(), first!.visitor);
  await tablet.goto('/judge');
  await tablet.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await tablet.reload();
  await expect(chip(tablet)).toHaveText('实时');

  await test.step('what the scheme asks for is missing, one tap away', async () => {
    await expect(tablet.getByRole('link', { name: '复核并签名' })).toHaveCount(0);
    await tablet.getByRole('button', { name: new RegExp(`缺\\s*1\\s*项.*${dish.no}`) }).tap();
    await expect(criterionRow(tablet, dish)).toBeFocused();
    await expect(criterionRow(tablet, dish).getByRole('button', { name: '此给分须写备注并附照片' })).toBeVisible();
  });
  await test.step('both are made without a network, and counted as unsent', async () => {
    await tablet.context().setOffline(true);
    await expect(chip(tablet)).toContainText('离线');
    await criterionRow(tablet, dish).getByRole('button', { name: '此给分须写备注并附照片' }).tap();
    await beside(tablet).getByLabel('备注').fill('主料未熟，断生不足');
    await beside(tablet).getByLabel('拍照').setInputFiles(await snapshot());
    await expect(beside(tablet).getByText('待上传')).toBeVisible();
    await beside(tablet).getByRole('button', { name: '关闭' }).tap();
    await expect(chip(tablet)).toContainText('离线 · 2 条待发送');
    await expect(criterionRow(tablet, dish).getByRole('button', { name: '有备注 · 照片 1' })).toBeVisible();
  });
  await test.step('the hand-in goes after them, and all of it survives a reload', async () => {
    await tablet.getByRole('link', { name: '复核并签名' }).tap();
    await expect(tablet.getByText('本表有 1 张照片待上传')).toBeVisible();
    await promiseAndHandIn(tablet, '签名并提交');
    await expect(chip(tablet)).toContainText('离线 · 3 条待发送');
    await tablet.reload();
    await expect(chip(tablet)).toContainText('离线 · 3 条待发送');
  });
  await test.step('the network comes back: note, photograph and sheet arrive', async () => {
    await tablet.context().setOffline(false);
    await expect(tablet.getByText('待裁判长确认')).toBeVisible();
    await expect(chip(tablet)).toHaveText('实时');
    const sheet = await stored(panel);
    expect(sheet).toMatchObject({ state: 'submitted', notes: [{ criterionId: dish.id, text: '主料未熟，断生不足' }], evidence: [{ criterionId: dish.id, type: 'image/jpeg', width: 1200, height: 1600 }] });
    expect(await tablet.evaluate<string[]>(CACHED)).not.toEqual(expect.arrayContaining([expect.stringContaining('/api/')]));
  });
  await test.step('the chief opens both from the cell', async () => {
    const chief = await open('chief');
    await signInAs(chief.context(), panel.chief.visitor);
    await chief.goto('/chief');
    await expect(chief.getByRole('button', { name: `1 ${dish.name.zh}：备注与照片，2 件` })).toBeVisible();
    await chief.getByRole('button', { name: `1 ${dish.name.zh}：备注与照片，2 件` }).click();
    const dialog = chief.getByRole('dialog');
    await expect(dialog.getByText('主料未熟，断生不足')).toBeVisible();
    await dialog.getByRole('button', { name: '查看照片 1' }).click();
    const photo = chief.getByRole('dialog').last().getByRole('img');
    await expect(photo).toBeVisible();
    await expect.poll(() => photo.evaluate((image) => { const { naturalWidth, naturalHeight } = image as unknown as { naturalWidth: number; naturalHeight: number }; return [naturalWidth, naturalHeight]; })).toEqual([1200, 1600]);
  });
  panel.close();
});

test('a photograph that is taken off is gone from the sheet, and what is no picture never gets on it', async ({ open }) => {
  const panel = await makePanel(await organiser(), { entrants: 1, judges: 3, posts: ['CANTEEN_COOK'] });
  const [first] = panel.tablets;
  const [item] = allCriteria(panel.scheme);
  const tablet = await open('uprightTablet');
  await signInAs(tablet.context(), first!.visitor);
  await tablet.goto('/judge');
  await criterionRow(tablet, item!).getByRole('button', { name: '备注、照片' }).tap();
  const choose = beside(tablet).getByLabel('选择图片');
  await choose.setInputFiles({ name: '说明.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') });
  await expect(beside(tablet).getByRole('alert')).toHaveText('“说明.jpg”不是可用的图片。');
  await choose.setInputFiles([await snapshot(), await snapshot()]);
  await expect(beside(tablet).getByText('已送达')).toHaveCount(2);
  await beside(tablet).getByRole('button', { name: '移除照片 1' }).tap();
  await expect(beside(tablet).getByText('已送达')).toHaveCount(1);
  await expect.poll(async () => (await stored(panel)).evidence.length).toBe(1);
  panel.close();
});
