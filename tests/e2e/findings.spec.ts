// One finding through the screens: opened in the console, put right on the leader's phone with proof, looked at again on the inspector's, improved and brought into the standard.

import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { addDays } from '@leitai/scoring';
import { makeAccount, makeOrganiser } from '../support/factory.ts';
import { jpeg, sha256 } from '../support/photos.ts';
import type { Visitor } from '../support/visitor.ts';
import { organiser, ownName, signInAs } from './support/account.ts';
import { auditBoth, type Limits } from './support/audit.ts';
import { test } from './support/devices.ts';

const PHONE = { text: 15, target: 44 };
const LAPTOP = { text: 14, target: 0 };
/** The event's own words, which have no English. */
const DATA = ['三号楼 2 层', '灭火器前被纸箱遮挡', '纸箱距灭火器 20 cm', '安全保卫', '周围 1.0 m 内不应堆放物品，并划设禁放线', '周围 1.0 m 内不应堆放物品', '清走纸箱，另设暂存点', '没有划定暂存区，无人清理', '整改场单位', '整改场领队', '整改场检查员', '整改场监督', '组委会', '整改年', '石磊', '划线成标准', '擂台'];

let signedIn: Visitor;
let leader: Visitor;
let inspector: Visitor;
let supervisor: Visitor;
let eventId: string;

test.beforeAll(async () => {
  signedIn = await organiser();
  ({ id: eventId } = await signedIn.call('POST /api/events', { body: { kind: 'inspection', name: { zh: '整改年', en: 'The year' }, posts: ['CLEAN_INDOOR'] } }));
  await signedIn.call('POST /api/events/:eventId/organisations', { params: { eventId }, body: { name: { zh: '整改场单位', en: 'Findings unit' } } });
  const { organisations } = await signedIn.call('GET /api/events/:eventId/findings/choices', { params: { eventId } });
  const { url } = await signedIn.call('POST /api/events/:eventId/organisations/:organisationId/leader', { params: { eventId, organisationId: organisations[0]!.id } });
  leader = await makeOrganiser(signedIn.base, new URL(url).pathname, ownName('整改场领队'));
  inspector = await makeAccount(signedIn, 'inspector', '整改场检查员');
  supervisor = await makeAccount(signedIn, 'supervisor', '整改场监督');
});

const held = (page: Page, limits: Limits): Promise<void> => auditBoth(page, limits, DATA);

