// A scheme is built from nothing, broken, mended by a tap, tried, released, carried to another event, and marked by on a judge's tablet.

import { expect, type Locator, type Page } from '@playwright/test';
import type { EventSummary } from '@leitai/contract';
import { makeEvent, openContest, pairJudge, type MadeContest } from '../support/factory.ts';
import type { Visitor } from '../support/visitor.ts';
import { organiser, signInAs } from './support/account.ts';
import { audit, chineseOn } from './support/audit.ts';
import { REFUSED, test } from './support/devices.ts';

let signedIn: Visitor;
test.beforeAll(async () => {
  signedIn = await organiser();
});

const rows = (page: Page): Locator => page.getByRole('treeitem');
const field = (page: Page, name: string): Locator => page.getByLabel(name, { exact: true }).first();
const saved = (page: Page): Promise<void> => expect(page.getByRole('status').filter({ hasText: '自动保存' })).toBeVisible();
const file = (eventId: string) => `/console/${eventId}/schemes`;

/** An event of one post whose rules ask for no criterion by name. */
async function ownEvent(): Promise<{ summary: EventSummary; contest: MadeContest }> {
  const { summary, contests: [contest] } = await makeEvent(signedIn, { posts: ['SEC_PATROL'], entrants: 1, judges: 3 });
  return { summary, contest: contest! };
}

async function begin(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: '新建方案' }).click();
  await page.getByLabel('代码').fill(code);
  await page.getByLabel('名称（中文）').fill('茶水服务');
  await page.getByLabel('名称（英文）').fill('Tea service');
  await page.getByRole('button', { name: '建立草稿' }).click();
  await expect(page.getByRole('tree')).toBeVisible();
}

test('from nothing to a judge’s tablet in another event', async ({ open }) => {
  const [first, second] = [await ownEvent(), await ownEvent()];
  const page = await open('laptop');
  await signInAs(page.context(), signedIn);
  await page.goto(file(first.summary.id));
  await begin(page, 'TEA');

  // Built: a criterion of levels, another of counted faults, moved, copied and taken out by keyboard.
  await rows(page).nth(2).click();
  await field(page, '名称（中文）').fill('续水时机');
  await page.getByRole('radio', { name: '分档' }).click();
  await expect(rows(page).nth(2)).toContainText('续水时机');
  await page.getByRole('button', { name: '评分项', exact: true }).click();
  await field(page, '名称（中文）').fill('滴洒碰响');
  await page.getByRole('radio', { name: '计次' }).click();
  await expect(page.getByRole('complementary', { name: '校验' })).toContainText('各评分项合计 10, 与满分 5 不符');
  await rows(page).nth(3).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rows(page).nth(2)).toContainText('滴洒碰响');
  await page.keyboard.press('Control+d');
  await expect(rows(page)).toHaveCount(5);
  await page.keyboard.press('Delete');
  await expect(page.getByRole('status').filter({ hasText: '已删去' })).toBeVisible();
  await expect(rows(page)).toHaveCount(4);
  await rows(page).nth(3).dragTo(rows(page).nth(2));
  await expect(rows(page).nth(2)).toContainText('续水时机');

  // Broken, mended by a tap, and back and forth.
  await expect(page.getByRole('button', { name: /改正 1 处后可定稿/ })).toBeDisabled();
  await page.getByRole('button', { name: '改为 10' }).first().click();
  await expect(page.getByRole('button', { name: '定稿' })).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /改正 1 处后可定稿/ })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByRole('button', { name: '定稿' })).toBeEnabled();

  // Tried with the tablet's own controls, by the engine's own arithmetic.
  await rows(page).nth(2).click();
  const tablet = page.getByRole('region', { name: '裁判看到的' });
  await tablet.getByRole('article').getByRole('radio').nth(3).click();
  await expect(tablet.getByRole('article')).toContainText('5.0');
  await field(page, '分值').fill('4');
  await expect(tablet).toContainText('改正须改之处后');
  await page.keyboard.press('Control+z');
  await expect(tablet.getByRole('article')).toContainText('5.0');
  await saved(page);
  await audit(page, { text: 14, target: 0 });

  // The whole desk in a window of its own follows the draft.
  const [window] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: '真机试评' }).click()]);
  await expect(window.getByRole('article')).toHaveCount(2);
  await field(page, '名称（中文）').fill('续水的时机');
  await expect(window.getByText('续水的时机')).toBeVisible();
  await window.close();
  await saved(page);

  // Released and taken up here, carried out as a workbook and into another event.
  await page.getByRole('button', { name: '定稿' }).click();
  await page.getByRole('dialog').getByRole('checkbox').check();
  await page.getByRole('dialog').getByRole('button', { name: '定稿为第 1 版' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('第 2 稿')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('文件').selectOption('xlsx')]);
  expect(download.suggestedFilename()).toBe('TEA.xlsx');
  await page.goto(file(second.summary.id));
  await page.getByRole('button', { name: '新建方案' }).click();
  await page.getByRole('radio', { name: '从文件' }).click();
  await page.getByLabel(/方案文件/).setInputFiles(await download.path());
  await expect(page.getByRole('dialog')).toContainText('读到“茶水服务”，2 项，满分 10');
  await page.getByRole('button', { name: '建立草稿' }).click();
  await expect(page.getByRole('tree')).toContainText('续水的时机');
  await page.getByRole('button', { name: '定稿' }).click();
  await page.getByRole('dialog').getByRole('checkbox').check();
  await page.getByRole('dialog').getByRole('button', { name: '定稿为第 1 版' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // On the tablet of a judge who is to mark by it.
  await openContest(signedIn, second.contest);
  const judge = await open('tablet');
  await signInAs(judge.context(), await pairJudge(signedIn, second.summary.id, second.contest.judgeIds[0]!));
  await judge.goto('/judge');
  await expect(judge.getByRole('article').filter({ hasText: '续水的时机' })).toBeVisible();
  await page.getByRole('button', { name: '版本' }).click();
  await expect(page.getByRole('dialog')).toContainText('已冻结');
});

