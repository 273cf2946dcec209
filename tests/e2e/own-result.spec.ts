// The contestant's phone follows by itself: waiting, confirmed, published with the time left for an appeal, shared without the code, and blind until the draw is unsealed.

import { expect } from '@playwright/test';
import { publish } from '../../apps/simulator/src/publish.ts';
import { drawContest, makeOfficers, recheck, unseal } from '../support/draw.ts';
import { makeAccount, makeBadges, makeEvent, openContest } from '../support/factory.ts';
import { makePanel, pairPanel } from '../support/panel.ts';
import { organiser } from './support/account.ts';
import { audit } from './support/audit.ts';
import { test } from './support/devices.ts';

test('a phone that is only looked at goes from waiting to the published place, and passes on what is public', async ({ open }) => {
  const host = await organiser();
  const panel = await makePanel(host, { entrants: 3, judges: 3 });
  const { eventId } = panel.params;
  const [first, ...others] = panel.entrants as [string, ...string[]];
  const { resultCode } = (await makeBadges(host, panel.made)).find(({ entrantId }) => entrantId === first)!;
  const phone = await open('phone');
  await phone.goto(`/r/${resultCode}`);
  await expect(phone.getByText('成绩还没有公布')).toBeVisible();

  await panel.submitAll(first, 1);
  await panel.confirm(first);
  const { rows: [row] } = await host.call('GET /api/events/:eventId/contests/:contestId/results', { params: panel.params });
  await expect(phone.getByText(row!.total!, { exact: true }).first()).toBeVisible({ timeout: 15_000 });
  await expect(phone.getByText('公示后显示名次')).toBeVisible();
  await expect(phone.getByRole('button', { name: '分享公开成绩' })).toHaveCount(0);

  for (const [index, entrant] of others.entries()) {
    await panel.submitAll(entrant, 20 + index);
    await panel.confirm(entrant);
  }
  await host.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
  await publish(await makeAccount(host, 'supervisor', '手机监督'), panel.chief.visitor, panel.params);
  await expect(phone.getByText('共 3 人')).toBeVisible({ timeout: 15_000 });
  await expect(phone.getByRole('timer')).toHaveText('剩 2 天 23 小时');
  await audit(phone, { text: 15, target: 44 });

  await phone.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await phone.getByRole('button', { name: '分享公开成绩' }).tap();
  const dialog = phone.getByRole('dialog', { name: '分享公开成绩' });
  await expect(dialog).toContainText('里面没有您的查询码');
  await audit(phone, { text: 15, target: 44 });
  await dialog.getByRole('button', { name: '复制链接' }).tap();
  await expect(dialog.getByText('已复制')).toBeVisible();
  const link = await phone.evaluate<string>('navigator.clipboard.readText()');
  expect(link).toBe(`${host.base}/results/${eventId}/${panel.made.letter}`);
  const anybody = await open('phone');
  await anybody.goto(link);
  await expect(anybody.getByText(row!.total!).first()).toBeVisible();
  expect(await anybody.content()).not.toContain(resultCode);
  panel.close();
});

test('a phone is blind until the draw is unsealed, and then says by itself whose code it is', async ({ open }) => {
  const host = await organiser();
  const officers = await makeOfficers(host, ['手机加密甲', '手机加密乙']);
  const { contests: [made] } = await makeEvent(host, { entrants: 3, judges: 3 });
  const params = { eventId: made!.eventId, contestId: made!.contestId };
  await drawContest(host, officers, made!);
  const badge = (await makeBadges(host, made!))[0]!;
  await openContest(host, made!);
  const panel = await pairPanel(host, made!);
  const codes = panel.chief.desk.entrants.map(({ code }) => code);
  const phone = await open('phone');
  await phone.goto(`/r/${badge.resultCode}`);
  await expect(phone.getByText('盲评中')).toBeVisible();
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index);
    await panel.confirm(entrant);
  }
  await host.call('POST /api/events/:eventId/contests/:contestId/state', { params, body: { state: 'closed' } });
  const supervisor = await makeAccount(host, 'supervisor', '手机见证');
  await recheck(supervisor, made!);
  await phone.getByRole('button', { name: '刷新' }).tap();
  await expect(phone.getByText('盲评中')).toBeVisible();
  expect(codes.filter((code) => phone.url().includes(code))).toEqual([]);
  const before = await phone.locator('main').innerText();
  expect(codes.filter((code) => before.includes(code))).toEqual([]);
  await unseal(officers.second, supervisor, made!);
  await expect(phone.getByText(new RegExp(`^(${codes.join('|')})$`))).toBeVisible({ timeout: 15_000 });
  await expect(phone.getByText('公示后显示名次')).toBeVisible();
  panel.close();
});
