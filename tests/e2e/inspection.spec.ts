// An inspector's phone: a visit begun in the network and ended without it; on return every mark, photograph and finding is there once.

import { expect, type Page } from '@playwright/test';
import { jpeg } from '../support/photos.ts';
import { organiser, signInAs } from './support/account.ts';
import { CUT, test } from './support/devices.ts';
import { makeInspection, type Inspection } from './support/inspection.ts';
import { sign } from './support/judge-walk.ts';

const chip = (page: Page) => page.getByRole('status').filter({ hasText: /实时|连接中|离线/ });
const card = (page: Page, no: string) => page.getByRole('article', { name: no, exact: true });
const say = (page: Page, no: string, verdict: '符合' | '不符合' | '不适用') => card(page, no).getByRole('radio', { name: verdict, exact: true }).tap();

test('a visit goes on without a network, is opened again, and arrives whole, once', async ({ open }) => {
  const inspection = await makeInspection(await organiser(), '丁慧');
  const phone = await open('phone', { expected: CUT });
  await signInAs(phone.context(), inspection.inspector);

  await test.step('the list shows what is due, and a visit opens', async () => {
    await phone.goto('/inspect');
    await expect(phone.getByRole('heading', { name: /待检查/ })).toBeVisible();
    await phone.getByRole('link', { name: /三号楼/ }).tap();
    await expect(card(phone, '1')).toBeVisible();
    await appIsKept(phone);
  });
  await test.step('two items in the network, the rest without: photographs, a finding', async () => {
    await say(phone, '1', '符合');
    await say(phone, '2', '符合');
    await expect(chip(phone)).toHaveText('实时');
    await phone.context().setOffline(true);
    await expect(chip(phone)).toContainText('离线');
    await say(phone, '3', '不符合');
    for (const shade of [90, 160]) {
      await card(phone, '3').locator('input[type=file]').setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: await jpeg(shade) });
      await expect(card(phone, '3').getByRole('button', { name: /看大图|照片/ })).toHaveCount(shade === 90 ? 1 : 2);
    }
    await say(phone, '4', '符合');
    await phone.getByRole('button', { name: /缺 1 项/ }).tap();
    await expect(card(phone, '5')).toBeInViewport();
    await say(phone, '5', '不适用');
    await card(phone, '3').getByRole('link', { name: '开不符合项' }).tap();
    await phone.getByRole('textbox', { name: '情况' }).fill('2 层东侧，纸箱挡住 2 具灭火器，距离约 20 cm。');
    await phone.getByRole('textbox', { name: '责任人' }).fill('石磊');
    await phone.getByRole('button', { name: '7 天' }).tap();
    await phone.getByRole('button', { name: '开单并通知' }).tap();
    await expect(card(phone, '3').getByText('已开，待发')).toBeVisible();
  });
  const again = await test.step('the page is killed and opened again without a network: nothing is gone; the record is signed', async () => {
    const context = phone.context();
    await phone.close();
    const page = await context.newPage();
    await page.goto(`/inspect/${inspection.visits[0]}/record`);
    await expect(chip(page)).toContainText('离线');
    await expect(page.getByText('已开，待发')).toBeVisible();
    await page.getByRole('textbox', { name: '陪同人员' }).fill('石磊');
    await page.getByRole('textbox', { name: '结论' }).fill('一项不符合，限期整改。');
    await page.getByRole('textbox', { name: '被检查单位确认人' }).fill('石磊');
    await sign(page);
    await page.getByRole('button', { name: '签名并交检查记录' }).tap();
    await expect(page.getByText('待送达', { exact: true })).toBeVisible();
    return page;
  });
  await test.step('back in the network it stands by itself, with every mark, photograph and the finding once', async () => {
    await again.context().setOffline(false);
    await expect(again.getByText('检查记录已确认，结果生效')).toBeVisible();
    await expect(chip(again)).toHaveText('实时');
    await expect(again.getByText(/^已开 \d{4}-/)).toBeVisible();
    const record = await recordOf(inspection);
    expect(record.sheets[0]!.items.map(({ conformity, evidence }) => [conformity, evidence.length])).toEqual([
      ['conform', 0], ['conform', 0], ['nonconform', 2], ['conform', 0], ['not-applicable', 0],
    ]);
    // One version for each mark, photograph and the hand-in, and one for its confirmation: nothing came twice.
    expect(record.sheets[0]).toMatchObject({ state: 'confirmed', inspector: '丁慧' });
    expect(record.head).toMatchObject({ accompaniedBy: '石磊', acknowledgedBy: '石磊', conclusion: '一项不符合，限期整改。' });
    expect(record.confirmed).not.toBeNull();
    const { findings } = await inspection.inspector.call('GET /api/events/:eventId/findings', { params: { eventId: inspection.eventId } });
    expect(findings.map(({ owner, severity, site }) => [owner, severity, site])).toEqual([['石磊', 'general', '三号楼']]);
  });
  await test.step('the record prints with every field of its form, the signature and the photographs; the round is open for the other site', async () => {
    await again.getByRole('link', { name: '打印检查记录表' }).tap();
    await expect(again.getByRole('heading', { name: '标准实施情况检查记录表' })).toBeVisible();
    for (const [name, value] of [
      ['被检查处室（单位）', '安平保障'], ['检查人', '丁慧'], ['检查项目', '消防器材'], ['检查内容', '消防器材检查表'], ['陪同人员', '石磊'], ['结论', '一项不符合，限期整改。'], ['单位确认人', '石磊'],
      ['检查结果', '符合 3 项，不符合 1 项，不适用 1 项'],
    ] as const) await expect(again.locator('dl.facts > div').filter({ has: again.getByText(name, { exact: true }) })).toContainText(value);
    await expect(again.getByRole('row').filter({ hasText: '灭火器前 1 米内无遮挡' })).toContainText('不符合');
    await expect(again.getByRole('img', { name: '丁慧' })).toBeVisible();
    await expect(again.getByRole('img', { name: /^3 · [12]$/ })).toHaveCount(2);
    await again.goto('/inspect');
    await expect(again.getByRole('link', { name: /五号楼/ })).toBeVisible();
    await expect(again.getByRole('link', { name: /三号楼/ })).toContainText('已完成');
  });
});

const recordOf = ({ inspector, eventId, visits }: Inspection) => inspector.call('GET /api/events/:eventId/visits/:entrantId', { params: { eventId, entrantId: visits[0]! } });

/** The service worker has taken the page over, and with it the app is on the device. */
const appIsKept = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => {
    const worker = navigator.serviceWorker;
    await worker.ready;
    if (!worker.controller) await new Promise((done) => worker.addEventListener('controllerchange', done, { once: true }));
  })()`);
