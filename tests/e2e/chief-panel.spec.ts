// What the organiser does for the chief's desk in the console: limits of the spread, and substitutes, by code and while a draw keeps codes sealed.

import { expect, type Page } from '@playwright/test';
import { command } from '../../apps/simulator/src/client.ts';
import { drawContest, makeOfficers } from '../support/draw.ts';
import { makeEvent, openContest, pairJudge, type MadeContest } from '../support/factory.ts';
import { connect } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { organiser, signInAs } from './support/account.ts';
import { audit } from './support/audit.ts';
import { test } from './support/devices.ts';

let host: Visitor;
let contest: MadeContest;
test.beforeAll(async () => {
  host = await organiser();
  contest = (await makeEvent(host, { entrants: 3, judges: 3 })).contests[0]!;
});

async function console(page: Page, { eventId, contestId }: MadeContest): Promise<Page> {
  await signInAs(page.context(), host);
  await page.goto(`/console/${eventId}/contests/${contestId}`);
  return page;
}

test('limits are set before the contest opens, and what is no number is refused in words', async ({ open }) => {
  const page = await console(await open('laptop', { expected: /status of 400/ }), contest);
  const panel = page.locator('#chief');
  await panel.getByRole('button', { name: '设上限…' }).click();
  const dialog = page.getByRole('dialog', { name: '极差上限' });
  await dialog.getByRole('radio', { name: '按分数' }).check();
  await dialog.getByLabel('上限', { exact: true }).fill('两分');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByRole('alert')).toContainText('须是不小于 0 的数');
  await audit(page, { text: 14, target: 0 });
  await dialog.getByLabel('上限', { exact: true }).fill('2');
  await dialog.getByLabel(/^总分上限/).fill('5.5');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  await expect(panel).toContainText('2 分');
  await expect(panel).toContainText('5.5 分');
});

test('a substitute asked for by the chief is named, and gets a badge under the same code', async ({ open }) => {
  await openContest(host, contest);
  const page = await console(await open('laptop'), contest);
  const chief = await connect(await pairJudge(host, contest.eventId, contest.chiefId));
  const { entrants } = await chief.send('contest:join', { contestId: contest.contestId });
  const [{ id: entrantId, code }] = entrants as [(typeof entrants)[number]];
  await chief.send('entrant:ask-substitute', { ...command(), entrantId, reason: '赛前受伤' });
  const panel = page.locator('#chief');
  await expect(panel).toContainText('裁判长：赛前受伤');
  await expect(panel.getByRole('button', { name: '设上限…' })).toBeDisabled();
  await panel.getByRole('button', { name: '换人' }).click();
  const dialog = page.getByRole('dialog', { name: '换上替补' });
  await expect(dialog.getByLabel('原因')).toHaveValue('赛前受伤');
  await expect(dialog.getByLabel('替谁').locator('option:checked')).toContainText(code);
  await dialog.getByLabel('姓名').fill('替补一');
  await audit(page, { text: 14, target: 0 });
  await dialog.getByRole('button', { name: '换上并制新胸牌' }).click();
  await expect(page.getByText('替补一').first()).toBeVisible();
  await expect(panel).not.toContainText('赛前受伤');
  chief.close();
});

test('while codes are sealed people are chosen by name alone', async ({ open }) => {
  const sealed = (await makeEvent(host, { entrants: 3, judges: 3 })).contests[0]!;
  await drawContest(host, await makeOfficers(host, ['加密丙', '加密丁']), sealed);
  const page = await console(await open('laptop'), sealed);
  await page.locator('#chief').getByRole('button', { name: '替补…' }).click();
  const dialog = page.getByRole('dialog', { name: '换上替补' });
  const choices = dialog.getByLabel('替谁').locator('option:not([disabled])');
  await expect(choices).toHaveCount(3);
  expect((await choices.allTextContents()).join()).not.toMatch(/A-\d/);
  await dialog.getByLabel('替谁').selectOption({ index: 1 });
  await dialog.getByLabel('姓名').fill('替补二');
  await dialog.getByLabel('原因').fill('生病');
  await dialog.getByRole('button', { name: '换上并制新胸牌' }).click();
  await expect(page.getByText('替补二').first()).toBeVisible();
  await openContest(host, sealed);
  await expect(page.locator('#chief').getByRole('button', { name: '替补…' })).toBeDisabled();
});
