// What judges do on their tablets, and the chief at the desk, step by step.

import { expect, type Page } from '@playwright/test';
import type { Criterion, Marks } from '@leitai/scoring';
import type { Card } from './organiser-walk.ts';
import { markByHand } from './marking.ts';

/** Types the code from the card on the keys of the screen. */
export async function joinByKeypad(tablet: Page, { code }: Card, name: string): Promise<void> {
  await tablet.goto('/join');
  for (const key of code) await tablet.getByRole('button', { name: key, exact: true }).tap();
  await sayYes(tablet, name, 'judge');
}

/** Opens what the card's QR code says. */
export async function joinByLink(page: Page, { url }: Card, name: string, as: 'judge' | 'chief'): Promise<void> {
  await page.goto(url);
  await sayYes(page, name, as);
}

async function sayYes(page: Page, name: string, as: 'judge' | 'chief'): Promise<void> {
  await expect(page.getByRole('heading', { name: '确认身份' })).toBeVisible();
  await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: '是我，进入评分' }).click();
  await page.waitForURL(`**/${as}`);
}

export async function markAll(tablet: Page, criteria: readonly Criterion[], marks: Marks): Promise<void> {
  for (const criterion of criteria) await markByHand(tablet, criterion, marks[criterion.id]!);
}

/** Works while the network is cut: the tablet counts what is unsent, and sends it once the network is back. */
export async function withoutNetwork(tablet: Page, work: () => Promise<void>): Promise<void> {
  const connection = tablet.getByRole('status');
  await expect(connection).toHaveText('实时');
  await tablet.context().setOffline(true);
  await expect(connection).toContainText('离线');
  await work();
  await expect(connection).toContainText(/离线 · \d+ 条待发送/);
  await tablet.context().setOffline(false);
  await expect(connection).toHaveText('实时');
}

/** Draws on the signing pad with the mouse. */
export async function sign(tablet: Page): Promise<void> {
  const pad = tablet.getByRole('img', { name: '签名区，还没有签名' });
  await tablet.evaluate('document.fonts.ready');
  await pad.scrollIntoViewIfNeeded();
  const frame = (await pad.boundingBox())!;
  const { x, y, width, height } = frame;
  for (const [left, right] of [[0.2, 0.45], [0.5, 0.8]] as const) {
    await tablet.mouse.move(x + width * left, y + height * 0.3);
    await tablet.mouse.down();
    await tablet.mouse.move(x + width * (left + 0.05), y + height * 0.7, { steps: 6 });
    await tablet.mouse.move(x + width * right, y + height * 0.4, { steps: 6 });
    await tablet.mouse.up();
  }
  await expect(tablet.getByRole('button', { name: '重签' })).toBeVisible();
  // What is signed must not move under the pen.
  expect(await tablet.getByRole('img', { name: / 的签名$/ }).boundingBox()).toEqual(frame);
}

/** Both promises and the signature, then the commitment. */
export async function promiseAndHandIn(tablet: Page, words: string): Promise<void> {
  await tablet.getByRole('checkbox', { name: '本人独立评分' }).tap();
  await tablet.getByRole('checkbox', { name: '知悉签名后评分表锁定' }).tap();
  await sign(tablet);
  await tablet.getByRole('button', { name: words, exact: true }).tap();
}

export async function handIn(tablet: Page, words: string): Promise<void> {
  await promiseAndHandIn(tablet, words);
  await expect(tablet.getByText('待裁判长确认')).toBeVisible();
}

export async function returnItem(chief: Page, judge: string, criterion: Criterion, reason: string): Promise<void> {
  await chief.getByRole('button', { name: '退回复评…' }).click();
  const dialog = chief.getByRole('dialog');
  await dialog.getByRole('radio', { name: judge }).check();
  await dialog.getByRole('checkbox', { name: criterion.name.zh }).check();
  await dialog.getByRole('textbox', { name: '原因' }).fill(reason);
  await dialog.getByRole('button', { name: /^退回 .*，复评 1 项$/ }).click();
  await expect(dialog).toBeHidden();
}
