// A practical check through the screens: rules said in words, the post's roster, one press for a cohort, verified by anybody, and the person's record.

import { expect } from '@playwright/test';
import { addDays } from '@leitai/scoring';
import { checkSettings, finishCheck, issueCheck, judgeCheck, makeCheck } from '../support/checks.ts';
import { houseDay } from '../support/days.ts';
import { makeAccount, makeEvent, makeBadges, makeLeader, openResult } from '../support/factory.ts';
import type { Panel } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { signInAs } from './support/account.ts';
import { test } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';

const LOW = { pass: { method: 'percent', percent: '80' } } as const;
let product: OwnProduct;
let supervisor: Visitor;
const today = houseDay();
const panels: Panel[] = [];
let old: Panel;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  product = await startOwnProduct();
  supervisor = await makeAccount(product.organiser, 'supervisor', '考核监督员');
  old = await judgeCheck(product.organiser, await makeCheck(product.organiser, checkSettings(addDays(today, -700), LOW), { entrants: 4 }));
  panels.push(old);
  await finishCheck(product.organiser, old);
  await issueCheck(product.organiser, old, 'OLD');
});
test.afterAll(async () => {
  for (const panel of panels) panel.close();
  await product.stop();
});

test('from the roster to a certificate anybody verifies, and into the person’s record', async ({ open }) => {
  const laptop = await open('laptop');
  await signInAs(laptop.context(), product.organiser);
  const { contests: [made] } = await makeEvent(product.organiser, { kind: 'practical-check', entrants: 0, judges: 3 });
  const console = `${product.base}/console/${made!.eventId}`;

  await test.step('the rules are said as they are typed', async () => {
    await laptop.goto(`${console}/checks`);
    await laptop.getByRole('button', { name: '修改规则…' }).click();
    const dialog = laptop.getByRole('dialog');
    await dialog.getByLabel('考核日期').fill(today);
    await dialog.getByLabel('百分比', { exact: true }).fill('120');
    await expect(dialog.getByText('超出范围')).toBeVisible();
    await expect(dialog.getByRole('button', { name: '保存' })).toBeDisabled();
    await dialog.getByLabel('百分比', { exact: true }).fill('80');
    await expect(dialog.getByText('达到其 80%，即 80 分为通过')).toBeVisible();
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(laptop.getByText('组委会 保存')).toBeVisible();
  });

  await test.step('who was checked for the post before is offered', async () => {
    await laptop.getByRole('button', { name: '从岗位花名册添加…' }).click();
    const dialog = laptop.getByRole('dialog');
    await expect(dialog.getByRole('checkbox')).toHaveCount(4);
    for (const box of await dialog.getByRole('checkbox').all()) await box.check();
    await dialog.getByRole('button', { name: '添加 4 人' }).click();
    await expect(laptop.getByRole('row', { name: '尚无成绩' })).toHaveCount(4);
  });

  const now = await judgeCheck(product.organiser, made!);
  panels.push(now);
  await finishCheck(product.organiser, now);
  const { award, participation } = (await product.organiser.call('GET /api/events/:eventId/certificates', { params: old.params })).plan!;
  await product.organiser.call('POST /api/events/:eventId/certificate-plan', {
    params: now.params, body: { prefix: 'NOW', issuer: { zh: '市机关事务管理局', en: 'The bureau' }, date: today, layout: 'landscape', award, participation, withParticipation: false },
  });

  const number = await test.step('one press issues what the preview says', async () => {
    await laptop.goto(`${console}/checks`);
    await expect(laptop.getByText('低于合格线').first()).toBeVisible();
    const passed = await laptop.getByText('通过', { exact: true }).count();
    await laptop.getByRole('button', { name: /颁发 \d+ 份资格/ }).click();
    expect(passed).toBeGreaterThan(0);
    await expect(laptop.getByRole('link', { name: /^NOW-/ })).toHaveCount(passed);
    return (await laptop.getByRole('link', { name: /^NOW-/ }).first().textContent()) ?? '';
  });

  await test.step('anybody verifies it, with its grade and end', async () => {
    const phone = await open('phone');
    await phone.goto(`${product.base}/verify/${number}`);
    await expect(phone.getByRole('status').getByText('证书有效')).toBeVisible();
    await expect(phone.getByText('有效期', { exact: true })).toBeVisible();
  });

  await test.step('it is suspended by two people', async () => {
    await laptop.goto(`${console}/qualifications`);
    await laptop.getByRole('button', { name: `暂停资格 ${number}` }).click();
    await laptop.getByRole('dialog').getByLabel('原因').fill('投诉待查');
    await laptop.getByRole('button', { name: '提出，交监督审批' }).click();
    await expect(laptop.getByText('组委会 提出暂停：投诉待查')).toBeVisible();
    const beside = await open('laptop');
    await signInAs(beside.context(), supervisor);
    await beside.goto(`${console}/qualifications`);
    await beside.getByRole('button', { name: '批准' }).click();
    await expect(beside.getByRole('row', { name: new RegExp(number) }).getByText('已暂停')).toBeVisible();
  });

  await test.step('the record has both checks, in both languages', async () => {
    await laptop.goto(`${console}/records`);
    await laptop.getByRole('row').nth(1).getByRole('link').click();
    await expect(laptop.getByRole('heading', { name: '薄弱条款' })).toBeVisible();
    await expect(laptop.getByRole('img', { name: /^实操考核: .+; / })).toBeVisible();
    await laptop.getByRole('link', { name: '打印档案' }).click();
    await expect(laptop.getByText(/^截至/)).toBeVisible();
    await laptop.goBack();
    await laptop.evaluate("localStorage.setItem('PARAGLIDE_LOCALE', 'en')");
    await laptop.reload();
    await expect(laptop.getByRole('heading', { name: 'Weak clauses' })).toBeVisible();
  });

  await test.step('the unit’s leader sees the own people, and a person the own record', async () => {
    const phone = await open('phone');
    await signInAs(phone.context(), await makeLeader(product.organiser, made!.eventId, '单位0', '领队甲'));
    await phone.goto(`${product.base}/unit`);
    await phone.getByRole('link', { name: '本单位人员与资格' }).click();
    await expect(phone).toHaveURL(/\/unit\/people$/);
    await phone.getByRole('listitem').getByRole('link').first().click();
    await expect(phone.getByRole('heading', { name: '薄弱条款' })).toBeVisible();
    const [badge] = await makeBadges(product.organiser, now.params);
    const own = await open('phone');
    await signInAs(own.context(), await openResult(product.base, badge!));
    await own.goto(`${product.base}/my-result`);
    await own.getByRole('link', { name: '我的档案' }).click();
    await expect(own.getByRole('heading', { name: '岗位资格' })).toBeVisible();
  });
});
