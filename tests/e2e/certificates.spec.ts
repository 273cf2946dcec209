// Certificates through the screens: set up, issued and printed by the organiser, verified by anybody, revoked by two people, taken along by the holder.

import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { checkFile } from '@leitai/database';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { makeAccount, makeBadges, openResult } from '../support/factory.ts';
import { finish, judgedEvent, publish } from '../support/final.ts';
import type { Panel } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { signInAs } from './support/account.ts';
import { audit, chineseOn } from './support/audit.ts';
import { REFUSED, test } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';

// One goes on where the other ended: what fails begins anew with the first.
test.describe.configure({ mode: 'serial' });

let product: OwnProduct;
let supervisor: Visitor;
let panel: Panel;
const desk = (): string => `${product.base}/console/${panel.made.eventId}/certificates`;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  product = await startOwnProduct();
  supervisor = await makeAccount(product.organiser, 'supervisor', '证书监督');
  [panel] = (await judgedEvent(product.organiser, { posts: ['CLEAN_INDOOR'], entrants: 6 })) as [Panel];
  await publish(product.organiser, supervisor, panel);
  await finish(product, product.organiser, panel);
});
test.afterAll(async () => {
  panel.close();
  await product.stop();
});

/** Pages and their sizes in points. */
async function pdf(page: Page): Promise<{ pages: number; sizes: string[] }> {
  await page.evaluate('document.fonts.ready');
  const text = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return { pages: text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0, sizes: [...new Set(text.match(/\/MediaBox \[[^\]]*\]/g))] };
}

