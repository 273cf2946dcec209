// A judge's tablet without a network: the app starts, a whole sheet is marked and handed in, and all of it arrives in order, once.

import { expect, type Page } from '@playwright/test';
import { allCriteria, type Marks } from '@leitai/scoring';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { pairJudge } from '../support/factory.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import { organiser, signInAs } from './support/account.ts';
import { appIsKept, CUT, test } from './support/devices.ts';
import { markAll, promiseAndHandIn, sign } from './support/judge-walk.ts';
import { criterionRow, markByHand } from './support/marking.ts';

const SEED = 20270521;

/** Over both pages of one device. */
const chip = (page: Page) => page.getByRole('status').filter({ hasText: /实时|连接中|离线/ });

test('starts, marks and hands in without a network; on return all of it arrives in order, once', async ({ open }) => {
  const panel = await makePanel(await organiser(), { entrants: 2, judges: 3 });
  const criteria = allCriteria(panel.scheme);
  const marks = planned(panel);
  const tablet = await open('tablet', { expected: CUT });
  await signInAs(tablet.context(), panel.tablets[0]!.visitor);
  await tablet.goto('/judge');
  await expect(chip(tablet)).toHaveText('实时');
  await appIsKept(tablet);

  await test.step('the app starts without a network, with the desk as it was', async () => {
    await tablet.context().setOffline(true);
    await tablet.reload();
    await expect(chip(tablet)).toContainText('离线');
    await expect(tablet.getByRole('complementary')).toContainText(`0 / ${criteria.length}`);
  });
  await test.step('a whole sheet is marked and handed in, and is never called submitted', async () => {
    await markAll(tablet, criteria, marks);
    await expect(chip(tablet)).toContainText(`离线 · ${criteria.length} 条待发送`);
    await tablet.getByRole('link', { name: '复核并签名' }).tap();
    await promiseAndHandIn(tablet, '签名并提交');
    await expect(tablet.getByText('已存在本机，连上服务器后按顺序送出；还没有提交')).toBeVisible();
    await expect(tablet.getByText('已提交')).toHaveCount(0);
  });
  const again = await test.step('the tab is closed and opened again, still without a network: nothing is gone', async () => {
    const context = tablet.context();
    await tablet.close();
    const page = await context.newPage();
    await page.goto(`/judge/${panel.tablets[0]!.sheet(panel.entrants[0]!).id}/review`);
    await expect(chip(page)).toContainText(`离线 · ${criteria.length + 1} 条待发送`);
    await expect(page.getByText('待送达').first()).toBeVisible();
    return page;
  });
  await test.step('the network comes back: every mark and the hand-in arrive, in order, once', async () => {
    await again.context().setOffline(false);
    await expect(again.getByText('待裁判长确认')).toBeVisible();
    await expect(chip(again)).toHaveText('实时');
    const sheet = await stored(panel);
    expect(sheet.state).toBe('submitted');
    expect(Object.fromEntries(sheet.marks.map(({ criterionId, value }) => [criterionId, value]))).toEqual(marks);
    // One version for each mark and one for the hand-in: nothing came twice.
    expect(sheet.version).toBe(criteria.length + 1);
  });
  await test.step('what was acknowledged is shown after another reload without a network', async () => {
    await again.context().setOffline(true);
    await again.reload();
    await expect(again.getByText('待裁判长确认')).toBeVisible();
    await expect(chip(again)).toHaveText('离线');
  });
  panel.close();
});

test('takes a hand-in back that no server has seen, and a tab closed in mid-send sends once', async ({ open }) => {
  const panel = await makePanel(await organiser(), { entrants: 1, judges: 3 });
  const criteria = allCriteria(panel.scheme);
  const tablet = await open('tablet', { expected: CUT });
  await signInAs(tablet.context(), panel.tablets[0]!.visitor);
  await tablet.goto('/judge');
  await appIsKept(tablet);
  await markAll(tablet, criteria.slice(0, -1), planned(panel));
  await expect(chip(tablet)).toHaveText('实时');
  const meant = Object.entries(planned(panel)).slice(0, -1);
  await expect.poll(async () => Object.fromEntries((await stored(panel)).marks.map(({ criterionId, value }) => [criterionId, value]))).toEqual(Object.fromEntries(meant));
  const before = await stored(panel);
  await tablet.context().setOffline(true);
  await expect(chip(tablet)).toContainText('离线');
  await markAll(tablet, criteria.slice(-1), planned(panel));
  await tablet.getByRole('link', { name: '复核并签名' }).tap();
  await promiseAndHandIn(tablet, '签名并提交');
  await tablet.getByRole('button', { name: '取回修改' }).tap();
  await expect(tablet.getByRole('button', { name: '签名并提交' })).toBeVisible();
  await promiseAndHandIn(tablet, '签名并提交');
  await expect(tablet.getByText('待送达').first()).toBeVisible();
  // The page dies at the moment the network is back: what it had sent, and what it had not, is settled by the next one.
  await tablet.context().setOffline(false);
  await tablet.reload();
  await expect(tablet.getByText('待裁判长确认')).toBeVisible();
  const sheet = await stored(panel);
  expect(sheet.state).toBe('submitted');
  // One mark, however many taps made it, and one hand-in.
  expect(sheet.version).toBe(before.version + 2);
  panel.close();
});

