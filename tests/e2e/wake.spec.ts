// A board that slept, or missed a frame, is right again by itself: nothing it was told before counts then.

import { expect, type Page } from '@playwright/test';
import { organiser } from './support/account.ts';
import { test } from './support/devices.ts';
import { makePanel, type Panel } from '../support/panel.ts';

// One goes on where the other ended: what fails begins anew with the first.
test.describe.configure({ mode: 'serial' });

let panel: Panel;
test.beforeAll(async () => {
  panel = await makePanel(await organiser(), { entrants: 5, judges: 3 });
});
test.afterAll(() => panel.close());

/** What reaches the page from the server, as long as `awake`: a device that sleeps hears nothing, and its connection looks alive. */
async function listen(page: Page): Promise<{ awake: boolean }> {
  const device = { awake: true };
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      if (device.awake || message === '2') socket.send(message);
    });
  });
  return device;
}

async function confirm(index: number): Promise<void> {
  await panel.submitAll(panel.entrants[index]!, 20 + index);
  await panel.confirm(panel.entrants[index]!);
}

const rows = (page: Page) => page.getByRole('row').filter({ hasText: /\d+\.\d\d/ });

test('a screen that slept is right again as soon as it wakes', async ({ open }) => {
  await confirm(0);
  const page = await open('wall');
  const device = await listen(page);
  await page.goto(`/board/${panel.made.eventId}/${panel.made.contestId}`);
  await expect(rows(page)).toHaveCount(1);

  device.awake = false;
  await confirm(1);
  await confirm(2);
  await expect(rows(page)).toHaveCount(1);
  device.awake = true;
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await expect(rows(page)).toHaveCount(3);
});

test('a screen that missed a frame asks for the whole at the next', async ({ open }) => {
  const page = await open('wall');
  const device = await listen(page);
  await page.goto(`/board/${panel.made.eventId}/${panel.made.contestId}`);
  await expect(rows(page)).toHaveCount(3);
  device.awake = false;
  await confirm(3);
  device.awake = true;
  await confirm(4);
  await expect(rows(page)).toHaveCount(5);
});
