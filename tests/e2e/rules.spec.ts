// Rules through the screens: written with their example, theory points brought in by two people, every rank opened, two contests published with one signature.

import { expect } from '@playwright/test';
import { makeAccount, makeEvent, openContest } from '../support/factory.ts';
import { recheck } from '../support/draw.ts';
import { pairPanel, type Panel } from '../support/panel.ts';
import { organiser, signInAs } from './support/account.ts';
import { audit } from './support/audit.ts';
import { REFUSED, test } from './support/devices.ts';

const POSTS = ['CLEAN_INDOOR', 'CLEAN_OUTDOOR'];

test('rules are written and followed to a common publication', async ({ open }) => {
  const host = await organiser();
  const { eventId, contests } = await makeEvent(host, { posts: POSTS, entrants: 3, judges: 3 });
  const [first, second] = contests as [(typeof contests)[number], (typeof contests)[number]];
  // Who proposed points and would approve them is refused.
  const desk = await open('laptop', { expected: REFUSED });
  await signInAs(desk.context(), host);
  const example = desk.getByRole('complementary', { name: '演算示例' });
  const top = example.getByRole('row').nth(1);

  await test.step('a mean in place of the trimmed mean moves the example', async () => {
    await desk.goto(`/console/${eventId}/rules?contest=${first.contestId}`);
    const before = await top.textContent();
    await desk.getByLabel('如何合成').selectOption('mean');
    await expect(desk.getByText('按每名裁判的总分: 取各裁判的平均分。')).toBeVisible();
    await expect(top).not.toHaveText(before!);
    await expect(desk.getByText('有未保存的改动')).toBeVisible();
  });

  await test.step('a fault is said at its part, and keeps the rules from being saved', async () => {
    await desk.getByRole('textbox', { name: /^比例/ }).first().fill('95');
    await expect(desk.getByRole('alert').filter({ hasText: '奖项比例合计' })).toBeVisible();
    await expect(desk.getByRole('button', { name: '保存规则' })).toBeDisabled();
    await expect(example.getByText('规则还不能执行')).toBeVisible();
    await desk.getByRole('textbox', { name: /^比例/ }).first().fill('40');
    // Two of six, and whoever shares the second's place.
    await expect(example.getByRole('row').filter({ hasText: '一等奖' })).toHaveCount(3);
  });

  await test.step('theory comes in, and ties are ordered from the keyboard', async () => {
    await desk.getByRole('button', { name: '加入理论成绩' }).click();
    await expect(desk.getByText('理论(外来分数, 满分 100)按满分折成百分制占 30%; 缺成绩则没有总成绩。')).toBeVisible();
    // What names parts of one scheme fits no other contest.
    const removals = desk.getByRole('button', { name: /^移除：/ });
    for (let left = await removals.count(); left > 0; left -= 1) {
      await removals.first().click();
      await expect(removals).toHaveCount(left - 1);
    }
    await desk.getByLabel('增加一项比较').selectOption({ label: '“实操”得分高者在前' });
    await desk.getByLabel('增加一项比较').selectOption({ label: '扣分次数少者在前' });
    await desk.getByRole('button', { name: '上移：扣分次数少者在前' }).press('Alt+ArrowUp');
    await expect(desk.getByText('总分相同时依次比较: 1. 扣分次数少者在前; 2. “实操”得分高者在前; 仍相同则并列。')).toBeVisible();
    await audit(desk, { text: 14, target: 0 });
    await desk.getByRole('button', { name: '保存规则' }).click();
    await expect(desk.getByText('已保存，现行有效')).toBeVisible();
  });

  await test.step('copied into the other contest, seen first', async () => {
    await desk.getByRole('button', { name: '复制到其他赛项…' }).click();
    const dialog = desk.getByRole('dialog', { name: '复制到其他赛项', exact: true });
    await dialog.getByRole('checkbox').check();
    await expect(dialog.getByRole('definition').filter({ hasText: '取各裁判的平均分' })).toBeVisible();
    await dialog.getByRole('button', { name: '复制到 1 个赛项' }).click();
    await expect(dialog).toBeHidden();
    const { contests: [one, two] } = await host.call('GET /api/events/:eventId/rules', { params: { eventId } });
    expect(two!.hash).toBe(one!.hash);
  });

  const supervisor = await makeAccount(host, 'supervisor', '规则监督');
  const overseer = await open('laptop');
  await signInAs(overseer.context(), supervisor);
  for (const [made, post] of [[first, POSTS[0]!], [second, POSTS[1]!]] as const) {
    await test.step(`theory points of ${post}: shown, proposed, approved by somebody else`, async () => {
      await desk.goto(`/console/${eventId}/rules?contest=${made.contestId}`);
      await desk.getByRole('button', { name: '录入外来分数…' }).click();
      const dialog = desk.getByRole('dialog', { name: '外来分数' });
      const file = (text: string) => dialog.getByLabel(/上传/).setInputFiles({ name: '理论.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      await file(`姓名,成绩\n选手${post}0,101`);
      await expect(dialog.getByText('超过满分 100')).toBeVisible();
      await file(['姓名,成绩', ...[90, 80, 70].map((points, index) => `选手${post}${index},${points}`)].join('\n'));
      await dialog.getByLabel('来源或更正理由').fill('五月十八日理论考试');
      await dialog.getByRole('button', { name: '提交 3 个分数待批准' }).click();
      await dialog.getByRole('button', { name: '批准并计入成绩' }).click();
      await expect(dialog.getByRole('alert')).toBeVisible();
      await overseer.goto(`/console/${eventId}/results/${made.contestId}`);
      await overseer.getByRole('button', { name: '外来分数待批准 1' }).click();
      await overseer.getByRole('dialog', { name: '外来分数' }).getByRole('button', { name: '批准并计入成绩' }).click();
      await expect(overseer.getByText('3 / 3 人')).toBeVisible();
    });
  }

  const panels: Panel[] = [];
  for (const made of [first, second]) {
    await openContest(host, made);
    const panel = await pairPanel(host, made);
    panels.push(panel);
    for (const [index, entrant] of panel.entrants.entries()) {
      await panel.submitAll(entrant, index * 10);
      await panel.confirm(entrant);
    }
    const { params, chief } = panel;
    await host.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } });
    await recheck(supervisor, made);
    await chief.visitor.call('POST /api/events/:eventId/contests/:contestId/signature/chief', { params, body: { note: '' } });
  }

  await test.step('once judged, the rules are frozen and the example is the contest itself', async () => {
    await desk.goto(`/console/${eventId}/rules?contest=${first.contestId}`);
    await expect(desk.getByText('开赛后规则已固定')).toBeVisible();
    await expect(desk.getByLabel('如何合成')).toBeDisabled();
    await expect(example.getByText('按本赛项已确认的 9 份评分表演算。')).toBeVisible();
    const { rows: [leader] } = await host.call('GET /api/events/:eventId/contests/:contestId/results', { params: panels[0]!.params });
    await expect(top).toContainText(leader!.total!);
  });

  await test.step('every rank opens its working, with each stage on its line', async () => {
    await overseer.goto(`/console/${eventId}/results/${first.contestId}`);
    const { rows } = await host.call('GET /api/events/:eventId/contests/:contestId/results', { params: panels[0]!.params });
    for (const row of rows) {
      await overseer.getByRole('button', { name: row.name! }).click();
      const how = overseer.getByRole('complementary');
      await expect(how).toContainText(/理论: .* × 30% = /);
      await expect(how).toContainText(row.rank === null ? '无名次' : `第 ${row.rank} 名`);
    }
  });

  await test.step('both are published with one signature, below exactly what becomes public', async () => {
    await overseer.goto(`/console/${eventId}/results`);
    await expect(overseer.getByRole('checkbox')).toHaveCount(2);
    for (const box of await overseer.getByRole('checkbox').all()) await box.check();
    await overseer.getByRole('button', { name: '一并公示…' }).click();
    const dialog = overseer.getByRole('dialog', { name: '监督签字并公示' });
    await expect(dialog.getByRole('row')).toHaveCount(8);
    await dialog.getByRole('button', { name: '签字并公示 2 个赛项' }).click();
    await expect(dialog).toBeHidden();
    const { contests: published } = await host.call('GET /api/events/:eventId/progress', { params: { eventId } });
    expect(published.map(({ state }) => state)).toEqual(['provisional', 'provisional']);
  });

  await test.step('organisations and medals open their working', async () => {
    const standing = overseer.getByRole('group').filter({ hasText: '平均分' }).first();
    await overseer.getByText('单位0').first().click();
    await expect(standing).toContainText('ORG-1');
    await audit(overseer, { text: 14, target: 0 });
  });
  for (const panel of panels) panel.close();
});