test('signs without a network, is delivered, withdrawn and signed again; what was signed is on the paper', async ({ open }) => {
  const panel = await makePanel(await organiser(), { entrants: 1, judges: 3 });
  const [first] = panel.tablets;
  const entrantId = panel.entrants[0]!;
  await first!.markAll(entrantId, SEED);
  const tablet = await open('tablet', { expected: CUT });
  await signInAs(tablet.context(), first!.visitor);
  await tablet.goto(`/judge/${first!.sheet(entrantId).id}/review`);
  await appIsKept(tablet);
  await expect(chip(tablet)).toHaveText('实时');
  const signed = tablet.getByRole('img', { name: `${first!.desk.me.name} 的签名` });

  await test.step('without a signature, or with a dot, the sheet is not handed in', async () => {
    await tablet.getByRole('checkbox', { name: '本人独立评分' }).tap();
    await tablet.getByRole('checkbox', { name: '知悉签名后评分表锁定' }).tap();
    await expect(tablet.getByText('请在上方签名')).toBeVisible();
    await tablet.getByRole('img', { name: '签名区，还没有签名' }).click();
    await expect(tablet.getByText('签名太短，请完整签名')).toBeVisible();
    await expect(tablet.getByRole('button', { name: '签名并提交' })).toBeDisabled();
    await tablet.getByRole('button', { name: '重签' }).tap();
  });
  await test.step('signed without a network it waits, with the signature, and arrives signed', async () => {
    await tablet.context().setOffline(true);
    await expect(chip(tablet)).toContainText('离线');
    await sign(tablet);
    await tablet.getByRole('button', { name: '签名并提交' }).tap();
    await expect(tablet.getByText('待送达').first()).toBeVisible();
    await expect(signed).toBeVisible();
    await tablet.context().setOffline(false);
    await expect(tablet.getByText('待裁判长确认')).toBeVisible();
    await expect(signed).toBeVisible();
    expect((await stored(panel)).state).toBe('submitted');
  });
  await test.step('withdrawn without a network it stays locked until the server has said so, then opens', async () => {
    await tablet.context().setOffline(true);
    await expect(chip(tablet)).toContainText('离线');
    await tablet.getByRole('button', { name: '撤回' }).tap();
    await expect(tablet.getByText('撤回待送达')).toBeVisible();
    await expect(tablet.getByText('待裁判长确认')).toBeVisible();
    await tablet.context().setOffline(false);
    await expect(tablet.getByRole('button', { name: '签名并提交' })).toBeVisible();
    expect(await stored(panel)).toMatchObject({ state: 'open', submittedAt: null });
  });
  await test.step('who cannot draw signs by holding the key', async () => {
    await tablet.getByRole('checkbox', { name: '本人独立评分' }).tap();
    await tablet.getByRole('checkbox', { name: '知悉签名后评分表锁定' }).tap();
    await tablet.getByText('不便手写').tap();
    await tablet.getByRole('button', { name: /^按住 2 秒/ }).focus();
    await tablet.keyboard.down('Enter');
    await expect(signed).toHaveText(first!.desk.me.name);
    await tablet.keyboard.up('Enter');
    await tablet.getByRole('button', { name: '重签' }).tap();
    await sign(tablet);
    await tablet.getByRole('button', { name: '签名并提交' }).tap();
    await expect(tablet.getByText('待裁判长确认')).toBeVisible();
    const { state, version } = await stored(panel);
    expect({ state, version }).toEqual({ state: 'submitted', version: allCriteria(panel.scheme).length + 3 });
  });
  await test.step('the chief opens the sheet as signed, with what it went through', async () => {
    const chief = await open('chief');
    await signInAs(chief.context(), panel.chief.visitor);
    await chief.goto('/chief');
    await chief.getByRole('button', { name: first!.desk.me.name }).click();
    const dialog = chief.getByRole('dialog');
    await expect(dialog.getByRole('img', { name: `${first!.desk.me.name} 的签名` })).toBeVisible();
    await expect(dialog.getByRole('listitem').filter({ hasText: /签名提交|撤回/ })).toHaveCount(3);
    // It follows the sheet while it is open.
    await tablet.getByRole('button', { name: '撤回' }).tap();
    await expect(dialog.getByText('这一版还没有签名')).toBeVisible();
    await promiseAndHandIn(tablet, '签名并提交');
    await expect(dialog.getByRole('img', { name: `${first!.desk.me.name} 的签名` })).toBeVisible();
  });
  await test.step('the printable sheet carries readings, signature, history and the head of the chain', async () => {
    await tablet.getByRole('link', { name: '打印件' }).tap();
    await expect(signed).toBeVisible();
    await expect(tablet.getByRole('listitem').filter({ hasText: '撤回' })).toHaveCount(2);
    const { headHash } = await head(panel);
    await expect(tablet.getByText(headHash)).toBeVisible();
  });
  panel.close();
});

