// An inspector's phone: a visit begun in the network and ended without it; on return every mark, photograph and finding is there once, whatever happened to phone, clock and session meanwhile.

import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { addDays } from '@leitai/scoring';
import { houseDay } from '../support/days.ts';
import { jpeg } from '../support/photos.ts';
import { PASSWORD, signInOrganiser } from '../support/factory.ts';
import { baseUrl, organiser, ownName, signInAs } from './support/account.ts';
import { appIsKept, CUT, REFUSED, test } from './support/devices.ts';
import { makeInspection, type Inspection } from './support/inspection.ts';
import { audit } from './support/audit.ts';
import { sign } from './support/judge-walk.ts';

const chip = (page: Page) => page.getByRole('status').filter({ hasText: /实时|连接中|离线/ });
const card = (page: Page, no: string) => page.getByRole('article', { name: no, exact: true });
const say = (page: Page, no: string, verdict: '符合' | '不符合' | '不适用') => card(page, no).getByRole('radio', { name: verdict, exact: true }).tap();

test('a visit goes on without a network, is opened again, and arrives whole, once', async ({ open }) => {
  const inspection = await makeInspection(await organiser(), ownName('丁慧'));
  const phone = await open('phone', { expected: CUT });
  await signInAs(phone.context(), inspection.inspector);

  await test.step('the list shows what is due, and a visit opens', async () => {
    await phone.goto('/inspect');
    await expect(phone.getByRole('heading', { name: /待检查/ })).toBeVisible();
    await phone.getByRole('link', { name: /三号楼/ }).tap();
    await expect(card(phone, '1')).toBeVisible();
    await appIsKept(phone);
  });
  await test.step('two items in the network, the rest without: photographs, a finding', async () => {
    await say(phone, '1', '符合');
    await say(phone, '2', '符合');
    await expect(chip(phone)).toHaveText('实时');
    await phone.context().setOffline(true);
    await expect(chip(phone)).toContainText('离线');
    await say(phone, '3', '不符合');
    for (const shade of [90, 160]) {
      await card(phone, '3').locator('input[type=file]').setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: await jpeg(shade) });
      await expect(card(phone, '3').getByRole('button', { name: /看大图|照片/ })).toHaveCount(shade === 90 ? 1 : 2);
    }
    await say(phone, '4', '符合');
    await phone.getByRole('button', { name: /缺 1 项/ }).tap();
    await expect(card(phone, '5')).toBeInViewport();
    await say(phone, '5', '不适用');
    await card(phone, '3').getByRole('link', { name: '开不符合项' }).tap();
    await phone.getByRole('textbox', { name: '情况' }).fill('2 层东侧，纸箱挡住 2 具灭火器，距离约 20 cm。');
    await phone.getByRole('textbox', { name: '责任人' }).fill('石磊');
    await phone.getByRole('button', { name: '7 天' }).tap();
    await phone.getByRole('button', { name: '开单并通知' }).tap();
    await expect(card(phone, '3').getByText('已开，待发')).toBeVisible();
  });
  const again = await test.step('the page is killed and opened again without a network: nothing is gone; the record is signed', async () => {
    const context = phone.context();
    await phone.close();
    const page = await context.newPage();
    await page.goto(`/inspect/${inspection.visits[0]}/record`);
    await expect(chip(page)).toContainText('离线');
    await expect(page.getByText('已开，待发')).toBeVisible();
    await page.getByRole('textbox', { name: '陪同人员' }).fill('石磊');
    await page.getByRole('textbox', { name: '结论' }).fill('一项不符合，限期整改。');
    await page.getByRole('textbox', { name: '被检查单位确认人' }).fill('石磊');
    await sign(page);
    await page.getByRole('button', { name: '签名并交检查记录' }).tap();
    await expect(page.getByText('待送达', { exact: true })).toBeVisible();
    return page;
  });
  await test.step('back in the network it stands by itself, with every mark, photograph and the finding once', async () => {
    await again.context().setOffline(false);
    await expect(again.getByText('检查记录已确认，结果生效')).toBeVisible();
    await expect(chip(again)).toHaveText('实时');
    await expect(again.getByText(/^已开 \d{4}-/)).toBeVisible();
    const record = await recordOf(inspection);
    expect(record.sheets[0]!.items.map(({ conformity, evidence }) => [conformity, evidence.length])).toEqual([
      ['conform', 0], ['conform', 0], ['nonconform', 2], ['conform', 0], ['not-applicable', 0],
    ]);
    // One version for each mark, photograph and the hand-in, and one for its confirmation: nothing came twice.
    expect(record.sheets[0]).toMatchObject({ state: 'confirmed', inspector: inspection.inspectorName });
    expect(record.head).toMatchObject({ accompaniedBy: '石磊', acknowledgedBy: '石磊', conclusion: '一项不符合，限期整改。' });
    expect(record.confirmed).not.toBeNull();
    const { findings } = await inspection.inspector.call('GET /api/events/:eventId/findings', { params: { eventId: inspection.eventId } });
    expect(findings.map(({ owner, severity, site }) => [owner, severity, site])).toEqual([['石磊', 'general', '三号楼']]);
  });
  await test.step('the record prints with every field of its form, the signature and the photographs; the round is open for the other site', async () => {
    await again.getByRole('link', { name: '打印检查记录表' }).tap();
    await expect(again.getByRole('heading', { name: '标准实施情况检查记录表' })).toBeVisible();
    for (const [name, value] of [
      ['被检查处室（单位）', '安平保障'], ['检查人', inspection.inspectorName], ['检查项目', '消防器材'], ['检查内容', '消防器材检查表'], ['陪同人员', '石磊'], ['结论', '一项不符合，限期整改。'], ['单位确认人', '石磊'],
      ['检查结果', '符合 3 项，不符合 1 项，不适用 1 项'],
    ] as const) await expect(again.locator('dl.facts > div').filter({ has: again.getByText(name, { exact: true }) })).toContainText(value);
    await expect(again.getByRole('row').filter({ hasText: '灭火器前 1 米内无遮挡' })).toContainText('不符合');
    await expect(again.getByRole('img', { name: inspection.inspectorName })).toBeVisible();
    await expect(again.getByRole('img', { name: /^3 · [12]$/ })).toHaveCount(2);
    await again.goto('/inspect');
    await expect(again.getByRole('link', { name: /五号楼/ })).toBeVisible();
    await expect(again.getByRole('link', { name: /三号楼/ })).toContainText('已完成');
  });
  await test.step('two more visits of one plan, to the place where the month’s is open: each tab says which it is', async () => {
    await spotCheckTwice(inspection);
    await again.goto(`/inspect/${inspection.visits[1]}`);
    const tabs = again.getByRole('navigation').getByRole('link');
    await expect(tabs).toHaveCount(3);
    await expect.poll(async () => new Set(await tabs.allTextContents()).size).toBe(3);
    await audit(again, { text: 15, target: 44 });
  });
});

