// The browser tests: the whole product in a real Chromium, one test at a time.

import { defineConfig } from '@playwright/test';
import { findBrowser } from './apps/launcher/src/browser.ts';

const executablePath = findBrowser();
const baseURL = process.env.LEITAI_BASE_URL; // set by the global set-up before a test reads this file

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/support/services-playwright.ts',
  workers: 1,
  // The main job comes first: it uses the one-time link, which is there once.
  projects: [
    { name: 'main job', testMatch: 'main-job.spec.ts' },
    { name: 'surfaces', testIgnore: 'main-job.spec.ts' },
  ],
  forbidOnly: true,
  // A browser on a busy machine may miss a beat: what fails is tried once more, and the report calls it flaky.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    ...(baseURL && { baseURL }),
    actionTimeout: 15_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false }, // what they record of every tap would cost more than the tap
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