test('from opening to improvement', async ({ open }) => {
  const console = await open('laptop');
  await signInAs(console.context(), signedIn);
  const findingId = await test.step('opened by hand in the console', async () => {
    await console.goto(`/console/${eventId}/findings`);
    await console.getByRole('button', { name: '开不符合项' }).click();
    const form = console.getByRole('dialog');
    await form.getByLabel('地点').fill('三号楼 2 层');
    await form.getByLabel('不符合项', { exact: true }).fill('灭火器前被纸箱遮挡');
    await form.getByLabel('实测').fill('纸箱距灭火器 20 cm');
    await form.getByLabel('标准号').fill('DB32/T 4567');
    await form.getByLabel('条款号').fill('6.4.2');
    await form.getByLabel('标准名称').fill('安全保卫');
    await form.getByLabel('条款原文').fill('周围 1.0 m 内不应堆放物品');
    await form.getByRole('button', { name: '开不符合项' }).click();
    await expect(console.getByRole('heading', { name: '灭火器前被纸箱遮挡' })).toBeVisible();
    const id = console.url().split('/').at(-1)!;
    const bytes = await jpeg(120, 640, 480);
    const before = new FormData();
    for (const [name, value] of Object.entries({ commandId: randomUUID(), at: new Date().toISOString(), stage: 'before', caption: '', sha256: sha256(bytes), type: 'image/jpeg' })) before.append(name, value);
    before.append('file', new Blob([new Uint8Array(bytes)]), 'before.jpg');
    await signedIn.call('POST /api/events/:eventId/findings/:findingId/photos', { params: { eventId, findingId: id }, form: before });
    return id;
  });

  const phone = await open('phone');
  await signInAs(phone.context(), leader);
  await test.step('put right on the leader’s phone: acknowledged, measures named, proved', async () => {
    await phone.goto('/unit/findings');
    await phone.getByRole('link', { name: /灭火器前被纸箱遮挡/ }).tap();
    await phone.getByRole('button', { name: '确认收单' }).tap();
    await phone.getByLabel('责任人').fill('石磊');
    // The answer is late: the record has told the page of it sooner, and what is begun by then stays.
    const begun = Promise.withResolvers<void>();
    await phone.route('**/steps', async (route) => {
      const response = await route.fetch();
      await begun.promise;
      await route.fulfill({ response });
    }, { times: 1 });
    await phone.getByRole('button', { name: '确认收单' }).tap();
    await phone.getByRole('button', { name: '列出措施' }).tap();
    await phone.getByLabel('原因分析').fill('没有划定暂存区，无人清理');
    const reread = phone.waitForResponse(`**/findings/${findingId}`);
    begun.resolve();
    await reread;
    await phone.getByLabel('整改措施').fill('清走纸箱，另设暂存点');
    await phone.getByRole('button', { name: '列出措施' }).tap();
    await expect(phone.getByRole('button', { name: '办结' })).toBeDisabled();
    await phone.getByText('补证明照片').locator('input').setInputFiles({ name: 'proof.jpg', mimeType: 'image/jpeg', buffer: await jpeg(60, 640, 480) });
    await expect(phone.getByRole('button', { name: '办结' })).toBeEnabled();
    await held(phone, PHONE);
    await phone.getByRole('button', { name: '办结' }).tap();
    await phone.getByRole('button', { name: '报告整改完成' }).tap();
    await phone.getByRole('button', { name: '报告整改完成' }).tap();
    await expect(phone.getByText('待复查')).toBeVisible();
  });

  await test.step('the console shows it at once, in both languages', async () => {
    await expect(console.getByText('等待复查')).toBeVisible();
    await expect(console.getByText('没有划定暂存区，无人清理')).toBeVisible();
    await held(console, LAPTOP);
  });

  const other = await open('phone');
  await signInAs(other.context(), inspector);
  await test.step('looked at again by an inspector', async () => {
    await other.goto(`/recheck/${eventId}/${findingId}`);
    await other.getByRole('button', { name: '复查', exact: true }).tap();
    for (const side of ['整改前', '整改后']) await expect(other.getByRole('region', { name: side, exact: true }).getByRole('link')).toHaveCount(1);
    await other.getByText('符合', { exact: true }).tap();
    await other.getByRole('button', { name: '复查', exact: true }).tap();
    await expect(other.getByText('现在无需您办理。')).toBeVisible();
    await held(other, PHONE);
  });

  await test.step('improved, reviewed after its observation, and brought into the standard by another', async () => {
    const place = { params: { eventId, findingId } };
    const { today } = await signedIn.call('GET /api/events/:eventId/findings/:findingId', place);
    await signedIn.call('POST /api/events/:eventId/findings/:findingId/steps', { ...place, body: { commandId: randomUUID(), at: new Date().toISOString(), step: 'improve', measure: '划线成标准', since: addDays(today, -3), days: 2 } });
    await console.getByRole('button', { name: '评审改进' }).click();
    const form = console.getByRole('dialog');
    await form.getByLabel('说明').fill('划线成标准');
    await form.getByLabel('拟修订条文').fill('周围 1.0 m 内不应堆放物品，并划设禁放线');
    await form.getByRole('button', { name: '评审改进' }).click();
    await expect(console.locator('ins')).toHaveText('，并划设禁放线');
    const second = await open('laptop');
    await signInAs(second.context(), supervisor);
    await second.goto(`/console/${eventId}/findings/${findingId}`);
    await second.getByRole('button', { name: '批准并发布修订' }).click();
    await second.getByRole('dialog').getByLabel('发布版本').fill('2026-2');
    await second.getByRole('dialog').getByRole('button', { name: '批准并发布修订' }).click();
    await expect(second.getByText('已批准发布 2026-2')).toBeVisible();
    await second.getByRole('link', { name: '持续改进记录表' }).click();
    await expect(second.getByRole('heading', { name: '标准持续改进记录表' })).toBeVisible();
    await expect(console.getByText('批准修订')).toBeVisible();
  });
});