/** What a camera reads off the first certificate. */
async function scanned(page: Page): Promise<string | undefined> {
  const { data, info } = await sharp(await page.getByRole('article').first().getByRole('img').screenshot()).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsqr.default(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

test('set up, issued, printed one to a page; verified on a phone; revoked with a supervisor; issued anew; taken along by the holder', async ({ open }) => {
  const laptop = await open('laptop');
  await signInAs(laptop.context(), product.organiser);
  await test.step('the organiser decides how they look', async () => {
    await laptop.goto(desk());
    await laptop.getByRole('button', { name: '设置样式与编号' }).click();
    const dialog = laptop.getByRole('dialog');
    await dialog.getByLabel('编号前缀').fill('2026');
    await dialog.getByLabel('落款日期').fill('2026-05-23');
    await dialog.getByLabel('落款单位（中文）').fill('市机关事务管理局');
    await dialog.getByLabel('落款单位（英文）').fill('Municipal Bureau of Government Affairs');
    await dialog.getByLabel('有成绩而未获奖').check();
    const body = dialog.getByRole('region', { name: '获奖证书' }).getByLabel('正文（中文）');
    const words = await body.inputValue();
    await body.fill(`${words}{姓名}{nmae}`);
    await expect(dialog.getByRole('alert')).toContainText('{nmae}');
    await expect(dialog.getByRole('button', { name: '保存' })).toBeDisabled();
    await body.fill(words);
    await audit(laptop, { text: 14, target: 0 });
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(dialog).toHaveCount(0);
  });
  await test.step('and issues them', async () => {
    await laptop.getByRole('button', { name: '颁发全部 6 张' }).click();
    await expect(laptop.getByRole('link', { name: '2026-A-006' })).toBeVisible();
    await expect(laptop.getByText('有效', { exact: true })).toHaveCount(6);
    await audit(laptop, { text: 14, target: 0 });
  });
  await test.step('and prints them, one to a page', async () => {
    await laptop.getByRole('link', { name: '打印 6 张' }).click();
    await expect(laptop.getByRole('status')).toHaveText('已排好 6 张，每张一页');
    await expect(laptop.getByRole('article')).toHaveCount(6);
    await audit(laptop, { text: 14, target: 0 });
    expect(await scanned(laptop)).toBe(`${product.base}/verify/2026-A-001`);
    const { pages, sizes } = await pdf(laptop);
    expect(pages).toBe(6);
    expect(sizes).toEqual([expect.stringMatching(/\[0 0 84[12][\d.]* 59[45][\d.]*\]/)]);
    await laptop.goto(desk());
  });

  const { certificates: [, second] } = await product.organiser.call('GET /api/events/:eventId/certificates', { params: panel.params });
  const { number, name } = second!.payload;
  const phone = await open('phone', { expected: REFUSED });
  await test.step('anybody verifies by the number, and compares the name', async () => {
    await phone.goto(`${product.base}/verify`);
    await phone.getByLabel('证书编号').fill(' 2026－a－002 ');
    await phone.getByRole('button', { name: '查验' }).click();
    await expect(phone.getByText('证书有效')).toBeVisible();
    expect(await phone.content()).not.toContain(name);
    await audit(phone, { text: 15, target: 44 });
    await phone.getByLabel('核对姓名').fill('别人');
    await phone.getByRole('button', { name: '核对' }).click();
    await expect(phone.getByText('姓名与证书不符')).toBeVisible();
    await phone.getByLabel('核对姓名').fill(name);
    await phone.getByRole('button', { name: '核对' }).click();
    await expect(phone.getByText(`“${name}”与证书一致`)).toBeVisible();
    await phone.goto(`${product.base}/verify/2026-A-999`);
    await expect(phone.getByText('查无此证')).toBeVisible();
    await audit(phone, { text: 15, target: 44 });
  });

  await test.step('the organiser asks for a revocation, the supervisor approves, the verification tells', async () => {
    await laptop.getByRole('button', { name: `撤销证书 ${number}` }).click();
    await laptop.getByLabel('撤销原因').fill('姓名打印有误');
    await laptop.getByRole('button', { name: '提出，交监督审批' }).click();
    await expect(laptop.getByText('撤销待审批', { exact: true })).toBeVisible();
    const watcher = await open('laptop');
    await signInAs(watcher.context(), supervisor);
    await watcher.goto(desk());
    await watcher.getByRole('button', { name: '批准撤销' }).click();
    await expect(watcher.getByText('已撤销', { exact: true })).toBeVisible();
    await phone.goto(`${product.base}/verify/${number}`);
    await expect(phone.getByText('证书已撤销')).toBeVisible();
    await expect(phone.getByText('姓名打印有误')).toBeVisible();
    await laptop.getByRole('button', { name: '换发新证' }).click();
    await expect(laptop.getByText('已换发 2026-A-007')).toBeVisible();
    await phone.reload();
    await phone.getByRole('link', { name: '2026-A-007' }).click();
    await expect(phone.getByText('证书有效')).toBeVisible();
    await expect(phone.getByRole('link', { name: number })).toBeVisible();
  });

  await test.step('the holder sees, keeps and prints the new one', async () => {
    const { entrantId } = (await product.db.certificate.findUniqueOrThrow({ where: { number } }));
    const badge = (await makeBadges(product.organiser, panel.made)).find((one) => one.entrantId === entrantId)!;
    const own = await open('phone');
    await signInAs(own.context(), await openResult(product.base, badge));
    await own.goto(`${product.base}/my-result`);
    await expect(own.getByText('No. 2026-A-007')).toBeVisible();
    await audit(own, { text: 15, target: 44 });
    await own.getByRole('link', { name: '下载证书' }).click();
    await expect(own.getByRole('heading', { level: 1, name: '获奖证书' })).toBeVisible();
    await audit(own, { text: 15, target: 44 });
    const pem = (await product.organiser.call('GET /api/certificate-key')).key!.pem;
    for (const button of ['证书文件', 'Open Badge']) {
      const [download] = await Promise.all([own.waitForEvent('download'), own.getByRole('button', { name: button }).click()]);
      expect(checkFile(await readFile(await download.path(), 'utf8'), pem)).toMatchObject({ ok: true, says: expect.arrayContaining(['2026-A-007', name]) });
    }
    expect((await pdf(own)).pages).toBe(1);
  });
});

test('portrait goes to paper upright, and English readers read English', async ({ open }) => {
  const { plan } = await product.organiser.call('GET /api/events/:eventId/certificates', { params: panel.params });
  await product.organiser.call('POST /api/events/:eventId/certificate-plan', { params: panel.params, body: { ...plan!, layout: 'portrait' } });
  const [first] = (await product.organiser.call('GET /api/events/:eventId/certificates', { params: panel.params })).certificates;
  const at = { params: { eventId: panel.made.eventId, certificateId: first!.payload.id } };
  await product.organiser.call('POST /api/events/:eventId/certificates/:certificateId/revocation', { ...at, body: { reason: 'Upright' } });
  const requestId = (await product.organiser.call('GET /api/events/:eventId/certificates', { params: panel.params })).certificates.find(({ payload }) => payload.id === first!.payload.id)!.revocation!.id;
  await supervisor.call('POST /api/events/:eventId/certificates/:certificateId/revocation/approve', { ...at, body: { requestId } });
  await product.organiser.call('POST /api/events/:eventId/certificates/:certificateId/reissue', at);
  const laptop = await open('laptop', { locale: 'en-GB' });
  await signInAs(laptop.context(), product.organiser);
  await laptop.goto(`${desk()}/print`);
  await expect(laptop.getByRole('status')).toHaveText('6 laid out, one to a page');
  const { pages, sizes } = await pdf(laptop);
  expect(pages).toBe(6);
  expect(sizes).toHaveLength(2);
  await laptop.goto(desk());
  await expect(laptop.getByRole('link', { name: '2026-A-008' })).toBeVisible();
  await audit(laptop, { text: 14, target: 0 });
  const data = await product.organiser.call('GET /api/events/:eventId/certificates', { params: panel.params });
  expect(await chineseOn(laptop, [...data.certificates.map(({ payload }) => payload.name), '证书监督', '组委会', '姓名打印有误'])).toEqual([]);
  const phone = await open('phone', { locale: 'en-GB' });
  await phone.goto(`${product.base}/verify/2026-A-008`);
  await expect(phone.getByText('Valid', { exact: true })).toBeVisible();
  await audit(phone, { text: 15, target: 44 });
});
