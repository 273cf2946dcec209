// The judge's and the chief's desk without a finger or a mouse, what is read aloud there, and what stays where motion, colours or room are taken away.

import { expect, type Page } from '@playwright/test';
import { allCriteria } from '@leitai/scoring';
import type { Visitor } from '../support/visitor.ts';
import { signInAs } from './support/account.ts';
import { demoContest, type DemoContest } from './support/demo-contest.ts';
import { test, type Device } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';

/** As much of the page's own things as is asked for in it. */
type Focused = { matches(selector: string): boolean; closest(selector: string): object | null; getBoundingClientRect(): { top: number; bottom: number; width: number }; textContent: string | null };
declare const document: { readonly activeElement: Focused; readonly documentElement: Focused & { scrollWidth: number; clientWidth: number }; getAnimations(): unknown[] };
declare function getComputedStyle(element: Focused): { readonly outlineStyle: string; readonly outlineWidth: string; readonly backgroundColor: string };
declare const innerHeight: number;

let product: OwnProduct;
let demo: DemoContest;

test.beforeAll(async () => {
  product = await startOwnProduct();
  demo = await demoContest(product.organiser, 'E', 7);
});
test.afterAll(async () => {
  demo.panel.close();
  await product.stop();
});

async function enter(page: Page, visitor: Visitor | null, path: string): Promise<Page> {
  if (visitor) await signInAs(page.context(), visitor);
  await page.goto(`${product.base}${path}`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

/** Whoever has the focus sees a ring of 3 px around it, in sight. */
const hasRing = (page: Page): Promise<void> => expect.poll(() => page.evaluate(() => {
  const here = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(here);
  const { top, bottom } = here.getBoundingClientRect();
  return `${here.textContent?.trim().slice(0, 40)}: ${outlineStyle} ${outlineWidth} ${bottom > 0 && top < innerHeight ? 'in sight' : 'out of sight'}`;
})).toMatch(/: solid 3px in sight$/);

test('a judge moves, marks and takes back by keys', async ({ open }) => {
  const [judge] = demo.panel.tablets;
  const page = await enter(await open('tablet'), judge!.visitor, '/judge');
  const rows = page.locator('[data-criterion]');
  await page.keyboard.press('ArrowDown');
  await expect(rows.first()).toBeFocused();
  await hasRing(page);

  await test.step('Enter goes to what is missing', async () => {
    await page.keyboard.press('Enter');
    const missing = page.locator('[data-criterion]:focus');
    await expect(missing).toContainText('未评');
    await hasRing(page);
  });
  await test.step('a digit chooses the level in hand, Ctrl Z puts back what was', async () => {
    const levels = allCriteria(demo.panel.scheme).filter(({ scale }) => scale.type === 'levels')[0]!;
    const row = page.locator(`[data-criterion="${levels.id}"]`);
    const [from, to] = await rows.evaluateAll((all: Focused[], id) => [all.indexOf(document.activeElement), all.findIndex((one) => one.matches(`[data-criterion="${id}"]`))] as const, levels.id);
    for (let at = from; at !== to; ) {
      await page.keyboard.press(at < to ? 'ArrowDown' : 'ArrowUp');
      at += at < to ? 1 : -1;
      await expect(rows.nth(at)).toBeFocused();
    }
    const before = await row.getByRole('radio', { checked: true }).textContent();
    const other = before!.trim().startsWith('1') ? 2 : 1;
    await page.keyboard.press(String(other));
    await expect(row.getByRole('radio', { checked: true })).toContainText(String(other));
    await page.keyboard.press('Control+z');
    await expect(row.getByRole('radio', { checked: true })).toHaveText(before!);
  });
});

test('a chief looks around, opens and leaves a dialog, and drives the timer by keys; the judge hears how much time is left', async ({ open }) => {
  const [, onStage] = demo.panel.entrants;
  const { eventId } = demo.panel.made;
  const LIMIT_MS = 30 * 60_000;
  await product.db.attempt.updateMany({ where: { eventId, entrantId: onStage! }, data: { bankedMs: LIMIT_MS - 5 * 60_000 } });
  const judge = await enter(await open('tablet'), demo.panel.tablets[0]!.visitor, '/judge');
  const spoken = judge.locator('.timer [aria-live=polite]');
  await expect(spoken).toHaveText('');

  const page = await enter(await open('chief'), demo.panel.chief.visitor, '/chief');
  const queue = page.getByRole('list', { name: '出场顺序' });
  await queue.getByRole('button', { name: /^E-01/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'E-01' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'E-02' })).toBeVisible();
  await hasRing(page);

  await page.getByRole('button', { name: 'E-02 的状态…' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator(':focus')).toHaveCount(1);
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    // The browser's own bar takes its turn, and no part of the page behind does.
    expect(await page.evaluate(() => document.activeElement.closest('dialog') !== null || document.activeElement.matches('body'))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'E-02 的状态…' })).toBeFocused();

  await page.getByRole('button', { name: '开始计时' }).press('Space');
  await expect(page.getByRole('button', { name: '暂停计时' })).toBeVisible();
  await expect(spoken).toHaveText('还剩 5 分钟');
  await page.getByRole('button', { name: '停止计时' }).press('Space');
  await expect(spoken).toHaveText('');
});

