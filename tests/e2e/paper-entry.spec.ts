// A tablet is gone: its judge's paper sheet is typed in by two people with the keyboard alone, settled, and confirmed; another is decided by the chief.

import { expect, type Page } from '@playwright/test';
import { paperNumber, type PaperMarks } from '@leitai/contract';
import { allCriteria } from '@leitai/scoring';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { cellsOf, textsOf } from '../../apps/web/src/lib/paper-entry/cells.ts';
import { makeAccount } from '../support/factory.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { jpeg } from '../support/photos.ts';
import { organiser, signInAs } from './support/account.ts';
import { audit } from './support/audit.ts';
import { pressEnter, test } from './support/devices.ts';

/** A whole sheet as a judge might have written it. */
function paper(panel: Panel, entrant: number, seed: number): PaperMarks {
  const random = panel.tablets[0]!.chance(panel.entrants[entrant]!, seed);
  return Object.fromEntries(allCriteria(panel.scheme).map((criterion) => [criterion.id, plausibleMark(panel.scheme, criterion, 0.8, random)]));
}

/** Types every cell in the sheet's order, Enter after each; `skip` leaves out what already stands. */
async function typeSheet(page: Page, panel: Panel, marks: PaperMarks, only = (_id: string) => true): Promise<void> {
  for (const criterion of allCriteria(panel.scheme).filter(({ id }) => only(id))) {
    const texts = textsOf(criterion, marks[criterion.id]!);
    for (const { key } of cellsOf(criterion)) {
      await page.keyboard.type(texts[key]!);
      await page.keyboard.press('Enter');
    }
  }
}

async function openNumber(page: Page, number: string): Promise<void> {
  await page.getByLabel('表号').fill(number);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-cell]').first()).toBeFocused();
}

/** What became of the sheet sent last. */
const said = (page: Page) => page.locator('p[role=status]');

test('a paper sheet goes from the keyboard to the chief’s confirmation; who differs settles, and what a tablet has besides the chief decides', async ({ open }) => {
  const host = await organiser();
  const panel = await makePanel(host, { entrants: 2, judges: 3 });
  const { eventId } = panel.params;
  const number = (entrant: number) => paperNumber({ code: panel.chief.desk.entrants[entrant]!.code, seat: 1, attempt: 1 });
  const photo = { name: 'paper.jpg', mimeType: 'image/jpeg', buffer: await jpeg(200, 800, 1100) };
  const [first, second] = [await open('laptop'), await open('laptop')];
  await signInAs(first.context(), host);
  await signInAs(second.context(), await makeAccount(host, 'supervisor', '纸本监督'));
  const right = paper(panel, 0, 1);
  const [criterion] = allCriteria(panel.scheme);
  const slip = paper(panel, 0, 7)[criterion!.id]!;
  const wrong = JSON.stringify(slip) === JSON.stringify(right[criterion!.id]) ? paper(panel, 0, 8)[criterion!.id]! : slip;

  await test.step('a first person types it and attaches the photograph', async () => {
    await first.goto(`/console/${eventId}/paper-entry`);
    await openNumber(first, number(0));
    await typeSheet(first, panel, right);
    await first.getByLabel('纸质表照片').setInputFiles(photo);
    await expect(first.getByText('已附照片')).toBeVisible();
    await audit(first, { text: 14, target: 0 });
    await pressEnter(first.getByRole('button', { name: '提交第一遍' }));
    await expect(said(first)).toContainText('第一遍已存');
    await expect(first.getByRole('row').filter({ hasText: number(0) })).toContainText('等第二人');
  });
  await test.step('a second person types it blind, slips once, and settles what differs with the paper in view', async () => {
    await second.goto(`/console/${eventId}/paper-entry`);
    await openNumber(second, number(0));
    await expect(second.getByText('看不到第一遍的内容')).toBeVisible();
    await typeSheet(second, panel, { ...right, [criterion!.id]: wrong });
    await pressEnter(second.getByRole('button', { name: '提交第二遍' }));
    await expect(said(second)).toContainText('有 1 项不一致');
    await expect(second.getByRole('row').filter({ hasText: '第二遍:' })).toHaveCount(1);
    await expect(second.locator('[data-cell]').first()).toBeFocused();
    await typeSheet(second, panel, right, (id) => id === criterion!.id);
    await pressEnter(second.getByRole('button', { name: '按纸质表更正' }));
    await expect(said(second)).toContainText('已计入评分表');
    // Whoever typed it first sees so without reading the page anew.
    await expect(first.getByRole('row').filter({ hasText: number(0) })).toContainText('已计入');
  });
  const chief = await open('chief');
  await signInAs(chief.context(), panel.chief.visitor);
  await test.step('the chief sees who typed and who verified it, and confirms', async () => {
    await chief.goto('/chief');
    await expect(chief.getByText('纸质 · 组委会 录入 · 纸本监督 核录 · 纸本监督 核对')).toBeVisible();
    await panel.tablets[1]!.markAll(panel.entrants[0]!, 1);
    await panel.tablets[1]!.submit(panel.entrants[0]!);
    await panel.tablets[2]!.markAll(panel.entrants[0]!, 1);
    await panel.tablets[2]!.submit(panel.entrants[0]!);
    await panel.confirm(panel.entrants[0]!);
  });
  await test.step('where the tablet has other marks the chief says in writing which stand', async () => {
    await panel.tablets[0]!.join();
    await panel.tablets[0]!.markAll(panel.entrants[1]!, 3);
    for (const [page, button] of [[first, '提交第一遍'], [second, '提交第二遍']] as const) {
      await openNumber(page, number(1));
      await expect(page.getByText(/平板上已有 \d+ 项打分/)).toBeVisible();
      await typeSheet(page, panel, paper(panel, 1, 9));
      if (page === first) await page.getByLabel('纸质表照片').setInputFiles(photo);
      await pressEnter(page.getByRole('button', { name: button }));
      await expect(said(page)).toContainText(page === first ? '第一遍已存' : '等裁判长裁定');
    }
    await chief.getByRole('button', { name: '裁定' }).click();
    const dialog = chief.getByRole('dialog');
    await expect(dialog.getByRole('row').nth(1)).toBeVisible();
    await audit(chief, { text: 15, target: 0 });
    await dialog.getByLabel('以纸质为准').check();
    await dialog.getByLabel('裁定理由').fill('平板中途断电，以签名的纸质表为准');
    await dialog.getByRole('button', { name: '裁定' }).click();
    await expect(chief.getByText('纸质 · 组委会 录入 · 纸本监督 核录')).toBeVisible();
  });
});
