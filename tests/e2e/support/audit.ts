// What every page is held to, whatever is on it: no overflow, no text taken for markup, readable sizes, reachable targets, names, one heading, what axe knows, one language.

import { expect, type Page } from '@playwright/test';
import { HOSTILE_ELEMENT } from '../../support/hostile-hands.ts';
import { faultsOf } from './axe.ts';

export type Limits = {
  /** CSS pixels of the smallest text. */
  readonly text: number;
  /** CSS pixels of the smallest side of anything pressed; 0 where a mouse is used. */
  readonly target: number;
};
type Box = { readonly width: number; readonly height: number };
/** As much of an element as the audit asks for; it runs in the page, where the browser's own types are. */
type Seen = {
  readonly tagName: string;
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>;
  readonly textContent: string | null;
  readonly labels?: Iterable<Seen> | null;
  getAttribute(name: string): string | null;
  closest(selector: string): Seen | null;
  querySelector(selector: string): Seen | null;
  getBoundingClientRect(): Box;
  checkVisibility(options: { opacityProperty: boolean; visibilityProperty: boolean }): boolean;
};
type Style = { readonly [name in 'fontSize' | 'position' | 'content' | 'top' | 'bottom' | 'left' | 'right']: string };
declare function getComputedStyle(element: Seen, part?: string): Style;

/** One page as it stands now. */
export async function audit(page: Page, limits: Limits): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }), 'headings of the page').toHaveCount(1);
  await atRest(page);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 'horizontal overflow').toBeLessThanOrEqual(0);
  expect(await page.locator(HOSTILE_ELEMENT).count(), 'texts taken for markup').toBe(0);
  expect(await tooSmall(page, limits.text), `texts under ${limits.text} px`).toEqual([]);
  expect(await tooNarrow(page, limits.target), `targets under ${limits.target} px`).toEqual([]);
  expect(await nameless(page), 'controls without a name').toEqual([]);
  // Words of 24 px and more, which is all the wall has, are clear at 4.5:1.
  expect(await faultsOf(page, limits.text < 24), 'what axe finds').toEqual([]);
}

/** Widths mean something once the page has its own type, places and colours once nothing moves that will come to its end. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(`document.fonts.ready.then(() => Promise.allSettled(document.getAnimations()
    .filter(({ playState, effect }) => playState === 'running' && effect.getComputedTiming().endTime < Infinity).map(({ finished }) => finished)).then(() => true))`);
}

/** The page in Chinese, then in English, where nothing but the event's own words is Chinese; and back. @param data those words. */
export async function auditBoth(page: Page, limits: Limits, data: readonly string[]): Promise<void> {
  await audit(page, limits);
  await page.getByRole('button', { name: '切换到英文' }).first().click();
  // What was read out on the way here was read out in Chinese.
  await page.reload({ waitUntil: 'networkidle' });
  await audit(page, limits);
  expect(await chineseOn(page, data)).toEqual([]);
  await page.getByRole('button', { name: 'Switch to Chinese' }).first().click();
}

function tooSmall(page: Page, least: number): Promise<string[]> {
  return page.locator('body *').evaluateAll((elements: Seen[], least) => elements.flatMap((element) => {
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent?.trim() ?? '').join('');
    const box = element.getBoundingClientRect();
    if (own === '' || box.width <= 1 || box.height <= 1 || element.closest('svg') || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
    const { fontSize } = getComputedStyle(element);
    return parseFloat(fontSize) < least ? [`${fontSize} ${own.slice(0, 40)}`] : [];
  }), least);
}

function tooNarrow(page: Page, least: number): Promise<string[]> {
  return page.locator('button, a[href], [role=button], select').evaluateAll((elements: Seen[], least) => elements.flatMap((element) => {
    const box = element.getBoundingClientRect();
    // A small thing may be pressed around itself: what lies over it, placed by its negative insets, takes the finger.
    const { content, position, top, bottom, left, right } = getComputedStyle(element, '::after');
    const grown = content !== 'none' && position === 'absolute';
    const width = box.width - (grown ? parseFloat(left) + parseFloat(right) : 0);
    const height = box.height - (grown ? parseFloat(top) + parseFloat(bottom) : 0);
    if (box.width <= 1 || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
    const words = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
    // Half a pixel is how a zoomed page rounds.
    return width < least - 0.5 || height < least - 0.5 ? [`${width.toFixed(1)} × ${height.toFixed(1)} ${words.slice(0, 40)}`] : [];
  }), least);
}

function nameless(page: Page): Promise<string[]> {
  return page.locator('button, a[href], input, select, textarea, [role=img]').evaluateAll((elements: Seen[]) => elements.flatMap((element) => {
    if (!element.checkVisibility({ opacityProperty: false, visibilityProperty: true })) return [];
    const named = ['aria-label', 'aria-labelledby', 'title'].some((name) => element.getAttribute(name)) || [...(element.labels ?? [])].some(({ textContent }) => textContent?.trim()) || element.textContent?.trim() || element.querySelector('[aria-label], title');
    return named ? [] : [`${element.tagName} ${element.getAttribute('class') ?? ''}`];
  }));
}

/** Chinese characters that a reader of the English page sees, except in `data` and where the page marks them as Chinese. */
export function chineseOn(page: Page, data: readonly string[]): Promise<string[]> {
  return page.locator('body *').evaluateAll((elements: Seen[], data) => elements.flatMap((element) => {
    if (element.closest('[lang=zh]')) return [];
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent ?? '');
    const told = ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? '');
    return [...own, ...told].filter((words) => /\p{Script=Han}/u.test(data.reduce((rest, text) => rest.replaceAll(text, ''), words)));
  }), data);
}
