// A day by keyboard and phone: planned, checked in, late, shifted, a word to the panel, a pause, and finding somebody with Ctrl K.

import { expect, type Page } from '@playwright/test';
import { command } from '../../apps/simulator/src/client.ts';
import { makeAccount, makeBadges, makeEvent, openContest, openResult } from '../support/factory.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { signInAs } from './support/account.ts';
import { CUT, pressEnter, test } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';

// One goes on where the other ended: what fails begins anew with the first.
test.describe.configure({ mode: 'serial' });

let product: OwnProduct;
let panel: Panel;
let steward: Visitor;
let eventId: string;

test.beforeAll(async () => {
  product = await startOwnProduct();
  const made = await makeEvent(product.organiser, { posts: ['CLEAN_INDOOR', 'HVAC'], entrants: 4, judges: 3 });
  ({ eventId } = made);
  await openContest(product.organiser, made.contests[0]!);
  panel = await pairPanel(product.organiser, made.contests[0]!);
  steward = await makeAccount(product.organiser, 'steward', '检录员');
});
test.afterAll(async () => {
  panel.close();
  await product.stop();
});

const at = (path: string): string => `${product.base}${path}`;
const plan = () => product.organiser.call('GET /api/events/:eventId/schedule', { params: { eventId } });

/** Ctrl K, a few letters, Enter. */
async function find(page: Page, words: string): Promise<void> {
  // Over an open dialog there is no finding, and before the field is there nothing hears the key.
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Ctrl K' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const asked = page.getByRole('combobox', { name: '查找' });
  await expect(asked).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('option', { name: words, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(asked).toBeHidden();
}

test('the day is planned, moved by keys, and runs late until it is shifted', async ({ open }) => {
  const page = await open('laptop');
  await signInAs(page.context(), product.organiser);
  await page.goto(at(`/console/${eventId}`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await find(page, '赛程编排');
  await pressEnter(page.getByRole('button', { name: '自动编排…' }));
  const dialog = page.getByRole('dialog');
  await pressEnter(dialog.getByRole('button', { name: '排出场次' }));
  await expect(dialog).toBeHidden();
  await expect(page.getByText('没有冲突')).toBeVisible();

  // One station down, where the other post is at that time: a conflict in words; and back again.
  const session = page.getByRole('button', { name: /^A 室内保洁，/ });
  await session.press('ArrowDown');
  await expect(page.getByText(/时间重叠/)).toBeVisible();
  await session.press('Control+z');
  await expect(page.getByText('没有冲突')).toBeVisible();
  // Whoever is in no session is put into one by the conflict's own action.
  await page.getByRole('button', { name: /^N 空调暖通，/ }).click();
  await page.getByRole('button', { name: '删除场次' }).click();
  await pressEnter(page.getByRole('button', { name: /排入场次$/ }));
  await expect(page.getByText('没有冲突')).toBeVisible();
  const before = await session.getAttribute('title');
  await session.press('ArrowRight');
  await expect(session).not.toHaveAttribute('title', before!);
  await pressEnter(page.getByRole('button', { name: '保存赛程' }));
  await expect(page.getByText('已保存')).toBeVisible();
  expect((await plan()).sessions).toHaveLength(2);

  // It should have begun twenty minutes ago.
  const { plan: basedOn, stations, sessions } = await plan();
  const startsAt = new Date(Date.now() - 20 * 60_000).toISOString();
  const moved = sessions.map(({ waiting: _w, calledAt: _c, paceMs: _p, ...one }) => (one.contestId === panel.made.contestId ? { ...one, startsAt } : one));
  await product.organiser.call('POST /api/events/:eventId/schedule', { params: { eventId }, body: { basedOn, stations, sessions: moved } });
  await page.goto(at(`/console/${eventId}`));
  const alert = page.getByRole('listitem').filter({ hasText: '晚于计划' }).filter({ hasText: '室内保洁' });
  await expect(alert).toContainText(/晚 2\d 分钟/);
  await alert.getByRole('link', { name: '顺延' }).press('Enter');
  await expect(dialog.getByText('4 人改时间')).toBeVisible();
  await dialog.getByLabel('顺延（分钟，负数提前）').fill('30');
  await pressEnter(dialog.getByRole('button', { name: '顺延并保存' }));
  await expect(dialog).toBeHidden();
  const shifted = (await plan()).sessions.find(({ contestId }) => contestId === panel.made.contestId)!;
  expect(Date.parse(shifted.startsAt) - Date.parse(startsAt)).toBe(30 * 60_000);
  await page.goto(at(`/console/${eventId}`));
  await expect(page.getByText('待处理', { exact: true }).first()).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test('the call room notes arrivals without a network, and sends them when it is back', async ({ open }) => {
  const phone = await open('phone', { expected: CUT });
  await signInAs(phone.context(), steward);
  await phone.goto(at(`/call/${eventId}`));
  await phone.getByLabel('岗位').selectOption(panel.made.contestId);
  const [first, second] = panel.chief.desk.entrants.map(({ code }) => code);
  await expect(phone.getByText('已到 0 / 4，三呼未到 0')).toBeVisible();
  const chief = await open('chief');
  await signInAs(chief.context(), panel.chief.visitor);
  await chief.goto(at('/chief'));
  await expect(chief.getByText('待场 4', { exact: true })).toBeVisible();
  await phone.getByRole('button', { name: `到 ${first}` }).tap();
  await expect(phone.getByText('已到 1 / 4，三呼未到 0')).toBeVisible();
  // The chief sees who may be called.
  await expect(chief.getByText('待场 4，检录到 1')).toBeVisible();
  await expect(chief.getByRole('button', { name: first! }).filter({ hasText: '已到' })).toBeVisible();
  for (const count of [1, 2, 3]) {
    await phone.getByRole('button', { name: `呼叫 ${second}` }).tap();
    await expect(phone.getByRole('listitem').filter({ hasText: second! })).toContainText(count < 3 ? `已呼 ${count} 次` : '三呼未到');
  }
  await expect(phone.getByText('是否弃权由裁判长决定')).toBeVisible();

  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: `到 ${second}` }).tap();
  await expect(phone.getByText('1 条待送达')).toBeVisible();
  await phone.context().setOffline(false);
  await expect(phone.getByText('已到 2 / 4，三呼未到 0')).toBeVisible({ timeout: 45_000 });
  await expect(phone.getByText('待送达')).toBeHidden();
});

test('a word is read on the tablet, a pause stands there with its reason and ends, all by keyboard at the control room', async ({ open }) => {
  const page = await open('laptop');
  await signInAs(page.context(), product.organiser);
  await page.goto(at(`/console/${eventId}`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const tablet = await open('tablet');
  await signInAs(tablet.context(), panel.tablets[0]!.visitor);
  await tablet.goto(at('/judge'));

  await find(page, '广播通知');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('通知内容（最多 200 字）').fill('午休到十三点半');
  await dialog.getByLabel('同时显示在大屏底部').check();
  await pressEnter(dialog.getByRole('button', { name: /^发给/ }));
  await expect(dialog.getByText(/已读 0 \/ 4/)).toBeVisible();
  await expect(tablet.getByText('午休到十三点半')).toBeVisible();
  const wall = await open('wall');
  await wall.goto(at(`/board/${eventId}`));
  await expect(wall.getByText('午休到十三点半')).toBeVisible();
  await tablet.getByRole('button', { name: '已读' }).tap();
  await expect(tablet.getByText('午休到十三点半')).toBeHidden();
  await expect(dialog.getByText(/已读 1 \/ 4/)).toBeVisible();
  await page.keyboard.press('Escape');

  await find(page, '暂停与恢复');
  await dialog.getByLabel('原因（裁判看得到）').fill('停电');
  await pressEnter(dialog.getByRole('button', { name: '暂停 1 个岗位' }));
  await expect(dialog).toBeHidden();
  await expect(tablet.getByText(/起暂停/)).toBeVisible();
  // Reading a sheet back shows it as well; and it ends there, too.
  await tablet.goto(at(`/judge/${panel.tablets[0]!.desk.sheets[0]!.id}/review`));
  await expect(tablet.getByText(/起暂停/)).toBeVisible();
  const call = panel.chief.connection.send('entrant:call', { ...command(), entrantId: panel.entrants[0]! });
  await expect(call).rejects.toMatchObject({ code: 'contest.paused' });
  await page.getByRole('listitem').filter({ hasText: '已暂停' }).getByRole('link', { name: '恢复' }).press('Enter');
  await pressEnter(dialog.getByRole('button', { name: '恢复', exact: true }));
  await expect(tablet.getByText(/起暂停/)).toBeHidden();
  await panel.chief.connection.send('entrant:call', { ...command(), entrantId: panel.entrants[0]! });
});

test('Ctrl K finds an entrant by code and leads to the post', async ({ open }) => {
  const page = await open('laptop');
  await signInAs(page.context(), product.organiser);
  await page.goto(at(`/console/${eventId}/results`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await find(page, panel.chief.desk.entrants[2]!.code);
  await page.waitForURL(new RegExp(`/contests/${panel.made.contestId}$`));
});

test('a contestant reads on the own phone when the turn is expected', async ({ open }) => {
  const [badge] = (await makeBadges(product.organiser, panel.made)).filter(({ code }) => code === panel.chief.desk.entrants[3]!.code);
  const phone = await open('phone');
  await signInAs(phone.context(), await openResult(product.base, badge!));
  await phone.goto(at('/my-result'));
  await expect(phone.getByText(/^预计 .* 上场$/)).toBeVisible();
});

test('the public timetable has codes and times, and nobody’s name', async ({ open }) => {
  const phone = await open('phone');
  await phone.goto(at(`/timetable/${eventId}`));
  await expect(phone.getByRole('cell', { name: panel.chief.desk.entrants[0]!.code })).toBeVisible();
  await expect(phone.locator('body')).not.toContainText('选手CLEAN');
});
