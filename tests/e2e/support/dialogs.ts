// What every dialog is held to: opened from the keyboard, sound by itself, closed by Escape, and the focus back where it was.

import { expect, type Page } from '@playwright/test';
import { audit, type Limits } from './audit.ts';

/** As much of a button as is asked for in the page. */
type Named = { readonly textContent: string | null; getAttribute(name: string): string | null };

/** The house's sign for a button that asks something first. */
const ASKS = /…$/;

/** Every dialog the page offers as it stands now. */
export async function auditDialogs(page: Page, limits: Limits): Promise<void> {
  const openers = page.getByRole('button', { name: ASKS, disabled: false });
  const labels = await openers.evaluateAll((buttons: Named[]) => buttons.map((button) => (button.getAttribute('aria-label') ?? button.textContent ?? '').replaceAll(/[\dA-Z-]/g, '')));
  // One of those that differ in nothing but a code.
  const different = labels.flatMap((label, index) => (labels.indexOf(label) === index ? [openers.nth(index)] : []));
  for (const opener of different) {
    await opener.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await expect(dialog.locator(':focus'), 'the focus is in the dialog').toHaveCount(1);
    await expect(dialog.getByRole('heading').first(), 'a title asks nothing').not.toHaveText(ASKS);
    await audit(page, limits);
    await page.keyboard.press('Escape');
    await expect(dialog, 'closed').toHaveCount(0);
    await expect(opener, 'the focus comes back').toBeFocused();
  }
}
