// Everybody's device: a browser context of its own at its real size, held to no error in any console.

import { expect, test as base, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';

export const SIZES = {
  laptop: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 1280, height: 800 }, hasTouch: true },
  uprightTablet: { viewport: { width: 800, height: 1280 }, hasTouch: true },
  chief: { viewport: { width: 1280, height: 800 } },
  wall: { viewport: { width: 1920, height: 1080 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} satisfies Record<string, BrowserContextOptions>;

export type Device = keyof typeof SIZES;
type Options = Pick<BrowserContextOptions, 'locale' | 'timezoneId' | 'storageState' | 'baseURL'> & {
  /** What the browser itself will report as an error, because the test causes it. */
  expected?: RegExp;
};
type Fixtures = { open: (device: Device, options?: Options) => Promise<Page> };

/** A network that is cut, or a refusal the test asks for, is reported by the browser whatever the page does. */
export const REFUSED = /the server responded with a status of 4\d\d/;
export const CUT = /net::ERR_INTERNET_DISCONNECTED|WebSocket/;

/** By the keyboard, once it may be pressed: a key on a button that still waits for something is lost. */
export async function pressEnter(button: Locator): Promise<void> {
  await expect(button).toBeEnabled();
  await button.press('Enter');
}

/** The service worker has taken the page over, and with it the app is on the device. */
export const appIsKept = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => {
    const worker = navigator.serviceWorker;
    await worker.ready;
    if (!worker.controller) await new Promise((done) => worker.addEventListener('controllerchange', done, { once: true }));
  })()`);

export const test = base.extend<Fixtures>({
  open: async ({ browser }, use) => {
    const faults: string[] = [];
    const opened: Page[] = [];
    await use(async (device, { expected, ...options } = {}) => {
      const context = await browser.newContext({ ...SIZES[device], ...options });
      const page = await context.newPage();
      const note = (what: string): void => void (!expected?.test(what) && faults.push(`${device}: ${what}`));
      page.on('console', (message) => message.type() === 'error' && note(`${message.text()} ${message.location().url}`));
      page.on('pageerror', (error) => note(String(error)));
      opened.push(page);
      return page;
    });
    // Errors of the browser, of the page, and every breach of the page's own policy are told on the console.
    expect(faults).toEqual([]);
    for (const page of opened) await page.context().close();
  },
});
