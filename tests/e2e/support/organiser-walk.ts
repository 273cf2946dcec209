// What an organiser does on the console's screens, step by step.

import { expect, type Locator, type Page } from '@playwright/test';

/** A card as it is printed: the code people type, and the address its QR code leads to. */
export type Card = { readonly code: string; readonly url: string };

export type Person = { readonly name: string; readonly password: string };

export const dialogOf = (page: Page): Locator => page.getByRole('dialog');

export async function save(page: Page): Promise<void> {
  await dialogOf(page).getByRole('button', { name: '保存' }).click();
  await expect(dialogOf(page)).toBeHidden();
}

/** Through the console's own navigation. */
export const go = (page: Page, name: string): Promise<void> => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

export async function makeAccount(page: Page, link: string, person: Person): Promise<void> {
  await fillAccount(page, link, person);
  await expect(page.getByRole('heading', { name: '活动', exact: true })).toBeVisible();
}

/** Makes the account of a one-time link, wherever it leads from there. */
export async function fillAccount(page: Page, link: string, { name, password }: Person): Promise<void> {
  await page.goto(link);
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByLabel('再输一遍密码').fill(password);
  await page.getByRole('button', { name: '建立账号并进入控制台' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/setup'), { timeout: 15_000 });
}

export async function signIn(page: Page, { name, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** @returns the id of the event, which the console opens. */
export async function makeEvent(page: Page, zh: string, en: string): Promise<string> {
  await page.getByRole('button', { name: '新建活动' }).click();
  await page.getByLabel('中文名称').fill(zh);
  await page.getByLabel('英文名称').fill(en);
  await page.getByRole('button', { name: '新建', exact: true }).click();
  await page.waitForURL(/\/console\/[^/]+$/);
  return page.url().split('/').at(-1)!;
}

export async function chooseRoster(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.getByLabel('选择文件').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
}

/** Seats somebody at a vacant place of a post. */
export async function seat(page: Page, post: string, place: string, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${post}.* ${place}：空席`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill(name);
  await dialog.getByRole('button', { name: '安排裁判' }).click();
  await expect(dialog.getByRole('button', { name: '发配对码' })).toBeVisible();
  await close(dialog);
}

/** Reads the cards of the open sheet. @param key finds in the words of a card whose it is. */
export async function readCards(page: Page, key: (words: string) => string): Promise<Record<string, Card>> {
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('article').first()).toBeVisible();
  const cards = await dialog.getByRole('article').all();
  const entries = await Promise.all(cards.map(async (card) => {
    const label = await card.getByRole('img', { name: /^二维码：/ }).getAttribute('aria-label');
    const url = label!.slice('二维码：'.length);
    return [key((await card.textContent())!), { code: url.split('/').at(-1)!, url }] as const;
  }));
  await close(dialog);
  return Object.fromEntries(entries);
}

/** A contest's next step from its page: asked in a dialog, done by its last button. */
export async function takeStep(page: Page, step: '开赛' | '结束'): Promise<void> {
  await page.getByRole('button', { name: `${step}…` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: `${step} 1 个岗位` }).click();
  await expect(dialog).toBeHidden();
}

/** Draws the recheck's sample on the results page and finds no error in any of it. */
export async function recheckAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: '抽取复核样本' }).click();
  await page.getByRole('button', { name: '复核样本', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const open = dialog.getByRole('button', { name: '待查' });
  await expect(open.first()).toBeVisible();
  for (let left = await open.count(); left > 0; left -= 1) {
    await dialog.getByRole('button', { name: '无差错', exact: true }).click();
    await expect(open).toHaveCount(left - 1);
  }
  await expect(dialog).toBeHidden();
}

export async function signResults(page: Page, path: string, button: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '签字', exact: true }).click();
  await expect(dialog).toBeHidden();
}

export async function revokeTablet(page: Page, post: string, place: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${post}.* ${place}：`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '撤销平板' }).click();
  await dialog.getByRole('button', { name: '确认撤销' }).click();
  await expect(dialog.getByText('还没有配对')).toBeVisible();
  await close(dialog);
}

async function close(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: '关闭' }).click();
  await expect(dialog).toBeHidden();
}
