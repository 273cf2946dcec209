// From an empty database to an opened contest, through the screens alone; what is downloaded is opened.

import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { allCriteria, type Scheme } from '@leitai/scoring';

import { test } from './support/devices.ts';
import { chooseRoster, fillAccount, makeAccount, readCards, takeStep } from './support/organiser-walk.ts';
import { startEmptyProduct, type EmptyProduct } from './support/own-product.ts';

const PASSWORD = '松烟入墨七年又三月初九';
const ORGANISER = { name: '林主任', password: PASSWORD };
const POST = '绿化养护';
const UNITS = ['恒信物业', '锦华服务'] as const;
const CHIEF = '秦守正';
const JUDGES = ['沈国良', '韩立群', '顾明月'] as const;
/** Role, name and device, in the order their links are made. */
const OFFICIALS = [['监督', '周监督', 'laptop'], ['加密裁判', '何加密', 'laptop'], ['加密裁判', '方加密', 'laptop'], ['检录员', '邱检录', 'phone']] as const;

let here: EmptyProduct;
test.beforeAll(async () => {
  here = await startEmptyProduct();
});
test.afterAll(() => here.stop());

const dialogOf = (page: Page) => page.getByRole('dialog');
const save = async (page: Page): Promise<void> => {
  await dialogOf(page).getByRole('button', { name: '保存' }).click();
  await expect(dialogOf(page)).toBeHidden();
};
const go = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

