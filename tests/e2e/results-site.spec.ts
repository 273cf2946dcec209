// The public results site as a reader has it: without script, in both languages, in large type, on paper; and the organiser's choice of names.

import { expect } from '@playwright/test';
import { makeAccount } from '../support/factory.ts';
import { judgedEvent, publish } from '../support/final.ts';
import type { Panel } from '../support/panel.ts';
import type { Visitor } from '../support/visitor.ts';
import { baseUrl, organiser, signInAs } from './support/account.ts';
import { audit } from './support/audit.ts';
import { SIZES, test } from './support/devices.ts';

let host: Visitor;
let panels: Panel[];
const address = (): string => `${baseUrl()}/results/${panels[0]!.made.eventId}/A`;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  host = await organiser();
  panels = await judgedEvent(host, { posts: ['CLEAN_INDOOR', 'CLEAN_OUTDOOR'], entrants: 22 });
  await publish(host, await makeAccount(host, 'supervisor', '公示监督'), panels[0]!);
});
test.afterAll(() => panels.forEach((panel) => panel.close()));

test('reads, prints on one page and checks itself without a script', async ({ browser }) => {
  const context = await browser.newContext({ ...SIZES.laptop, javaScriptEnabled: false });
  const page = await context.newPage();
  // The list of posts follows the overview, which comes a moment after the contest's own results.
  await expect(async () => {
    await page.goto(address());
    await expect(page.getByRole('navigation').getByText('待公示')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(page.getByRole('heading', { level: 1, name: '室内保洁' })).toBeVisible();
  await expect(page.getByText('公示中').first()).toBeVisible();
  await expect(page.locator('tbody tr:has(th)')).toHaveCount(22);
  // Each reason stands between two equal totals.
  const totals = await page.evaluate<string[]>("[...document.querySelectorAll('tbody tr')].map((row) => row.querySelector('.total')?.firstChild.textContent ?? '')");
  for (const [index, total] of totals.entries()) if (total === '') expect(totals[index - 1]).toBe(totals[index + 1]);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox \[0 0 84[12][\d.]* 59[45]/);

  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Indoor cleaning' })).toBeVisible();
  await page.getByRole('link', { name: 'Large type' }).click();
  await expect(page).toHaveURL(/lang=en&size=large$/);
  await page.getByRole('link', { name: /Outdoor cleaning/ }).click();
  await expect(page).toHaveURL(/B\?lang=en&size=large$/);
  await expect(page.getByText('The results of this post are not published yet.')).toBeVisible();
  await context.close();
});

test('holds the sizes on a laptop and a phone, and follows the organiser’s choice of names', async ({ open }) => {
  for (const device of ['laptop', 'phone'] as const) {
    const page = await open(device);
    for (const path of ['', '?lang=en', '?size=large']) {
      await page.goto(`${address()}${path}`);
      await audit(page, { text: 14, target: device === 'phone' ? 44 : 0 });
    }
    await page.goto(address().slice(0, -2));
    await audit(page, { text: 14, target: device === 'phone' ? 44 : 0 });
  }
  const console = await open('laptop');
  await signInAs(console.context(), host);
  await console.goto(`/console/${panels[0]!.made.eventId}/results`);
  await expect(console.getByRole('radio', { name: '隐去一字' })).toBeChecked();
  await audit(console, { text: 14, target: 0 });
  await console.getByRole('radio', { name: '只用编号' }).check();
  const reader = await open('laptop');
  await expect(async () => {
    await reader.goto(address());
    await expect(reader.getByText('以编号代替姓名')).toBeVisible({ timeout: 500 });
  }).toPass();
});
