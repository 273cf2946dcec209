// The ceremony: prepared in the console, driven from a second device, seen on the wall; forward, back, both reloaded, to its end. And the freeze before it.

import { expect, type Page } from '@playwright/test';
import type { Connection } from '../../apps/simulator/src/client.ts';
import { makeAccount } from '../support/factory.ts';
import { finish, judgedEvent, publish } from '../support/final.ts';
import { connect, type Panel } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { signInAs } from './support/account.ts';
import { audit, chineseOn } from './support/audit.ts';
import { test } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';

// One goes on where the other ended: what fails begins anew with the first.
test.describe.configure({ mode: 'serial' });

let product: OwnProduct;
let supervisor: Visitor;
let panels: Panel[];
let desk: Connection;
const eventId = (): string => panels[0]!.made.eventId;

test.beforeAll(async () => {
  product = await startOwnProduct();
  const { organiser } = product;
  supervisor = await makeAccount(organiser, 'supervisor', '典礼监督');
  panels = await judgedEvent(organiser, { posts: ['CLEAN_INDOOR', 'CLEAN_OUTDOOR'], entrants: 6 });
  desk = await connect(organiser);
});
test.afterAll(async () => {
  desk.close();
  for (const panel of panels) panel.close();
  await product.stop();
});

/** The presenter's desk has the picture of this step and takes a press: one before that would not count. */
async function standsAt(presenter: Page, step: number): Promise<void> {
  await expect(presenter.getByText(`第 ${step} / 14 步`)).toBeVisible();
  await expect(presenter.getByRole('button', { name: '下一步', exact: true })).toBeEnabled();
}

/** A screen of the hall that shows the ceremony. */
async function turnOn(page: Page): Promise<void> {
  await page.goto(`${product.base}/screen`);
  const number = page.getByRole('heading', { level: 1 }).locator('.nx');
  await expect(number).toHaveText(/^\d+$/);
  const { displays } = await desk.send('displays:join', { eventId: eventId() });
  const mine = Number(await number.textContent());
  const id = displays.find((one) => one.number === mine)!.id;
  await desk.send('display:show', { eventId: eventId(), displayIds: [id], playlist: [{ page: { kind: 'ceremony' }, seconds: 60 }] });
  await desk.send('display:set', { eventId: eventId(), displayIds: [id], settings: { locale: 'zh', overscan: 0, plain: true } });
}

test('the organiser freezes a board, which says so, and lifts it again', async ({ open }) => {
  const console = await open('laptop');
  await signInAs(console.context(), product.organiser);
  await console.goto(`${product.base}/console/${eventId()}`);
  const wall = await open('wall');
  await wall.goto(`${product.base}/board/${eventId()}/${panels[0]!.made.contestId}`);
  await expect(wall.getByText('比赛中').first()).toBeVisible();

  await console.getByRole('button', { name: '封榜…' }).click();
  await console.getByRole('dialog').getByRole('button', { name: '全选' }).click();
  await audit(console, { text: 14, target: 0 });
  await console.getByRole('button', { name: '封榜 2 个岗位' }).click();
  await expect(wall.getByText(/^封榜 · \d\d:\d\d 起$/)).toBeVisible();
  await expect(console.getByRole('article').getByText('封榜')).toHaveCount(2);

  const { params } = panels[0]!;
  await console.goto(`${product.base}/console/${eventId()}/contests/${params.contestId}`);
  await console.getByRole('button', { name: '解除封榜' }).click();
  await console.getByRole('button', { name: '解除 1 个岗位' }).click();
  await expect(wall.getByText(/^封榜/)).toHaveCount(0);
});

