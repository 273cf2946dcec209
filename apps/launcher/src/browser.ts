// The browser the tests drive: one that is there, or Debian's, or Playwright's own.

import { spawnSync } from 'node:child_process';
import { chromium } from '@playwright/test';
import { install, mayInstall } from './apt.mjs';
import { findProgram, isExecutable } from './places.ts';
import { LaunchError, say } from './workplace.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The program of a Chromium on this machine: CHROMIUM_PATH, an installed one, or one that Playwright fetched. */
export function findBrowser(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  return findProgram(names) ?? [...applications, chromium.executablePath()].find(isExecutable);
}

/**
 * The same, installed first where there is none; with Debian's comes a font for Chinese.
 * @throws LaunchError when no way of installing one works
 */
export function provideBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  say('本机没有 Chromium，正在安装（约一分钟）……', 'no Chromium on this machine: installing it, about a minute…');
  const problem = mayInstall() ? install(['chromium', 'fonts-noto-cjk']) : undefined;
  if (!findBrowser()) spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' });
  const installed = findBrowser();
  if (installed) return installed;
  throw new LaunchError(
    `无法安装 Chromium，浏览器测试需要它。请自行安装，或用 CHROMIUM_PATH 指出其位置。${problem ?? ''}`,
    'Chromium could not be installed, and the browser tests need it. Install it, or say where it is with CHROMIUM_PATH.',
  );
}
