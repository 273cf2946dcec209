// Every surface at its real size, in both languages, the year's full of what hostile hands wrote, is held to the same audit, and every dialog it offers; and the language stays as it was chosen.

import { expect, type Page } from '@playwright/test';
import { signInAs } from './support/account.ts';
import { audit, chineseOn, type Limits } from './support/audit.ts';
import { test, type Device } from './support/devices.ts';
import { auditDialogs } from './support/dialogs.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';
import { addressOf, pagesOfWeb, SURFACES, titleOf, type Surface } from './support/surfaces.ts';
import { wholeEvent, type WholeEvent } from './support/whole-event.ts';

const LIMITS: Record<Device, Limits> = {
  laptop: { text: 14, target: 0 },
  tablet: { text: 15, target: 48 },
  uprightTablet: { text: 15, target: 48 },
  chief: { text: 14, target: 0 },
  wall: { text: 24, target: 0 },
  phone: { text: 15, target: 44 },
};
const LANGUAGES = { zh: 'zh-CN', en: 'en-GB' } as const;

let product: OwnProduct;
let whole: WholeEvent;

test.beforeAll(async () => {
  product = await startOwnProduct();
  whole = await wholeEvent(product);
  expect(whole.spoilt).toBeGreaterThan(20);
});
test.afterAll(async () => {
  whole.close();
  await product.stop();
});

async function show(page: Page, surface: Surface, language: string): Promise<void> {
  if (surface.as) await signInAs(page.context(), whole.people[surface.as]);
  // What the server composes by itself knows no device's language.
  const query = surface.route.startsWith('/results') ? `?lang=${language}` : '';
  await page.goto(`${product.base}${addressOf(surface, whole.places[surface.at ?? 'running'])}${query}`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('every page of the web app has its line', () => {
  const audited = new Set(SURFACES.map(({ route }) => route));
  expect(pagesOfWeb().filter((page) => !audited.has(page)), 'add a line for each to tests/e2e/support/surfaces.ts').toEqual([]);
});

for (const surface of SURFACES) {
  for (const [language, locale] of Object.entries(LANGUAGES)) {
    test(`${titleOf(surface)}, in ${language}`, async ({ open }) => {
      const page = await open(surface.device, { locale, ...(surface.expected && { expected: surface.expected }) });
      await show(page, surface, language);
      await audit(page, LIMITS[surface.device]);
      if (language === 'en') expect(await chineseOn(page, whole.chinese)).toEqual([]);
      await auditDialogs(page, LIMITS[surface.device]);
    });
  }
}

test('the language switches in place and stays over a reload', async ({ open }) => {
  const page = await open('laptop');
  await page.goto('/sign-in');
  const password = page.getByLabel('密码');
  await password.fill('half typed');
  await page.getByRole('button', { name: '切换到英文' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByLabel('Password')).toHaveValue('half typed');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});