test('two organisers at one scheme: the second sees what the first changed, and chooses', async ({ open }) => {
  const { summary } = await ownEvent();
  const pages = [await open('laptop', { expected: REFUSED }), await open('laptop', { expected: REFUSED })] as const;
  for (const page of pages) {
    await signInAs(page.context(), signedIn);
    await page.goto(file(summary.id));
    await page.getByRole('link', { name: /巡逻/ }).click();
    await rows(page).nth(0).click();
  }
  const [one, other] = pages;
  await field(one, '名称（中文）').fill('甲的名称');
  await saved(one);
  await field(other, '名称（中文）').fill('乙的名称');
  const dialog = other.getByRole('dialog');
  await expect(dialog).toContainText('改为 甲的名称');
  await expect(dialog).toContainText('改为 乙的名称');
  await dialog.getByRole('button', { name: '用对方的' }).click();
  await expect(rows(other).nth(0)).toBeVisible();
  await expect(field(other, '名称（中文）')).toHaveValue('甲的名称');
  await other.keyboard.press('Control+z');
  await expect(field(other, '名称（中文）')).toHaveValue('乙的名称');
  await saved(other);
  await one.reload();
  await expect(one.getByRole('heading', { level: 1 })).toContainText('乙的名称');
});

test('a faulty workbook names row, column and remedy, and replaces nothing', async ({ open }) => {
  const { summary } = await ownEvent();
  const page = await open('laptop');
  await signInAs(page.context(), signedIn);
  await page.goto(file(summary.id));
  await page.getByRole('link', { name: /巡逻/ }).click();
  await page.getByLabel('文件').selectOption('import');
  const lines = ['行类型,标识,名称（中文）,名称（英文）,方式,分值', '方案,X,方案,Scheme,,八分', '模块,m1,模块,Module,,', '星级,,,,,'];
  await page.getByLabel(/方案文件/).setInputFiles({ name: '方案.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row').filter({ hasText: '没有这种行' })).toContainText('4');
  await expect(dialog.getByRole('row').filter({ hasText: '数字要写成文字' })).toContainText('2分值');
  await dialog.getByRole('button', { name: '取消' }).click();
  await expect(page.getByRole('button', { name: '撤销' })).toBeDisabled();
});

test('the sixteen schemes of the demonstration open without an issue, in English without Chinese of ours', async ({ open }) => {
  const demo = (await signedIn.call('GET /api/events')).find((event) => event.demo)!;
  const cards = await signedIn.call('GET /api/events/:eventId/schemes', { params: { eventId: demo.id } });
  expect(cards.map(({ issues }) => issues)).toEqual(Array(16).fill(0));
  const page = await open('laptop', { locale: 'en-GB' });
  await signInAs(page.context(), signedIn);
  await page.goto(file(demo.id));
  await expect(page.getByRole('row')).toHaveCount(17);
  for (const { id } of cards.slice(0, 3)) {
    await page.goto(`${file(demo.id)}/${id}`);
    await expect(page.getByRole('complementary', { name: 'Checks' })).toContainText('0 to mend');
    await rows(page).nth(2).click();
    expect(await chineseOn(page, ['组委会'])).toEqual([]);
  }
});
