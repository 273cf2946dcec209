// What axe finds on a page as it stands: WCAG 2.2 A and AA, the house's contrast, and the habits of headings and regions.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @param contrast whether small text needs 7:1 (the light theme; all text on the wall is large). @returns each fault with what it says of itself. */
export async function faultsOf(page: Page, contrast: boolean): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode() // within this page: the other mode opens one of its own
    .options({ runOnly: STANDARDS, rules: { 'color-contrast-enhanced': { enabled: contrast } } })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) => `${id}: ${[...any, ...all, ...none].map(({ message }) => message).join(' ')} ${html.slice(0, 200)}`));
}