test('three findings and twelve photographs survive a wrong clock, a full phone, a closed browser, an ended session and a lost answer', async ({ open }) => {
  const begun = houseDay();
  const inspection = await makeInspection(await organiser(), ownName('许宁远'));
  const { eventId, inspectorName, visits: [visitId] } = inspection;
  const phone = await open('phone', { expected: new RegExp(`${CUT.source}|${REFUSED.source}|net::ERR_FAILED`), timezoneId: 'America/Los_Angeles' });
  const context = phone.context();
  await context.addInitScript({ content: aDayAhead + noRoom });
  await signInAs(context, inspection.inspector);
  const find = async (page: Page, no: string): Promise<void> => {
    await card(page, no).getByRole('link', { name: '开不符合项' }).tap();
    await page.getByRole('textbox', { name: '情况' }).fill(`第 ${no} 项不符合`);
    await page.getByRole('textbox', { name: '责任人' }).fill('石磊');
    await page.getByRole('button', { name: '开单并通知' }).tap();
    await expect(card(page, no).getByText('已开，待发')).toBeVisible();
  };
  const shoot = async (page: Page, no: string, shades: readonly number[], before = 0): Promise<void> => {
    for (const [index, shade] of shades.entries()) {
      await card(page, no).locator('input[type=file]').setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: await jpeg(shade) });
      await expect(card(page, no).getByRole('button', { name: /照片/ })).toHaveCount(before + index + 1);
    }
  };

  await test.step('without a network, with a phone that has no room for a while', async () => {
    await phone.goto(`/inspect/${visitId}`);
    await expect(phone.getByText(/本机时间与服务器相差约 15\d\d 分钟/)).toBeVisible();
    await appIsKept(phone);
    await context.setOffline(true);
    await expect(chip(phone)).toContainText('离线');
    for (const no of ['1', '2', '3']) await say(phone, no, '不符合');
    await say(phone, '4', '符合');
    await say(phone, '5', '不适用');
    await shoot(phone, '1', [10, 20]);
    await phone.evaluate("localStorage.setItem('leitai-test-full', 'on')");
    await shoot(phone, '1', [30], 2);
    await expect(phone.getByText(/本机存不下照片/)).toBeVisible();
    await phone.evaluate("localStorage.removeItem('leitai-test-full')");
    await shoot(phone, '1', [40], 3);
    await expect(phone.getByText(/本机存不下照片/)).toBeHidden();
    await find(phone, '1');
    await shoot(phone, '2', [50, 60, 70, 80]);
    await find(phone, '2');
  });
  const again = await test.step('closed and opened again without a network: the third finding, and the signature', async () => {
    await phone.close();
    const page = await context.newPage();
    await page.goto(`/inspect/${visitId}`);
    await shoot(page, '3', [90, 100, 110, 120]);
    await find(page, '3');
    // What was opened is shown as it went, and not opened twice.
    await card(page, '3').getByRole('link', { name: '已开，待发' }).tap();
    await expect(page.getByRole('textbox', { name: '情况' })).toBeDisabled();
    await expect(page.getByRole('button', { name: '开单并通知' })).toBeHidden();
    await page.goto(`/inspect/${visitId}/record`);
    await page.getByRole('textbox', { name: '结论' }).fill('三项不符合。');
    await page.getByRole('textbox', { name: '被检查单位确认人' }).fill('石磊');
    await sign(page);
    await page.getByRole('button', { name: '签名并交检查记录' }).tap();
    await expect(page.getByText('待送达', { exact: true })).toBeVisible();
    return page;
  });
  await test.step('the session has ended meanwhile; signed in again, the answer to the fifth photograph is lost, and the browser closed', async () => {
    await inspection.inspector.call('DELETE /api/session');
    await context.setOffline(false);
    await again.waitForURL('**/sign-in');
    let arrived = 0;
    const lost = new Promise<void>((resolve) => void again.route('**/evidence', async (route) => {
      arrived += 1;
      if (arrived < 5) return route.continue();
      // What comes after is not answered: the browser is closed.
      if (arrived > 5) return;
      await route.fetch();
      await route.abort();
      resolve();
    }));
    await again.getByLabel('姓名').fill(inspectorName);
    await again.getByLabel('密码').fill(PASSWORD);
    await again.getByRole('button', { name: '登录' }).tap();
    await lost;
    await again.close();
  });
  await test.step('opened once more, everything is there once, found today, with its photographs', async () => {
    const page = await context.newPage();
    await page.goto(`/inspect/${visitId}/record`);
    await expect(page.getByText('检查记录已确认，结果生效')).toBeVisible();
    await expect(page.getByText(/^已开 \d{4}-/)).toHaveCount(3);
    await expect(chip(page)).toHaveText('实时');
    const asked = await organiser();
    const { sheets, head } = await asked.call('GET /api/events/:eventId/visits/:entrantId', { params: { eventId, entrantId: visitId! } });
    expect(sheets[0]!.items.map(({ evidence }) => evidence.length)).toEqual([4, 4, 4, 0, 0]);
    expect(Math.abs(Date.now() - Date.parse(head.inspectedAt!))).toBeLessThan(600_000);
    const { findings, today } = await asked.call('GET /api/events/:eventId/findings', { params: { eventId } });
    expect(findings.map(({ foundOn, due, overdue }) => [begun <= foundOn && foundOn <= today, due, overdue])).toEqual(findings.map(({ foundOn }) => [true, addDays(foundOn, 3), 0]));
    expect(findings).toHaveLength(3);
    for (const { id: findingId } of findings) {
      const { body } = await asked.call('GET /api/events/:eventId/findings/:findingId', { params: { eventId, findingId } });
      expect(body.photos.map(({ stage, by }) => [stage, by])).toEqual(Array.from({ length: 4 }, () => ['before', inspectorName]));
    }
    await page.goto(`/inspect/${visitId}`);
    await expect(page.getByRole('link', { name: '打印记录表' })).toHaveAttribute('href', `/paper/${eventId}/inspection-record/${visitId}`);
    const desk = await open('laptop');
    await signInAs(desk.context(), asked);
    await desk.goto(`/console/${eventId}/findings/${findings[0]!.id}`);
    await expect(desk.getByRole('link', { name: /整改前/ })).toHaveCount(4);
    await expect.poll(() => desk.getByRole('link', { name: /整改前/ }).locator('img').evaluateAll((images: { readonly naturalWidth: number }[]) => images.every(({ naturalWidth }) => naturalWidth > 0))).toBe(true);
  });
  await test.step('the same on a tablet, side by side', async () => {
    const tablet = await open('tablet');
    await signInAs(tablet.context(), await signInOrganiser(baseUrl(), inspectorName));
    await tablet.goto(`/inspect/${visitId}`);
    await expect(card(tablet, '1')).toBeVisible();
    await audit(tablet, { text: 15, target: 44 });
    await tablet.goto(`/inspect/${visitId}/record`);
    // Another device is the active one: it says so, and what may still be done is in sight.
    await expect(tablet.getByRole('button', { name: '在此继续' })).toBeVisible();
    await tablet.getByRole('link', { name: '打印检查记录表' }).click({ trial: true });
    await audit(tablet, { text: 15, target: 44 });
  });
});