test('two tablets of one judge: one marks, the other takes over visibly, and what was left on the first meets its newer value', async ({ open }) => {
  const panel = await makePanel(await organiser(), { entrants: 1, judges: 3 });
  const criterion = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
  const level = (marked: number) => ({ type: 'levels', level: marked }) as const;
  const flat = await open('tablet', { expected: CUT });
  await signInAs(flat.context(), panel.tablets[0]!.visitor);
  await flat.goto('/judge');
  await expect(chip(flat)).toHaveText('实时');

  const upright = await open('uprightTablet', { expected: CUT });
  await signInAs(upright.context(), await pairJudge(await organiser(), panel.made.eventId, panel.made.judgeIds[0]!));
  await upright.goto('/judge');
  await test.step('the second tablet opens read-only and says where the sheet is in hand', async () => {
    await expect(upright.getByRole('heading', { name: '这张评分表正在另一台设备上' })).toBeVisible();
    await upright.getByRole('button', { name: '只查看' }).tap();
    await expect(criterionRow(upright, criterion).getByRole('radio', { name: /^3/ })).toBeDisabled();
  });
  await test.step('the first marks without a network; the second takes over; the first turns read-only and keeps what it holds', async () => {
    await flat.context().setOffline(true);
    await expect(chip(flat)).toContainText('离线');
    await markByHand(flat, criterion, level(2));
    await upright.getByRole('button', { name: '在此继续' }).tap();
    await markByHand(upright, criterion, level(3));
    await expect.poll(async () => (await stored(panel)).marks[0]?.value).toEqual(level(3));
    await flat.context().setOffline(false);
    await expect(flat.getByText('这张评分表正在另一台设备上')).toBeVisible();
    await expect(chip(flat)).toContainText('1 条待发送');
  });
  await test.step('the control room sees how much is still on which tablet', async () => {
    await expect.poll(async () => (await panel.look()).judges.find(({ id }) => id === panel.made.judgeIds[0])!.devices.find(({ active }) => !active)?.report?.unsent).toBe(1);
  });
  await test.step('the first takes over again: the two values meet, and the judge chooses', async () => {
    await flat.getByRole('button', { name: '在此继续' }).tap();
    await expect(upright.getByText('另一台设备正在评分，本机只读')).toBeVisible();
    await criterionRow(flat, criterion).getByRole('button', { name: '这一项有两个值' }).tap();
    const dialog = flat.getByRole('dialog');
    await dialog.getByRole('radio', { name: /服务器/ }).tap();
    await dialog.getByRole('button', { name: /服务器/ }).last().tap();
    await expect(chip(flat)).toHaveText('实时');
    const { marks } = await stored(panel);
    expect(marks.find(({ criterionId }) => criterionId === criterion.id)!.value).toEqual(level(3));
  });
  panel.close();
});

test('Ctrl+Z puts back what a change replaced, as a new version', async ({ open }) => {
  const panel = await makePanel(await organiser(), { entrants: 1, judges: 3 });
  const criterion = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
  const tablet = await open('tablet', { expected: CUT });
  await signInAs(tablet.context(), panel.tablets[0]!.visitor);
  await tablet.goto('/judge');
  const kept = () => stored(panel).then(({ marks: [mark] }) => mark?.value);
  for (const level of [2, 3]) {
    await markByHand(tablet, criterion, { type: 'levels', level });
    await expect.poll(kept).toEqual({ type: 'levels', level });
  }
  await tablet.keyboard.press('Control+z');
  await expect(criterionRow(tablet, criterion).getByRole('radio', { name: /^2/ })).toBeChecked();
  await expect.poll(kept).toEqual({ type: 'levels', level: 2 });
  await tablet.keyboard.press('Control+z');
  await expect.poll(kept).toBeNull();
  panel.close();
});

/** What this judge means to give the first entrant. */
function planned(panel: Panel): Marks {
  const random = randomFor(SEED);
  return Object.fromEntries(allCriteria(panel.scheme).map((criterion) => [criterion.id, plausibleMark(panel.scheme, criterion, 0.8, random)]));
}

/** The first entrant's sheet of the first judge, as the chief sees it. */
async function stored(panel: Panel) {
  const { sheets } = await panel.look();
  return sheets.find(({ entrantId, judgeId }) => entrantId === panel.entrants[0] && judgeId === panel.made.judgeIds[0])!;
}

/** The contest's chain, as staff read it. */
async function head(panel: Panel): Promise<{ headHash: string }> {
  const { contest } = await (await organiser()).call('GET /api/events/:eventId/contests/:contestId/results', { params: panel.params });
  return { headHash: contest.head };
}
