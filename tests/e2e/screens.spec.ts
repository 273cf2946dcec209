// The hall's screens: one registers itself, the console names it and tells it what to show, and it keeps all that.

import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Playlist, ScreenPage } from '@leitai/contract';
import sharp from 'sharp';
import type { Connection } from '../../apps/simulator/src/client.ts';
import { connect } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { organiser, signInAs } from './support/account.ts';
import { audit, chineseOn } from './support/audit.ts';
import { demoContest, type DemoContest } from './support/demo-contest.ts';
import { pressEnter, REFUSED, test } from './support/devices.ts';

// One goes on where the other ended: what fails begins anew with the first.
test.describe.configure({ mode: 'serial' });

let signedIn: Visitor;
let desk: Connection;
let demo: DemoContest;
const eventId = (): string => demo.panel.made.eventId;

test.beforeAll(async () => {
  signedIn = await organiser();
  desk = await connect(signedIn);
  demo = await demoContest(signedIn, 'E', 11);
});
test.afterAll(() => {
  desk.close();
  demo.panel.close();
});
test.beforeEach(async () => {
  const { displays } = await desk.send('displays:join', { eventId: eventId() });
  if (displays.length > 0) await desk.send('display:remove', { eventId: eventId(), displayIds: displays.map(({ id }) => id) });
});

/** A machine in the hall opens the one address and shows its number. */
async function turnOn(page: Page): Promise<number> {
  await page.goto('/screen');
  const number = page.getByRole('heading', { level: 1 }).locator('.nx');
  await expect(number).toHaveText(/^\d+$/);
  return Number(await number.textContent());
}

const idOf = async (number: number): Promise<string> => (await desk.send('displays:join', { eventId: eventId() })).displays.find((one) => one.number === number)!.id;
const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const NOTICE = { zh: '请到二层检录', en: 'Please check in on the second floor' };
const nothingMoves = { locale: 'zh', overscan: 0, plain: true } as const;

test('a machine that is turned while it makes itself known becomes one screen', async ({ open }) => {
  const wall = await open('wall');
  const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let registrations = 0;
  await wall.route('**/api/displays', async (route) => {
    registrations += 1;
    asked.resolve();
    await answered.promise;
    await route.continue();
  });
  await wall.clock.install();
  await wall.goto('/screen');
  await asked.promise;
  await wall.setViewportSize({ width: 1080, height: 1920 });
  // It waits for the picture to settle, and then says how large it is.
  await wall.clock.runFor(1_000);
  answered.resolve();
  await expect(wall.getByRole('heading', { level: 1 }).locator('.nx')).toHaveText(/^\d+$/);
  expect(registrations).toBe(1);
});

test('a screen registers, and the console names it, fills it, identifies, blanks and reloads it', async ({ open }) => {
  const wall = await open('wall');
  const number = await turnOn(wall);
  const page = await open('laptop');
  await signInAs(page.context(), signedIn);
  await page.goto(`/console/${eventId()}/screens`);
  const card = page.getByRole('article').filter({ has: page.getByLabel(`选中 ${number} 号屏`) });
  await expect(card).toContainText('在线');
  await expect(card).toContainText('待命');

  // By keyboard alone: choose, name, save, show.
  await card.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('名称').fill('主会场大屏');
  await page.getByLabel('位置').fill('报告厅正面');
  await pressEnter(page.getByRole('button', { name: '保存' }));
  await expect(card).toContainText('主会场大屏');
  await expect(card).toContainText('报告厅正面');

  await pressEnter(page.getByRole('button', { name: '加一项' }));
  await page.getByLabel('第 2 项 内容').selectOption('notice');
  await page.getByLabel('标题（中文）').fill('请到二层检录');
  await pressEnter(page.getByRole('button', { name: '第 1 项 删去' }));
  await pressEnter(page.getByRole('button', { name: '放到 1 块屏上' }));
  await expect(title(wall)).toHaveText('请到二层检录');
  await expect(card).toContainText('通知 请到二层检录');

  await card.getByRole('button', { name: '识别' }).click();
  await expect(wall.getByRole('status', { name: `${number} 号屏` })).toContainText('主会场大屏');
  await expect(wall.getByRole('status', { name: `${number} 号屏` })).toHaveCount(0);

  await card.getByRole('button', { name: '黑屏' }).click();
  await expect(wall.locator('.black')).toBeVisible();
  await expect(title(wall)).toHaveCount(0);
  await expect(card).toContainText(/黑屏，\d\d:\d\d 起/);
  await card.getByRole('button', { name: '恢复' }).click();
  await expect(title(wall)).toHaveText('请到二层检录');

  await wall.evaluate('globalThis.before = true');
  await card.getByRole('button', { name: '重载' }).click();
  await expect.poll(() => wall.evaluate<boolean>('globalThis.before === true').catch(() => true)).toBe(false);
  await expect(title(wall)).toHaveText('请到二层检录');
  await wall.close();
  await expect(card).toContainText(/离线，\d\d:\d\d 起/);
});