test('a dialog that goes with its button gives the focus back to what opened it', async ({ open }) => {
  const page = await enter(await open('laptop'), product.organiser, '/console');
  const opener = page.getByRole('button', { name: '新建活动' });
  await opener.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(opener).toBeFocused();
});

const WALKS: readonly { readonly device: Device; readonly path: string; readonly as: () => Visitor | null }[] = [
  { device: 'tablet', path: '/judge', as: () => demo.panel.tablets[0]!.visitor },
  { device: 'chief', path: '/chief', as: () => demo.panel.chief.visitor },
  { device: 'laptop', path: '/sign-in', as: () => null },
  { device: 'laptop', path: '/console', as: () => product.organiser },
  { device: 'phone', path: '/my-result', as: () => null },
];
for (const { device, path, as } of WALKS) {
  test(`Tab goes through ${path} with its ring always in sight`, async ({ open }) => {
    const page = await enter(await open(device, { expected: /status of 401/ }), as(), path);
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement.matches('body'))) break;
      await hasRing(page);
    }
  });
}

test('a new result is told politely, and with reduced motion its end is there at once', async ({ open }) => {
  const wall = await open('wall');
  await wall.emulateMedia({ reducedMotion: 'reduce' });
  const { eventId, contestId } = demo.panel.made;
  await enter(wall, null, `/board/${eventId}/${contestId}`);
  const [, , third] = demo.panel.entrants;
  await demo.panel.submitAll(third!, 3);
  await demo.panel.confirm(third!, { note: '分差已复核' });
  await expect(wall.locator('[aria-live=polite]')).toHaveText(/分，第 \d+ 名/);
  await expect(wall.getByRole('row')).toHaveCount(3);
  expect(await wall.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('with the system’s colours alone, what is chosen and what is on still differ', async ({ open }) => {
  const page = await open('chief');
  await page.emulateMedia({ forcedColors: 'active' });
  await enter(page, demo.panel.chief.visitor, '/chief');
  const ground = (on: Page, selector: string): Promise<string> => on.locator(selector).first().evaluate((element: Focused) => getComputedStyle(element).backgroundColor);
  expect(await ground(page, 'ol button[aria-current]')).not.toBe(await ground(page, 'ol button:not([aria-current])'));
  const tablet = await open('tablet');
  await tablet.emulateMedia({ forcedColors: 'active' });
  await enter(tablet, demo.panel.tablets[0]!.visitor, '/judge');
  expect(await ground(tablet, '[role=radio][aria-checked=true]')).not.toBe(await ground(tablet, '[role=radio][aria-checked=false]'));
});

test('a phone zoomed to 320 pixels loses nothing to the side', async ({ open }) => {
  for (const path of ['/', '/sign-in', '/join', `/r/${demo.badge.resultCode}`]) {
    const page = await open('phone');
    await page.setViewportSize({ width: 320, height: 640 });
    await enter(page, null, path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBeLessThanOrEqual(0);
  }
});
