// An appeal through the screens: the leader files it with a photo on a phone, it is assigned, ruled on and answered in writing.

import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { makeAccount, makeBadges, makeLeader, openResult } from '../support/factory.ts';
import { makePanel, type Panel } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { publish } from '../../apps/simulator/src/publish.ts';
import { organiser, ownName, signInAs } from './support/account.ts';
import { auditBoth, type Limits } from './support/audit.ts';
import { test } from './support/devices.ts';

const LEADER = ownName('陆领队');
const GROUNDS = '第 3 项现场读数为 61.5，评分表记为 65.1，附现场照片。';
const PHONE = { text: 15, target: 44 };
const LAPTOP = { text: 14, target: 0 };
/** The event's own words, which have no English. */
const DATA = ['试验赛', '选手CLEAN_INDOOR0', '选手CLEAN_INDOOR1', '单位0', '单位1', '组委会', '程仲裁员', LEADER, GROUNDS, '现场照片', '核对录像，读数确为 61.5。', '以现场录像为准，记录有误，但不影响得分档次。', '擂台'];

let signedIn: Visitor;
let panel: Panel;
let leader: Visitor;
let arbitrator: Visitor;
let own: string;
const event = (): string => panel.made.eventId;

test.beforeAll(async () => {
  signedIn = await organiser();
  panel = await makePanel(signedIn, { entrants: 2, judges: 3 });
  for (const [index, entrant] of panel.entrants.entries()) {
    await panel.submitAll(entrant, index);
    await panel.confirm(entrant, { note: '分差已复核' });
  }
  await signedIn.call('POST /api/events/:eventId/contests/:contestId/state', { params: panel.params, body: { state: 'closed' } });
  await publish(await makeAccount(signedIn, 'supervisor', '申诉场监督'), panel.chief.visitor, panel.params);
  leader = await makeLeader(signedIn, event(), '单位0', LEADER);
  arbitrator = await makeAccount(signedIn, 'arbitrator', '程仲裁员');
  own = (await leader.call('GET /api/events/:eventId/unit', { params: panel.params })).contests[0]!.entrants[0]!.id;
});
test.afterAll(() => panel.close());

const held = (page: Page, limits: Limits): Promise<void> => auditBoth(page, limits, DATA);

