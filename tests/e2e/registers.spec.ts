// A register through the screens: a line typed in and corrected, more by file, an incident that a second person confirms.

import { expect, type Page } from '@playwright/test';
import { makeAccount } from '../support/factory.ts';
import { organiser, signInAs } from './support/account.ts';
import { audit } from './support/audit.ts';
import { REFUSED, test } from './support/devices.ts';

const LIMITS = { text: 14, target: 0 };
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

test('lines are entered, corrected with a reason, imported, and an incident confirmed by somebody else', async ({ open }) => {
  const keeper = await organiser();
  const { id: eventId } = await keeper.call('POST /api/events', { body: { kind: 'inspection', name: { zh: '台账年', en: 'Registers' }, posts: ['HVAC'] } });
  await keeper.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: { zh: '恒信公司', en: 'Hengxin' } } });
  const page = await open('laptop', { expected: REFUSED });
  await signInAs(page.context(), keeper);

  await test.step('a line by hand is refused with what is wrong under the column, then entered', async () => {
    await page.goto(`/console/${eventId}/registers`);
    await page.getByRole('link', { name: '知晓抽问' }).click();
    await page.getByRole('button', { name: '录入' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('日期').fill('2027-03-05');
    await dialog.getByLabel('单位').selectOption('恒信公司');
    await dialog.getByLabel('岗位').selectOption('HVAC');
    await dialog.getByLabel('抽问人数').fill('10');
    await dialog.getByLabel('答对人数').fill('19');
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(dialog.getByText('多于总数')).toBeVisible();
    await audit(page, LIMITS);
    await dialog.getByLabel('答对人数').fill('9');
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(row(page, '恒信公司')).toContainText('2027 年 3 月 5 日');
  });

  await test.step('it is corrected with a reason, and says so', async () => {
    await page.getByRole('button', { name: '2027 年 3 月 5 日' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('答对人数').fill('8');
    await expect(dialog.getByRole('button', { name: '更正' })).toBeDisabled();
    await dialog.getByLabel('原因').fill('抄错');
    await dialog.getByRole('button', { name: '更正' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: '2027 年 3 月 5 日' }).click();
    await expect(dialog.getByText('答对人数：9 → 8')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('lines are found by organisation, post and period', async () => {
    await page.getByLabel('自', { exact: true }).fill('2027-03-06');
    await expect(page.getByText('没有符合筛选的记录')).toBeVisible();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.getByLabel('岗位', { exact: true }).selectOption('HVAC');
    await expect(row(page, '恒信公司')).toContainText('2027 年 3 月 5 日');
    await audit(page, LIMITS);
  });

  await test.step('a document carries its file', async () => {
    await keeper.call('POST /api/events/:eventId/registers/:register', { params: { eventId, register: 'documents' }, body: { cells: { kind: '规划', title: '十五五规划', organisation: '恒信公司', post: 'HVAC', day: '2027-01-05', kept: '档案柜' } } });
    await page.getByRole('link', { name: '档案资料' }).click();
    await page.getByRole('button', { name: '规划' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles({ name: '规划.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') });
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('link', { name: '规划.pdf' })).toHaveAttribute('href', /\/entries\/.+\/file$/);
    await page.getByRole('button', { name: '规划', exact: true }).click();
    await expect(dialog.getByText('换一个文件…')).toBeVisible();
    await audit(page, LIMITS);
    await page.keyboard.press('Escape');
  });

  await test.step('incidents come by file and wait for a second person', async () => {
    await page.getByRole('link', { name: '投诉与事故' }).click();
    await page.getByRole('button', { name: '导入' }).click();
    const dialog = page.getByRole('dialog');
    const csv = '日期,种类,经过,单位,按规定上报\n2027-04-01,安全责任事故,配电柜误操作,恒信公司,是\n2027-04-02,失火,烟头,恒信公司,是';
    await dialog.locator('input[type=file]').setInputFiles({ name: '事故.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await expect(dialog.getByText('新增 1 条，更正 0 条，相同 0 条，有误 1 条')).toBeVisible();
    await expect(dialog.getByText('不是可选的值')).toBeVisible();
    await dialog.getByLabel('跳过有误的 1 条').check();
    await dialog.getByRole('button', { name: '导入 1 条' }).click();
    await dialog.getByRole('button', { name: '看台账' }).click();
    await expect(row(page, '配电柜误操作')).toContainText('待第二人确认');
  });

  await test.step('somebody else confirms it', async () => {
    const second = await open('laptop', { expected: REFUSED });
    await signInAs(second.context(), await makeAccount(keeper, 'supervisor', '台账监督'));
    await second.goto(`/console/${eventId}/registers/incidents`);
    await second.getByRole('button', { name: '2027 年 4 月 1 日' }).click();
    const dialog = second.getByRole('dialog');
    await dialog.getByLabel('原因').fill('现场核实');
    await dialog.getByRole('button', { name: '确认属实' }).click();
    await expect(dialog).toBeHidden();
    await expect(row(second, '配电柜误操作')).toContainText('计入');
    await audit(second, LIMITS);
  });
});