test('a notice carries a picture that the organiser chose on the laptop, in its words where it cannot come', async ({ open }) => {
  const wall = await open('wall', { expected: REFUSED });
  const number = await turnOn(wall);
  const page = await open('laptop', { expected: REFUSED });
  await signInAs(page.context(), signedIn);
  await page.goto(`/console/${eventId()}/screens`);
  await page.getByLabel(`选中 ${number} 号屏`).check();
  await page.getByLabel('第 1 项 内容').selectOption('notice');
  await page.getByLabel('标题（中文）').fill('感谢赞助单位');
  const choose = page.getByLabel(/^图片/);
  await choose.setInputFiles({ name: '赞助.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByRole('alert')).toHaveText('这个文件不是完整的照片（JPEG、PNG 或 WebP）');
  const picture = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#1c4f8a' } }).png().toBuffer();
  await choose.setInputFiles({ name: '赞助.png', mimeType: 'image/png', buffer: picture });
  await expect(page.getByRole('img', { name: '感谢赞助单位' })).toBeVisible();
  await audit(page, { text: 14, target: 0 });
  await page.getByRole('button', { name: '放到 1 块屏上' }).click();
  const shown = wall.getByRole('img', { name: '感谢赞助单位' });
  await expect.poll(() => shown.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth)).toBe(1600);
  await audit(wall, { text: 24, target: 0 });
  await desk.send('display:show', { eventId: eventId(), displayIds: [await idOf(number)], playlist: [{ page: { kind: 'notice', title: { zh: '没有图片', en: '' }, body: null, picture: randomUUID() }, seconds: 20 }] });
  await expect(title(wall)).toHaveText('没有图片');
  await expect(wall.getByRole('img', { name: '没有图片' })).toHaveCount(0);
});

test('keeps page and number over a reload, a cleared storage and a lost connection, without a flash', async ({ open }) => {
  const wall = await open('wall', { expected: /net::ERR|WebSocket/ });
  const number = await turnOn(wall);
  const displayId = await idOf(number);
  await desk.send('display:show', { eventId: eventId(), displayIds: [displayId], playlist: [{ page: { kind: 'organisations' }, seconds: 20 }] });
  await expect(title(wall)).toHaveText('单位排行');
  await wall.evaluate('localStorage.clear()');
  await wall.reload();
  await expect(title(wall)).toHaveText('单位排行');

  await wall.context().setOffline(true);
  await wall.evaluate('dispatchEvent(new Event("offline"))');
  await desk.send('display:show', { eventId: eventId(), displayIds: [displayId], playlist: [{ page: { kind: 'overview' }, seconds: 20 }] });
  await wall.context().setOffline(false);
  await expect(title(wall)).toHaveText('全场总览');
  expect(await idOf(number)).toBe(displayId);
});

test('comes back under a new number when it was removed, and takes over another’s', async ({ open }) => {
  const wall = await open('wall');
  const first = await idOf(await turnOn(wall));
  await desk.send('display:show', { eventId: eventId(), displayIds: [first], playlist: [{ page: { kind: 'overview' }, seconds: 20 }] });
  await expect(title(wall)).toHaveText('全场总览');
  await desk.send('display:remove', { eventId: eventId(), displayIds: [first] });
  await expect(title(wall)).toContainText('这块屏是');
  const other = await open('wall');
  const kept = await idOf(await turnOn(other));
  await desk.send('display:show', { eventId: eventId(), displayIds: [kept], playlist: [{ page: { kind: 'organisations' }, seconds: 20 }] });
  await expect(title(other)).toHaveText('单位排行');
  await other.close();
  const waiting = (await desk.send('displays:join', { eventId: eventId() })).displays.find(({ eventId: of }) => of === null)!;
  await desk.send('display:replace', { eventId: eventId(), displayId: kept, by: waiting.id });
  await expect(title(wall)).toHaveText('单位排行');
});

test('screens with one playlist turn together', async ({ open }) => {
  const walls = [await open('wall'), await open('wall')];
  const ids = [];
  for (const wall of walls) ids.push(await idOf(await turnOn(wall)));
  const notice = (zh: string): Playlist[number] => ({ page: { kind: 'notice', title: { zh, en: '' }, body: null }, seconds: 5 });
  await desk.send('display:show', { eventId: eventId(), displayIds: ids, playlist: [notice('第一页'), { page: { kind: 'medals' }, seconds: 5 }, notice('第三页')] });
  await expect(title(walls[0]!)).toHaveText(/第.页/);
  const now = (await title(walls[0]!).textContent())!;
  const next = now === '第一页' ? '第三页' : '第一页';
  // Nothing is published: the medal table is left out.
  await expect(title(walls[0]!)).toHaveText(next);
  await expect(title(walls[1]!)).toHaveText(next);
});

test('a new result is announced once, and a screen that reloads does not announce it again', async ({ open }) => {
  const wall = await open('wall');
  const displayIds = [await idOf(await turnOn(wall))];
  await desk.send('display:show', { eventId: eventId(), displayIds, playlist: [{ page: { kind: 'board', contestId: demo.contest.id }, seconds: 20 }] });
  const announced = wall.locator('[aria-live=polite]');
  await expect(announced).toHaveText(/^\s*$/);
  const [confirmed, onStage, ...waiting] = demo.panel.entrants;
  const next = waiting.find((id) => demo.panel.tablets.every(({ desk: { sheets } }) => sheets.some(({ entrantId }) => entrantId === id)))!;
  expect([confirmed, onStage]).not.toContain(next);
  await demo.panel.submitAll(next, 5);
  await demo.panel.confirm(next, { note: '分差已复核' });
  await expect(announced).toHaveText(/分，第 \d+ 名/);
  await wall.reload();
  await expect(wall.getByRole('row')).toHaveCount(3);
  await expect(announced).toHaveText(/^\s*$/);
});

/** What each page is headed by; null: the post's name. */
const PAGES: readonly [string, () => ScreenPage, { readonly zh: string; readonly en: string } | null][] = [
  ['board', () => ({ kind: 'board', contestId: demo.contest.id }), null],
  ['overview', () => ({ kind: 'overview' }), { zh: '全场总览', en: 'All contests' }],
  ['organisations', () => ({ kind: 'organisations' }), { zh: '单位排行', en: 'Organisations' }],
  ['medals', () => ({ kind: 'medals' }), { zh: '奖牌榜', en: 'Medal table' }],
  ['stage of one', () => ({ kind: 'stage', contestId: demo.contest.id }), null],
  ['all stages', () => ({ kind: 'stage', contestId: null }), { zh: '正在台上', en: 'On stage now' }],
  ['schedule of one', () => ({ kind: 'schedule', contestId: demo.contest.id }), null],
  ['all schedules', () => ({ kind: 'schedule', contestId: null }), { zh: '出场顺序', en: 'Order of appearance' }],
  ['notice', () => ({ kind: 'notice', title: NOTICE, body: null }), NOTICE],
];

test('a wall twice as wide as a picture has what two pictures hold, not wider rows', async ({ open }) => {
  const wall = await open('wall');
  await wall.setViewportSize({ width: 3840, height: 1080 });
  const displayIds = [await idOf(await turnOn(wall))];
  const show = (page: ScreenPage): Promise<unknown> => desk.send('display:show', { eventId: eventId(), displayIds, playlist: [{ page, seconds: 20 }] });
  const tops = (parts: Locator): Promise<number[]> => parts.evaluateAll((all: { getBoundingClientRect(): { top: number } }[]) => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().top)))]);
  await show({ kind: 'overview' });
  const tiles = wall.locator('main a');
  await expect(tiles).toHaveCount(16);
  await expect.poll(() => tops(tiles)).toHaveLength(2);
  await audit(wall, { text: 24, target: 0 });
  await show({ kind: 'board', contestId: demo.contest.id });
  const table = wall.getByRole('table');
  await expect(table).toBeVisible();
  await expect.poll(async () => (await table.boundingBox())?.width).toBeLessThan(1920);
});