test('an organiser with nothing gets to an opened contest', async ({ open }) => {
  test.setTimeout(240_000);
  const use = { baseURL: here.base };
  const desk = await open('laptop', use);
  const eventId = await test.step('the first account, and an event that is empty', async () => {
    await makeAccount(desk, here.setupUrl, ORGANISER);
    await desk.getByRole('button', { name: '新建活动' }).click();
    await desk.getByLabel('中文名称').fill('第一届园林技能竞赛');
    await desk.getByLabel('英文名称').fill('First Gardening Skills Competition');
    await desk.getByLabel('空白，岗位自己添加').check();
    await desk.getByRole('button', { name: '新建', exact: true }).click();
    await desk.waitForURL(/\/console\/[^/]+$/);
    await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
    return desk.url().split('/').at(-1)!;
  });

  await test.step('a post of its own, organisations and people, by hand and by file', async () => {
    await go(desk, '单位与人员');
    await desk.getByRole('button', { name: '添加岗位' }).click();
    await dialogOf(desk).getByLabel('自定岗位').check();
    await dialogOf(desk).getByLabel('字母').fill('G');
    await dialogOf(desk).getByLabel('代码').fill('GARDEN');
    await dialogOf(desk).getByLabel('中文名称').fill(POST);
    await dialogOf(desk).getByLabel('英文名称').fill('Gardening');
    await save(desk);
    for (const unit of UNITS) {
      await desk.getByRole('button', { name: '添加单位' }).click();
      await dialogOf(desk).getByLabel('中文名称').fill(unit);
      await save(desk);
    }
    await desk.getByRole('button', { name: '添加人员' }).click();
    await dialogOf(desk).getByLabel('姓名').fill('苏晓梅');
    await dialogOf(desk).getByLabel('单位').selectOption(UNITS[0]);
    await dialogOf(desk).getByRole('checkbox', { name: /^G/ }).check();
    await save(desk);
    await desk.getByRole('link', { name: '导入名册' }).click();
    const people = ['彭建军', '温若兰'].map((name, index) => `${name},${UNITS[(index + 1) % 2]},GARDEN,G10${index}`);
    await chooseRoster(desk, '名册.csv', ['姓名,单位,岗位,工号', ...people].join('\n'));
    await desk.getByRole('button', { name: '确认导入 2 名选手' }).click();
    await expect(desk.getByText('新增 2 名')).toBeVisible();
  });

  await test.step('the scheme: refined, carried out, opened, made a version', async () => {
    await go(desk, '评分方案');
    await desk.getByRole('link', { name: POST }).click();
    await desk.getByRole('treeitem').nth(2).click();
    await desk.getByLabel('名称（中文）', { exact: true }).first().fill('修剪成型');
    await desk.getByLabel('名称（英文）', { exact: true }).first().fill('Pruning');
    await expect(desk.getByRole('status').filter({ hasText: '自动保存' })).toBeVisible();
    const [download] = await Promise.all([desk.waitForEvent('download'), desk.getByLabel('文件').selectOption('json')]);
    const taken = JSON.parse(await readFile(await download.path(), 'utf8')) as Scheme;
    expect(allCriteria(taken).map(({ name }) => name.zh)).toEqual(['修剪成型']);
    await desk.getByRole('button', { name: '定稿' }).click();
    await dialogOf(desk).getByRole('checkbox').check();
    await dialogOf(desk).getByRole('button', { name: '定稿为第 2 版' }).click();
    await expect(dialogOf(desk)).toBeHidden();
  });

  await test.step('the rules: every judge counts', async () => {
    await go(desk, '规则');
    await desk.getByRole('navigation').or(desk.getByRole('main')).getByRole('link', { name: new RegExp(POST) }).click();
    // Until the address has changed these are the event's own rules.
    await expect(desk).toHaveURL(/contest=/);
    await desk.getByLabel('如何合成').selectOption('mean');
    await desk.getByRole('button', { name: '保存规则' }).click();
    await expect(desk.getByText('已保存，现行有效')).toBeVisible();
  });

  await test.step('the pool by file, and automatic seating', async () => {
    await go(desk, '裁判库');
    await desk.getByRole('button', { name: '导入裁判' }).click();
    const pool = ['姓名,单位,可评岗位,可任裁判长', `${CHIEF},市技师学院,G,是`, ...JUDGES.map((name) => `${name},市评价中心,G,否`)];
    await dialogOf(desk).getByLabel('选择文件').setInputFiles({ name: '裁判.csv', mimeType: 'text/csv', buffer: Buffer.from(pool.join('\n')) });
    await dialogOf(desk).getByRole('button', { name: '确认导入 4 位裁判' }).click();
    await dialogOf(desk).getByRole('button', { name: '看裁判库' }).click();
    await go(desk, '裁判席位');
    await desk.getByRole('button', { name: '自动排席' }).click();
    await dialogOf(desk).getByLabel('每岗裁判数').fill('3');
    await dialogOf(desk).getByRole('button', { name: '预览' }).click();
    await dialogOf(desk).getByRole('button', { name: '应用：排 4 席' }).click();
    await dialogOf(desk).getByRole('button', { name: '看席位表' }).click();
  });
  await test.step('the panel’s pairing codes', async () => {
    await desk.getByRole('row').filter({ hasText: POST }).getByRole('button', { name: '全组配对码' }).click();
    const cards = await readCards(desk, (words) => [CHIEF, ...JUDGES].find((name) => words.includes(name))!);
    expect(Object.keys(cards)).toHaveLength(4);
  });

  await test.step('the day is proposed and kept', async () => {
    await go(desk, '赛程编排');
    await desk.getByRole('button', { name: '自动编排…' }).click();
    await dialogOf(desk).getByRole('button', { name: '排出场次' }).click();
    await expect(desk.getByText('没有冲突')).toBeVisible();
    await desk.getByRole('button', { name: '保存赛程' }).click();
    await expect(desk.getByText('已保存')).toBeVisible();
  });

  const officials = await test.step('accounts for who watches, draws and checks in', async () => {
    await go(desk, '全部活动');
    await desk.getByRole('link', { name: '账号' }).click();
    const pages: Page[] = [];
    let url = '-';
    for (const [role, name, device] of OFFICIALS) {
      await desk.getByRole('radio', { name: role }).check();
      await desk.getByRole('button', { name: '生成一次性链接' }).click();
      const link = desk.locator('code');
      await expect(link).toHaveText(/^http/);
      await expect(link).not.toHaveText(url);
      url = (await link.textContent())!;
      const page = await open(device, use);
      await fillAccount(page, url, { name, password: PASSWORD });
      pages.push(page);
    }
    return pages as [Page, Page, Page, Page];
  });
  const [, first, second, steward] = officials;

  await test.step('the draw is sealed by two officers', async () => {
    await desk.goto(`/console/${eventId}/draw`);
    await desk.getByRole('button', { name: '封存种子，开始抽签…' }).click();
    await dialogOf(desk).getByRole('button', { name: '封存种子' }).click();
    await expect(desk.getByText('等加密裁判抽取。')).toBeVisible();
    for (const [officer, button] of [[first, '抽参赛号'], [second, '抽赛位号']] as const) {
      await officer.goto(`/console/${eventId}/draw`);
      await officer.getByRole('button', { name: button, exact: true }).click();
      await expect(officer.getByRole('button', { name: '合上' })).toBeVisible();
    }
  });

  await test.step('everybody is checked in by phone', async () => {
    await steward.getByRole('link', { name: '第一届园林技能竞赛' }).tap();
    for (let arrived = 0; arrived < 3; arrived += 1) {
      await steward.getByRole('button', { name: /^到 / }).first().tap();
      await expect(steward.getByText(`已到 ${arrived + 1} / 3，三呼未到 0`)).toBeVisible();
    }
  });

  await test.step('the contest is opened', async () => {
    await desk.goto(`/console/${eventId}`);
    await desk.getByRole('link', { name: POST }).first().click();
    await desk.waitForURL('**/contests/*');
    await takeStep(desk, '开赛');
    await expect(desk.getByRole('button', { name: '结束…' })).toBeVisible();
  });
});