test('filed on a phone, assigned, ruled on, answered in writing, and told to the contestant', async ({ open }) => {
  const phone = await open('phone');
  await signInAs(phone.context(), leader);
  await test.step('the leader sees the own unit only, opens the result and files an appeal with a photo', async () => {
    await phone.goto('/unit');
    await expect(phone.getByRole('link', { name: /选手CLEAN_INDOOR0/ })).toBeVisible();
    await expect(phone.getByText('选手CLEAN_INDOOR1')).toHaveCount(0);
    await held(phone, PHONE);
    await phone.getByRole('link', { name: /选手CLEAN_INDOOR0/ }).tap();
    await expect(phone.getByText('裁判已匿名')).toBeVisible();
    await phone.getByRole('link', { name: '提出申诉' }).tap();
    await phone.getByRole('checkbox').nth(2).check();
    await phone.getByLabel('申诉理由').fill(GROUNDS);
    const big = await sharp({ create: { width: 3000, height: 4000, channels: 3, background: '#c98a10' } }).jpeg().withExif({ IFD0: { Copyright: 'somebody' } }).toBuffer();
    await phone.getByLabel('拍照或选文件').setInputFiles([
      { name: '现场照片.jpg', mimeType: 'image/jpeg', buffer: big }, { name: '假照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') },
    ]);
    await expect(phone.getByRole('alert')).toHaveText('假照片.jpg 不是照片或 PDF，或打不开');
    await expect(phone.getByRole('button', { name: '移除 现场照片.jpg' })).toBeVisible();
    await phone.getByRole('button', { name: '提交申诉' }).tap();
    await phone.waitForURL('**/unit/appeals/*');
    await expect(phone.getByRole('link', { name: '打开 现场照片.jpg' })).toBeVisible();
    await expect(phone.getByText('待受理').first()).toBeVisible();
    await held(phone, PHONE);
  });
  const appealId = phone.url().split('/').at(-1)!;
  const desk = await open('laptop');
  await signInAs(desk.context(), signedIn);
  await test.step('the control room asks for attention; the organiser assigns the arbitrator', async () => {
    await desk.goto(`/console/${event()}`);
    await expect(desk.getByText('1 件待受理')).toBeVisible();
    await desk.getByRole('link', { name: '转仲裁' }).click();
    await desk.getByRole('link', { name: /-01$/ }).click();
    await desk.waitForURL(`**/appeals/${appealId}`);
    await expect(desk.getByText(GROUNDS)).toBeVisible();
    await held(desk, LAPTOP);
    await desk.getByRole('button', { name: '受理并指定仲裁员…' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('radio', { name: '程仲裁员' }).check();
    await dialog.getByRole('button', { name: '受理并交办' }).click();
    await expect(dialog).toBeHidden();
    await expect(desk.getByText('等候 程仲裁员 裁决')).toBeVisible();
  });
  const hearing = await open('laptop');
  await signInAs(hearing.context(), arbitrator);
  await test.step('the arbitrator, who sees results and appeals only, rules', async () => {
    await hearing.goto(`/console/${event()}/appeals/${appealId}`);
    await hearing.getByRole('button', { name: '裁决…' }).click();
    const dialog = hearing.getByRole('dialog');
    await dialog.getByRole('radio', { name: '部分成立' }).check();
    await dialog.getByLabel('查明情况').fill('核对录像，读数确为 61.5。');
    await dialog.getByLabel('裁决理由').fill('以现场录像为准，记录有误，但不影响得分档次。');
    await dialog.getByRole('checkbox', { name: '成绩须更正' }).uncheck();
    await expect(dialog.getByRole('button', { name: '签发裁决' })).toBeDisabled();
    await dialog.getByRole('checkbox', { name: '独立作出裁决' }).check();
    await dialog.getByRole('button', { name: '签发裁决' }).click();
    await expect(dialog).toBeHidden();
    await expect(hearing.getByText('部分成立').first()).toBeVisible();
  });
  await test.step('the organiser’s page follows without a reload', async () => {
    await expect(desk.getByText('程仲裁员 裁决：部分成立')).toBeVisible();
  });
  await test.step('the leader reads and prints the answer, and may still ask for a review', async () => {
    await phone.getByRole('button', { name: '刷新' }).tap();
    await expect(phone.getByRole('button', { name: '申请复议' })).toBeVisible();
    await phone.getByRole('link', { name: '答复书' }).tap();
    await expect(phone.getByRole('heading', { name: '申诉答复书' })).toBeVisible();
    await expect(phone.getByText('经仲裁，部分成立。')).toBeVisible();
    await held(phone, PHONE);
    const pdf = await phone.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/MediaBox\s*\[\s*0 0 59[45][\d.]* 84[12][\d.]*\s*\]/)).not.toBeNull();
  });
  await test.step('the contestant is told on the own page', async () => {
    const badge = (await makeBadges(signedIn, panel.made)).find(({ entrantId }) => entrantId === own)!;
    const contestant = await open('phone');
    await signInAs(contestant.context(), await openResult(signedIn.base, badge));
    await contestant.goto('/my-result');
    await expect(contestant.getByText(`告诉本单位领队（${LEADER}）`)).toBeVisible();
    await expect(contestant.getByText(/答复：部分成立/)).toBeVisible();
  });
});

test('an organiser makes a leader’s link for a unit; who opens it comes into the own unit, and nowhere else', async ({ open }) => {
  const desk = await open('laptop');
  await signInAs(desk.context(), signedIn);
  await desk.goto('/console/accounts');
  await desk.getByLabel('活动').selectOption(event());
  await desk.getByRole('listitem').filter({ hasText: '单位1' }).getByRole('button', { name: '发领队链接' }).click();
  const url = await desk.locator('code').textContent();
  const phone = await open('phone');
  await phone.goto(url!);
  await phone.getByLabel('姓名').fill(ownName('方领队'));
  await phone.getByLabel('密码', { exact: true }).fill('correct horse battery');
  await phone.getByLabel('再输一遍密码').fill('correct horse battery');
  await phone.getByRole('button', { name: '建立账号并查看本单位' }).tap();
  await phone.waitForURL('**/unit');
  await expect(phone.getByRole('link', { name: /选手CLEAN_INDOOR1/ })).toBeVisible();
  await phone.goto('/console');
  await phone.waitForURL('**/unit');
});