/** The phone's clock is a day and two hours ahead. */
const aDayAhead = `{
  const ahead = 26 * 3_600_000, Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + ahead); else super(...given); }
    static now() { return Real.now() + ahead; }
  };
}`;
/** While the switch is on, the phone has no room for photographs. */
const noRoom = `{
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === 'photo' && localStorage.getItem('leitai-test-full')) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, given);
  };
}`;

/** Of a plan of unannounced inspections, both to the second site. */
async function spotCheckTwice({ eventId, inspector, inspectorName }: Inspection): Promise<void> {
  const keeper = await organiser();
  const { plans, inspectors } = await keeper.call('GET /api/events/:eventId/plans', { params: { eventId } });
  const { postId, schemeVersionId, from, until, subjects } = plans[0]!;
  const params = { eventId, planId: randomUUID() };
  await keeper.call('POST /api/events/:eventId/plans/:planId', {
    params,
    body: {
      basedOn: 0, name: '消防抽查', form: 'spot', frequency: 'unannounced', postId, schemeVersionId, item: '消防器材', from, until, subjects,
      inspectors: [inspectors.find(({ name }) => name === inspectorName)!.accountId], sampling: null, decision: null,
    },
  });
  const there = subjects.filter(({ site }) => site === '五号楼');
  for (const commandId of [randomUUID(), randomUUID()]) {
    await inspector.call('POST /api/events/:eventId/plans/:planId/visits', { params, body: { commandId, at: new Date().toISOString(), subjects: there } });
  }
}

const recordOf = ({ inspector, eventId, visits }: Inspection) => inspector.call('GET /api/events/:eventId/visits/:entrantId', { params: { eventId, entrantId: visits[0]! } });
