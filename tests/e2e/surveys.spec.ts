// From the poster's QR code to an answer on a phone, a second try that is refused, and the result once the round has ended.

import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { Visitor } from '../support/visitor.ts';
import { organiser, signInAs } from './support/account.ts';
import { audit, chineseOn } from './support/audit.ts';
import { REFUSED, test } from './support/devices.ts';

const LIMITS = { text: 14, target: 0 };
const PHONE = { text: 15, target: 44 };
const SCRIPT = '<img src=x onerror="document.title=\'broken\'">';

test('a poster leads to an answer, the answer to a result', async ({ open }) => {
  const keeper = await organiser();
  const { id: eventId } = await keeper.call('POST /api/events', { body: { kind: 'inspection', name: { zh: '测评年', en: 'Surveys' }, posts: ['HVAC'] } });
  await keeper.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: { zh: '恒信公司', en: 'Hengxin' } } });
  const page = await open('laptop', { expected: REFUSED });
  await signInAs(page.context(), keeper);
  let address = '';

  await test.step('a round is planned', async () => {
    await page.goto(`/console/${eventId}/surveys`);
    await page.getByRole('button', { name: '安排一轮' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称（中文）').fill('空调服务满意度');
    await dialog.getByLabel('名称（英文）').fill('Air conditioning');
    await dialog.getByRole('button', { name: '增加一题' }).click();
    await dialog.getByLabel('问题 2').fill('您对维修及时是否满意？');
    await dialog.getByLabel('英文', { exact: true }).nth(1).fill('Are you satisfied with how soon repairs were made?');
    await dialog.getByLabel('单位').selectOption('恒信公司');
    await dialog.getByLabel('岗位').selectOption('HVAC');
    await audit(page, LIMITS);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('link', { name: '空调服务满意度' }).click();
  });

  await test.step('its poster bears the address in both languages', async () => {
    await page.getByRole('link', { name: '二维码海报' }).click();
    await expect(page.getByText('请您评价我们的服务')).toBeVisible();
    address = (await page.getByRole('img', { name: /\/survey\// }).getAttribute('aria-label'))!.match(/\/survey\/\w+/)![0];
    await page.goBack();
  });

  await test.step('a phone answers in either language, once', async () => {
    const phone = await open('phone', { expected: REFUSED });
    await phone.goto(address);
    await audit(phone, PHONE);
    await phone.getByRole('button', { name: '很满意' }).first().click();
    await phone.getByRole('button', { name: '切换到英文 English' }).click();
    expect(await chineseOn(phone, ['中文', '擂台'])).toEqual([]);
    await phone.getByRole('button', { name: 'Satisfied', exact: true }).click();
    await phone.getByLabel(/Anything else/).fill(SCRIPT);
    await audit(phone, PHONE);
    await phone.getByRole('button', { name: 'Send' }).click();
    await expect(phone.getByText('Thank you')).toBeVisible();
    await phone.reload();
    await expect(phone.getByText('This device has already answered in this round')).toBeVisible();
  });

  await test.step('with the answers of four more the round ends, and tells; what was written stays text', async () => {
    for (const level of [5, 5, 4, 2] as const) {
      const other = new Visitor(keeper.base);
      await other.call('POST /api/survey/:code', { params: { code: address.split('/').at(-1)! }, body: { device: randomBytes(20).toString('base64url'), levels: [level, 5], comment: '' } });
    }
    await page.reload();
    await expect(page.getByText('测评进行中只显示份数')).toBeVisible();
    await page.getByRole('button', { name: '提前结束…' }).click();
    await page.getByRole('dialog').getByLabel('原因').fill('样本已够');
    await page.getByRole('dialog').getByRole('button', { name: '结束这一轮' }).click();
    await expect(page.getByRole('row').filter({ hasText: '恒信公司' })).toContainText('90.0%');
    await expect(page.getByText(SCRIPT)).toBeVisible();
    await expect(page).not.toHaveTitle('broken');
    await audit(page, LIMITS);
  });
});
