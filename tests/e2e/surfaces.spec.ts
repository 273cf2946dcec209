// Every surface at its real size, in both languages, is held to the same audit; and the language stays as it was chosen.

import { expect, type Page } from '@playwright/test';
import type { Visitor } from '../support/visitor.ts';
import { ORGANISER, organiser, signInAs } from './support/account.ts';
import { audit, chineseOn, type Limits } from './support/audit.ts';
import { demoContest, type DemoContest } from './support/demo-contest.ts';
import { REFUSED, test, type Device } from './support/devices.ts';

const LIMITS: Record<Device, Limits> = {
  laptop: { text: 14, target: 0 },
  tablet: { text: 15, target: 48 },
  uprightTablet: { text: 15, target: 48 },
  chief: { text: 14, target: 0 },
  wall: { text: 24, target: 0 },
  phone: { text: 15, target: 44 },
};
const LANGUAGES = { zh: 'zh-CN', en: 'en-GB' } as const;

type Surface = { readonly name: string; readonly device: Device; readonly as?: () => Visitor; readonly path: () => string; readonly expected?: RegExp };

let signedIn: Visitor;
let demo: DemoContest;
const event = (): string => demo.panel.made.eventId;
const contest = (): string => demo.panel.made.contestId;
const judge = (): Visitor => demo.panel.tablets[0]!.visitor;
const sheet = (place: number): string => demo.panel.tablets[0]!.sheet(demo.panel.entrants[place]!).id;
const asOrganiser = (): Visitor => signedIn;

const SURFACES: readonly Surface[] = [
  { name: 'start', device: 'phone', path: () => '/' },
  { name: 'set-up', device: 'laptop', path: () => '/setup/not-a-token' },
  { name: 'sign-in', device: 'laptop', path: () => '/sign-in' },
  { name: 'events', device: 'laptop', as: asOrganiser, path: () => '/console' },
  { name: 'control room', device: 'laptop', as: asOrganiser, path: () => `/console/${event()}` },
  { name: 'import', device: 'laptop', as: asOrganiser, path: () => `/console/${event()}/import` },
  { name: 'seats', device: 'laptop', as: asOrganiser, path: () => `/console/${event()}/seats` },
  { name: 'contest', device: 'laptop', as: asOrganiser, path: () => `/console/${event()}/contests/${contest()}` },
  { name: 'joining', device: 'tablet', path: () => '/join' },
  { name: 'joining, upright', device: 'uprightTablet', path: () => '/join' },
  { name: 'marking', device: 'tablet', as: judge, path: () => '/judge' },
  { name: 'marking, upright', device: 'uprightTablet', as: judge, path: () => '/judge' },
  { name: 'reading back', device: 'tablet', as: judge, path: () => `/judge/${sheet(1)}/review` },
  { name: 'handed in', device: 'uprightTablet', as: judge, path: () => `/judge/${sheet(0)}/review` },
  { name: 'chief', device: 'chief', as: () => demo.panel.chief.visitor, path: () => '/chief' },
  { name: 'overview', device: 'wall', path: () => `/board/${event()}` },
  { name: 'board', device: 'wall', path: () => `/board/${event()}/${contest()}` },
  { name: 'asking for the code', device: 'phone', path: () => '/my-result', expected: REFUSED },
  { name: 'own result', device: 'phone', path: () => `/r/${demo.badge.resultCode}` },
];

test.beforeAll(async () => {
  signedIn = await organiser();
  demo = await demoContest(signedIn, 'E', 7);
});
test.afterAll(() => demo.panel.close());

async function show(page: Page, { as, path }: Surface): Promise<void> {
  if (as) await signInAs(page.context(), as());
  await page.goto(path(), { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

for (const surface of SURFACES) {
  for (const [language, locale] of Object.entries(LANGUAGES)) {
    test(`${surface.name} on ${surface.device} in ${language}`, async ({ open }) => {
      const page = await open(surface.device, { locale, ...(surface.expected && { expected: surface.expected }) });
      await show(page, surface);
      await audit(page, LIMITS[surface.device]);
      if (language === 'en') expect(await chineseOn(page, [...demo.chinese, ORGANISER.name, '擂台'])).toEqual([]);
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
