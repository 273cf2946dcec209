// From an empty event to seated panels, through the screens: posts, organisations and people by hand, more by file, the pool, and automatic seating.

import { expect, type Page } from '@playwright/test';
import { organiser, signInAs } from './support/account.ts';
import { audit, chineseOn } from './support/audit.ts';
import { REFUSED, test } from './support/devices.ts';
import { chooseRoster } from './support/organiser-walk.ts';

const LIMITS = { text: 14, target: 0 };
const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
const goto = (page: Page, name: string) => page.getByRole('link', { name }).first().click();

async function addUnit(page: Page, zh: string): Promise<void> {
  await page.getByRole('button', { name: '添加单位' }).click();
  await page.getByRole('dialog').getByLabel('中文名称').fill(zh);
  await save(page);
  await expect(page.getByRole('button', { name: `改名：${zh}` })).toBeVisible();
}

async function addJudge(page: Page, name: string, unit: string, { chief = false, posts = ['A', 'N'] } = {}): Promise<void> {
  await page.getByRole('button', { name: '添加裁判' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill(name);
  await dialog.getByLabel('单位').first().fill(unit);
  if (chief) await dialog.getByLabel('可任裁判长').check();
  for (const letter of posts) await dialog.getByRole('checkbox', { name: new RegExp(`^${letter}`) }).check();
  await save(page);
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
}

test('an empty event gets posts, people, a pool and seated panels', async ({ open }) => {
  test.setTimeout(120_000);
  const page = await open('laptop', { expected: REFUSED });
  await signInAs(page.context(), await organiser());

  await test.step('an event without posts: its answer is lost, and asking again, also by the page loaded anew, makes no second one', async () => {
    const made: string[] = [];
    await page.route('**/api/events', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      const answer = await route.fetch();
      made.push(((await answer.json()) as { data: { id: string } }).data.id);
      return made.length < 3 ? route.fulfill({ status: 408, body: '' }) : route.fulfill({ response: answer });
    });
    const ask = page.getByRole('button', { name: '新建', exact: true });
    const fill = async (): Promise<void> => {
      await page.getByRole('button', { name: '新建活动' }).click();
      await page.getByLabel('中文名称').fill('年度考核');
      await page.getByLabel('英文名称').fill('Annual check');
      await page.getByLabel('空白，岗位自己添加').check();
      await ask.click();
    };
    await page.goto('/console');
    await fill();
    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    await Promise.all([page.waitForResponse((answer) => answer.status() === 408), ask.click()]);
    await page.reload();
    await fill();
    await page.waitForURL(/\/console\/[^/]+$/);
    expect(made).toEqual([made[0], made[0], made[0]]);
  });

  await test.step('posts from the library and one of its own', async () => {
    await goto(page, '单位与人员');
    await expect(page.getByText('还没有岗位')).toBeVisible();
    await page.getByRole('button', { name: '添加岗位' }).click();
    for (const post of ['室内保洁', '空调暖通']) await page.getByRole('dialog').getByLabel(post).check();
    await page.getByRole('button', { name: '添加 2 个岗位' }).click();
    await page.getByRole('button', { name: '添加岗位' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('自定岗位').check();
    await dialog.getByLabel('字母').fill('N');
    await dialog.getByLabel('代码').fill('GARDEN');
    await dialog.getByLabel('中文名称').fill('园艺');
    await dialog.getByLabel('英文名称').fill('Gardening');
    await save(page);
    await expect(dialog.getByRole('alert')).toContainText('已用，请换一个（N）');
    await dialog.getByLabel('字母').fill('Z');
    await save(page);
    await page.getByRole('button', { name: '移除岗位 园艺' }).click();
    await expect(page.getByRole('button', { name: '园艺' })).toHaveCount(0);
  });

  await test.step('a page of before an upgrade offers to be loaded anew, and gives back what stood in its fields', async () => {
    const refusal = { ok: false, error: { code: 'request.protocol', message: 'request.protocol' } };
    await page.route('**/organisations', (route) => route.fulfill({ status: 426, json: refusal }), { times: 1 });
    await page.getByRole('button', { name: '添加单位' }).click();
    await page.getByRole('dialog').getByLabel('中文名称').fill('写了一半的单位');
    await save(page);
    await page.getByRole('dialog', { name: '系统已更新' }).getByRole('button', { name: '重新载入' }).click();
    const kept = page.getByRole('dialog', { name: '载入前您写下的内容' });
    await expect(kept).toContainText('中文名称写了一半的单位');
    await kept.getByRole('button', { name: '知道了' }).click();
    await expect(kept).toBeHidden();
  });

  await test.step('organisations and people by hand', async () => {
    for (const unit of ['恒信物业', '锦华服务']) await addUnit(page, unit);
    await page.getByRole('button', { name: '添加人员' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('姓名').fill('苏晓梅');
    await dialog.getByLabel('工号').fill('HX2101');
    await dialog.getByLabel('单位').selectOption('恒信物业');
    await dialog.getByRole('checkbox', { name: /^A/ }).check();
    await save(page);
    await page.getByRole('button', { name: '苏晓梅' }).click();
    await dialog.getByRole('checkbox', { name: /^A/ }).uncheck();
    await dialog.getByRole('checkbox', { name: /^N/ }).check();
    await save(page);
    await expect(page.getByRole('row', { name: /苏晓梅/ })).toContainText('N-01');
  });

  await test.step('more people by file', async () => {
    await goto(page, '导入名册');
    const lines = ['A', 'N'].flatMap((post) => [0, 1].map((index) => `选手${post}${index},${index === 0 ? '恒信物业' : '锦华服务'},${post},X${post}${index}`));
    await chooseRoster(page, '名册.csv', ['姓名,单位,岗位,工号', ...lines].join('\n'));
    await page.getByRole('button', { name: '确认导入 4 名选手' }).click();
    await expect(page.getByText('新增 4 名')).toBeVisible();
  });

  await test.step('the pool, by hand', async () => {
    await goto(page, '裁判库');
    await addJudge(page, '秦守正', '市技师学院', { chief: true });
    await addJudge(page, '周雅琴', '恒信物业');
    for (const name of ['沈国良', '韩立群', '顾明月', '陆文涛']) await addJudge(page, name, '市评价中心');
    await audit(page, LIMITS);
  });

  await test.step('more judges by file: a faulty row says why and is left out', async () => {
    await page.getByRole('button', { name: '导入裁判' }).click();
    const dialog = page.getByRole('dialog');
    const content = ['姓名,单位,可评岗位,有效期至', '沈国良,市评价中心,A、N,', '方志明,锦华服务,A,明年'].join('\n');
    await dialog.getByLabel('选择文件').setInputFiles({ name: '裁判.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await expect(dialog.getByText('新增 0 位，修改 0 位，不变 1 位，有问题 1 行')).toBeVisible();
    await expect(dialog.getByRole('cell', { name: /明年/ })).toContainText('不是日期，写成 2027-05-20');
    await expect(dialog.getByText('5 位不在本文件中，保持不动')).toBeVisible();
    await audit(page, LIMITS);
    await page.keyboard.press('Escape');
  });

  await test.step('automatic seating says why it is short, and is carried out', async () => {
    await goto(page, '裁判席位');
    await page.getByRole('button', { name: '自动排席' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('每岗裁判数').fill('2');
    await dialog.getByRole('button', { name: '预览' }).click();
    await expect(dialog.getByRole('status')).toContainText('6 个空席可排 5 个');
    await expect(dialog.getByRole('listitem').first()).toContainText(/缺裁判长：6 名合格者中 .*名不可任裁判长、.*1 名已排满/);
    await dialog.getByRole('button', { name: /^裁判长 秦守正：资格/ }).click();
    await expect(dialog.getByText('市技师学院及曾任单位在本岗无选手')).toBeVisible();
    await audit(page, LIMITS);
    await dialog.getByRole('button', { name: '应用：排 5 席' }).click();
    await expect(dialog.getByText('已排 5 席')).toBeVisible();
    await dialog.getByRole('button', { name: '看席位表' }).click();
    await expect(page.getByRole('button', { name: /裁判长：秦守正/ })).toHaveCount(1);
    await expect(page.getByRole('button', { name: /周雅琴/ })).toHaveCount(0);
  });

  await test.step('both pages read in English, and nobody is removed from the pool while seated', async () => {
    await goto(page, '裁判库');
    await page.getByRole('button', { name: '秦守正', exact: true }).click();
    await page.getByRole('button', { name: '移出裁判库' }).click();
    await expect(page.getByRole('alert')).toContainText('仍在席位上');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'English' }).click();
    const data = ['年度考核', '秦守正', '周雅琴', '沈国良', '韩立群', '顾明月', '陆文涛', '市技师学院', '恒信物业', '锦华服务', '市评价中心', '组委会', '苏晓梅', '选手', '中文'];
    // A page is announced in the language it was opened in.
    await goto(page, 'Organisations and people');
    await expect(page.getByRole('row', { name: /苏晓梅/ })).toBeVisible();
    expect(await chineseOn(page, data)).toEqual([]);
    await audit(page, LIMITS);
    await goto(page, "Judges' pool");
    await expect(page.getByRole('row', { name: /秦守正/ })).toBeVisible();
    expect(await chineseOn(page, data)).toEqual([]);
    await audit(page, LIMITS);
  });
});