test('prepared, started, forward, back, both devices reloaded, to its end', async ({ open }) => {
  for (const panel of panels) {
    await publish(product.organiser, supervisor, panel);
    await finish({ db: product.db }, product.organiser, panel);
  }
  const laptop = await open('laptop');
  await signInAs(laptop.context(), product.organiser);
  await laptop.goto(`${product.base}/console/${eventId()}/ceremony`);
  await laptop.getByLabel('颁奖嘉宾').first().fill('市机关事务管理局');
  await laptop.getByLabel('主持词').first().fill('有请获奖选手上台');
  await laptop.getByText('各奖项的主持词').first().click();
  await laptop.getByLabel('一等奖', { exact: true }).first().fill('全场最高分');
  await laptop.getByRole('checkbox', { name: '团体总分' }).check();
  await laptop.getByRole('checkbox', { name: '奖牌榜' }).check();
  await laptop.getByRole('button', { name: '下移 室内保洁' }).click();
  await audit(laptop, { text: 14, target: 0 });
  await laptop.getByRole('button', { name: '准备颁奖' }).click();
  await expect(laptop.getByRole('status').filter({ hasText: '已准备好' })).toBeVisible();

  const wall = await open('wall');
  await turnOn(wall);
  await expect(wall.getByText('颁奖典礼即将开始')).toBeVisible();
  const presenter = await open('tablet');
  await signInAs(presenter.context(), supervisor);
  await presenter.goto(`${product.base}/presenter/${eventId()}`);
  await presenter.getByRole('button', { name: '开始典礼' }).click();
  await expect(wall.getByRole('heading', { level: 1 })).toHaveText('颁奖典礼');

  // 室外保洁 comes first since the other was moved down: its introduction, then the fourth of six, by keyboard.
  const next = presenter.locator('section').filter({ hasText: '按下一步后揭晓' });
  await expect(next).toBeVisible();
  await standsAt(presenter, 1);
  await presenter.keyboard.press('Space');
  await expect(wall.getByRole('heading', { level: 1 })).toHaveText('室外保洁');
  await expect(next).toContainText('三等奖 · 第 4 名');
  const fourth = (await next.locator('.who').textContent())!.split(' · ')[0]!;
  expect(await wall.content()).not.toContain(fourth);
  await standsAt(presenter, 2);
  await presenter.keyboard.press('ArrowRight');
  await expect(wall.getByText(fourth).first()).toBeVisible();
  await expect(next).toContainText('三等奖 · 第 3 名');
  await audit(presenter, { text: 15, target: 44 });
  await audit(wall, { text: 24, target: 0 });

  await standsAt(presenter, 3);
  await presenter.keyboard.press('ArrowLeft');
  await expect(wall.getByText(fourth)).toHaveCount(0);
  expect(await wall.content()).not.toContain(fourth);
  await standsAt(presenter, 2);
  await presenter.keyboard.press('ArrowRight');
  for (const rank of [2, 1]) {
    await expect(next).toContainText(`第 ${rank + 1} 名`);
    await presenter.getByRole('button', { name: '下一步' }).click();
  }
  await expect(next).toContainText('一等奖 · 第 1 名');
  const winner = (await next.locator('.who').textContent())!.split(' · ')[0]!;

  await Promise.all([wall.reload(), presenter.reload()]);
  await expect(wall.getByText(fourth).first()).toBeVisible();
  expect(await wall.content()).not.toContain(winner);
  await expect(next).toContainText('一等奖 · 第 1 名');
  await presenter.getByRole('button', { name: '下一步', exact: true }).click();
  await expect(wall.getByText(winner).first()).toBeVisible();

  await standsAt(presenter, 6);
  await presenter.getByRole('button', { name: '暂停' }).click();
  await presenter.getByRole('button', { name: '继续' }).click();
  await standsAt(presenter, 6);
  await presenter.getByRole('navigation').getByRole('button', { name: '室内保洁' }).click();
  await expect(wall.getByRole('heading', { level: 1 })).toHaveText('室内保洁');
  await expect(wall.getByText('市机关事务管理局')).toBeVisible();
  await expect(presenter.getByText('有请获奖选手上台')).toBeVisible();
  for (let step = 0; step < 4; step++) {
    await standsAt(presenter, step + 7);
    await presenter.keyboard.press('ArrowRight');
  }
  await expect(presenter.getByText('全场最高分')).toBeVisible();
  await standsAt(presenter, 11);
  await presenter.keyboard.press('ArrowRight');
  await expect(wall.getByRole('heading', { level: 1 })).toHaveText('团体总分');
  await expect(wall.getByRole('row')).toHaveCount(4);
  await audit(wall, { text: 24, target: 0 });
  await standsAt(presenter, 12);
  await presenter.keyboard.press('ArrowRight');
  await expect(wall.getByRole('heading', { level: 1 })).toHaveText('奖牌榜');
  await audit(wall, { text: 24, target: 0 });
  await standsAt(presenter, 13);
  await presenter.keyboard.press('ArrowLeft');
  await expect(wall.getByRole('heading', { level: 1 })).toHaveText('团体总分');
  for (const step of [12, 13]) {
    await standsAt(presenter, step);
    await presenter.getByRole('button', { name: '下一步' }).click();
  }
  await expect(wall.getByRole('heading', { level: 1 })).toHaveText('祝贺全体获奖选手');
  await presenter.getByRole('button', { name: '结束典礼' }).click();
  await presenter.getByRole('dialog').getByRole('button', { name: '结束典礼' }).click();
  await expect(presenter.getByText('典礼已结束')).toBeVisible();
});

test('English all the way', async ({ open }) => {
  const laptop = await open('laptop', { locale: 'en-GB' });
  await signInAs(laptop.context(), product.organiser);
  await laptop.goto(`${product.base}/console/${eventId()}/ceremony`);
  await laptop.getByRole('button', { name: 'Prepare again' }).click();
  await expect(laptop.getByText('Prepared. Set the screens')).toBeVisible();
  const presenter = await open('tablet', { locale: 'en-GB' });
  await signInAs(presenter.context(), product.organiser);
  await presenter.goto(`${product.base}/presenter/${eventId()}`);
  await presenter.getByRole('button', { name: 'Begin the ceremony' }).click();
  await presenter.getByRole('navigation').getByRole('button').first().click();
  await expect(presenter.getByText('Step 2 of 14')).toBeVisible();
  await audit(presenter, { text: 15, target: 44 });
  const data = ['选手', '单位', '裁判', '组委会', '典礼监督', '市机关事务管理局', '有请获奖选手上台', '全场最高分', '中文', '试验赛'];
  expect(await chineseOn(presenter, data)).toEqual([]);
  expect(await chineseOn(laptop, data)).toEqual([]);
});
