// Bad input on the screens: a readable message in the reader's language, and nothing of the reader's is lost.

import { expect } from '@playwright/test';
import type { EventSummary } from '@leitai/contract';
import { makeZip } from '../support/zip.ts';
import type { Visitor } from '../support/visitor.ts';
import { ORGANISER, organiser, signInAs } from './support/account.ts';
import { REFUSED, test } from './support/devices.ts';
import { chooseRoster } from './support/organiser-walk.ts';

let signedIn: Visitor;
test.beforeAll(async () => {
  signedIn = await organiser();
});

const LANGUAGES = [
  { locale: 'zh-CN', code: '没有这个配对码，请核对后再输入', link: '这个链接已经用过或过期了', password: '姓名或密码不对' },
  { locale: 'en-GB', code: /no such pairing code/i, link: /has been used or has expired/i, password: /name or the password is wrong/i },
];

for (const words of LANGUAGES) {
  const { locale } = words;
  test(`a wrong pairing code is told, and the keys take the next one, in ${locale}`, async ({ open }) => {
    const tablet = await open('tablet', { locale, expected: REFUSED });
    await tablet.goto('/join');
    for (const key of 'ZZZ999') await tablet.getByRole('button', { name: key, exact: true }).tap();
    await expect(tablet.getByRole('alert')).toHaveText(words.code);
    await tablet.getByRole('button', { name: 'A', exact: true }).tap();
    await expect(tablet.getByRole('textbox')).toHaveValue('A');
  });

  test(`an expired setup link says so, and how to get another, in ${locale}`, async ({ open }) => {
    const page = await open('laptop', { locale, expected: REFUSED });
    await page.goto('/setup/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    const fields = page.getByRole('main').locator('input:not([type=checkbox])');
    await fields.nth(0).fill('迟到的组织者');
    for (const field of [1, 2]) await fields.nth(field).fill('a long enough sentence');
    await page.getByRole('main').locator('[type=submit]').click();
    await expect(page.getByRole('heading', { name: words.link })).toBeVisible();
    await expect(page.getByText('npm start -- --new-link')).toBeVisible();
  });

  test(`a wrong password is told, and the name stays, in ${locale}`, async ({ open }) => {
    const page = await open('laptop', { locale, expected: REFUSED });
    await page.goto('/sign-in');
    const name = page.getByRole('main').locator('[autocomplete=username]');
    const password = page.getByRole('main').locator('[autocomplete=current-password]');
    await name.fill(ORGANISER.name);
    await password.fill('not the password');
    await page.getByRole('main').locator('[type=submit]').click();
    await expect(page.getByRole('alert')).toContainText(words.password);
    await expect(name).toHaveValue(ORGANISER.name);
    await password.fill(ORGANISER.password);
    await page.getByRole('main').locator('[type=submit]').click();
    await page.waitForURL('**/console');
  });
}

test('a page that finds no server says so instead of showing nothing, and is there at one press once it is back', async ({ open }) => {
  const [event] = await signedIn.call('GET /api/events');
  const page = await open('laptop', { expected: /net::ERR_FAILED/ });
  await signInAs(page.context(), signedIn);
  await page.route('**/access-log', (route) => route.abort());
  await page.goto(`/console/${event!.id}/access`);
  await expect(page.getByRole('alert')).toContainText('现在连不上服务器');
  await expect(page.getByRole('table')).toHaveCount(0);
  await page.unroute('**/access-log');
  await page.getByRole('button', { name: '重新读取' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('every address says what its page may do, falls over nothing, and leads nowhere else', async () => {
  const { base } = signedIn;
  for (const path of ['/', '/no/such/page', '/paper/x/y', '/console/', '//evil.example/', '/%5cevil.example/', '/%E0%A4%A', '/..%2f..%2fetc/passwd', '/_app/none.js', '/service-worker.js', '/results/none', '/api', '/api/none']) {
    const { status, headers } = await fetch(base + path, { redirect: 'manual', headers: { accept: 'text/html' } });
    expect(status, path).toBeLessThan(500);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).toMatch(/(script|default)-src '(self|none)'/);
    expect(policy, path).not.toMatch(/script-src[^;]*('unsafe|\*|http|data:)/);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(new URL(headers.get('location') ?? '/', base + path).origin, path).toBe(new URL(base).origin);
  }
});

test('a roster that cannot be read is refused in words, changes nothing, and the next file is taken', async ({ open }) => {
  const event: EventSummary = await signedIn.call('POST /api/events', { body: { kind: 'competition', name: { zh: '名册试验', en: 'Roster trial' }, posts: ['SEC_GATE'] } });
  const page = await open('laptop', { expected: REFUSED });
  await signInAs(page.context(), signedIn);
  await page.goto(`/console/${event.id}/import`);
  const refusals = [
    { name: '名册.xlsx', content: Buffer.from(makeZip([{ name: '说明.txt', data: Buffer.from('不是名册') }])), words: '这不是 .xlsx 或 .csv 文件' },
    { name: '炸弹.xlsx', content: Buffer.from(makeZip([{ name: 'xl/worksheets/sheet1.xml', data: new Uint8Array(80_000_000) }])), words: '文件展开后太大' },
    { name: '缺列.csv', content: Buffer.from('姓名,岗位代码\n苏晓梅,SEC_GATE\n'), words: '缺少列：单位' },
  ];
  for (const { name, content, words } of refusals) {
    await chooseRoster(page, name, content);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText(`文件：${name}`)).toBeVisible();
    await expect(page.getByText('没有写入任何内容。')).toBeVisible();
  }
  await chooseRoster(page, '好的.csv', '姓名,单位,岗位代码\n苏晓梅,恒信物业,SEC_GATE\n');
  await expect(page.getByRole('button', { name: '确认导入 1 名选手' })).toBeEnabled();
  const { event: after } = await signedIn.call('GET /api/events/:eventId/control', { params: { eventId: event.id } });
  expect(after.entrants).toBe(0);
});