for (const locale of ['zh', 'en'] as const) {
  test(`every page is readable from afar, in ${locale}`, async ({ open }) => {
    const wall = await open('wall');
    const displayIds = [await idOf(await turnOn(wall))];
    await desk.send('display:set', { eventId: eventId(), displayIds, settings: { ...nothingMoves, locale } });
    await expect.poll(() => wall.evaluate<string>('document.documentElement.lang')).toBe(locale);
    await audit(wall, { text: 24, target: 0 });
    for (const [name, page, words] of PAGES) {
      await test.step(name, async () => {
        await desk.send('display:show', { eventId: eventId(), displayIds, playlist: [{ page: page(), seconds: 20 }] });
        await expect(title(wall)).toHaveText((words ?? demo.contest.name)[locale]);
        await audit(wall, { text: 24, target: 0 });
        if (locale === 'en') expect(await chineseOn(wall, demo.chinese)).toEqual([]);
      });
    }
  });
}

test('the console’s page of screens is sound in both languages', async ({ open }) => {
  await turnOn(await open('wall'));
  for (const locale of ['zh-CN', 'en-GB']) {
    const page = await open('laptop', { locale });
    await signInAs(page.context(), signedIn);
    await page.goto(`/console/${eventId()}/screens`);
    await page.getByRole('checkbox').check();
    await audit(page, { text: 14, target: 0 });
    if (locale === 'en-GB') expect(await chineseOn(page, [...demo.chinese, '组委会', '擂台', '中文'])).toEqual([]);
  }
});
