// A correction through the screens: the chief proposes it on the tablet, the supervisor approves it at the desk, the wall and the phone show it.

import { expect } from '@playwright/test';
import { allCriteria } from '@leitai/scoring';
import { makeAccount, makeBadges, openResult } from '../support/factory.ts';
import { makePanel } from '../support/panel.ts';
import { organiser, signInAs } from './support/account.ts';
import { audit } from './support/audit.ts';
import { test } from './support/devices.ts';

test('a chief proposes, a supervisor approves, the board moves and says so, and the record prints', async ({ open }) => {
  const host = await organiser();
  const panel = await makePanel(host, { entrants: 3, judges: 3 });
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index * 10);
    await panel.confirm(entrant);
  }
  const { eventId, contestId } = panel.params;
  const { rows: [first] } = await host.call('GET /api/events/:eventId/contests/:contestId/results', { params: panel.params });
  const [code, before] = [first!.code, first!.total!];
  const wall = await open('wall');
  await wall.goto(`/board/${eventId}/${contestId}`);
  const line = wall.getByRole('row').filter({ hasText: code });
  await expect(line.getByRole('cell', { name: before, exact: true })).toBeVisible();

  const chief = await open('chief');
  await signInAs(chief.context(), panel.chief.visitor);
  const after = await test.step('the chief reads a criterion anew for every judge, sees the effect, and proposes', async () => {
    await chief.goto('/chief/results');
    await chief.getByRole('button', { name: `更正 ${code}…` }).click();
    const dialog = chief.getByRole('dialog', { name: '提出更正' });
    const item = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
    for (const seat of [1, 2, 3]) {
      await dialog.getByRole('button', { name: new RegExp(`^${seat} 号 ${item.name.zh}`) }).click();
      await dialog.getByRole('radio', { name: /^0/ }).click();
    }
    await dialog.getByLabel('更正原因').fill('该项按现场记录应为 0 分');
    await dialog.getByRole('button', { name: '试算影响' }).click();
    const moved = dialog.getByRole('row').filter({ hasText: code }).filter({ hasText: '→' });
    await expect(moved).toContainText(before);
    await audit(chief, { text: 15, target: 0 });
    const told = await moved.getByRole('cell').nth(1).locator('b').textContent();
    await dialog.getByRole('button', { name: '提出，交监督审批' }).click();
    await expect(chief.getByRole('button', { name: '更正待审批 1' })).toBeVisible();
    return told!;
  });
  await expect(line.getByRole('cell', { name: before, exact: true })).toBeVisible();

  const supervisor = await open('laptop');
  await signInAs(supervisor.context(), await makeAccount(host, 'supervisor', '更正监督'));
  await test.step('the supervisor sees before and after, and approves', async () => {
    await supervisor.goto(`/console/${eventId}/results/${contestId}`);
    await supervisor.getByRole('button', { name: '更正待审批 1' }).click();
    const trail = supervisor.getByRole('dialog', { name: '更正记录' });
    await expect(trail.getByRole('article')).toContainText('裁判长');
    await trail.getByRole('button', { name: '批准更正' }).click();
    await expect(trail.getByRole('article')).toContainText('已更正');
  });
  await test.step('the judge whose readings were corrected sees when', async () => {
    const tablet = await open('tablet');
    await signInAs(tablet.context(), panel.tablets[0]!.visitor);
    await tablet.goto(`/judge/${panel.tablets[0]!.sheet(first!.entrantId).id}/review`);
    await expect(tablet.locator('aside dl').getByText('更正', { exact: true })).toBeVisible();
    await audit(tablet, { text: 15, target: 44 });
  });
  await test.step('the wall has the new score and says when it was corrected, and not why', async () => {
    await expect(line.getByRole('cell', { name: after, exact: true })).toBeVisible();
    await expect(line).toContainText('更正于');
    await expect(wall.getByText('该项按现场记录应为 0 分')).toHaveCount(0);
  });
  await test.step('the phone says from what, and why', async () => {
    const badge = (await makeBadges(host, panel.made)).find((one) => one.code === code)!;
    const phone = await open('phone');
    await signInAs(phone.context(), await openResult(host.base, badge));
    await phone.goto('/my-result');
    await expect(phone.getByText('该项按现场记录应为 0 分')).toBeVisible();
    await expect(phone.getByText(before, { exact: true })).toBeVisible();
    await audit(phone, { text: 15, target: 44 });
  });
  await test.step('the record of corrections has the chain’s head', async () => {
    await supervisor.getByRole('link', { name: '更正记录表' }).click();
    const { contest } = await host.call('GET /api/events/:eventId/contests/:contestId/corrections', { params: panel.params });
    await expect(supervisor.getByText(contest.head)).toBeVisible();
    await expect(supervisor.getByRole('article')).toContainText('更正监督');
  });
  panel.close();
});
