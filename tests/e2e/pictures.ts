// Takes the pictures of the READMEs into docs/images: build the web pages, then `node tests/e2e/pictures.ts`. Starts and stops the product by itself.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions } from '@playwright/test';
import { findBrowser } from '../../apps/launcher/src/browser.ts';
import { root } from '../../apps/launcher/src/workplace.mjs';
import { command } from '../../apps/simulator/src/client.ts';
import { makeOrganiser, pairJudge, PASSWORD, signInOrganiser } from '../support/factory.ts';
import { connect, Tablet } from '../support/panel.ts';
import startProduct from '../support/services-playwright.ts';
import type { Visitor } from '../support/visitor.ts';
import { baseUrl, setupUrl, signInAs } from './support/account.ts';
import { markHalf } from './support/demo-contest.ts';

const SEED = 20270520;
const CONTEST = 'E'; // 会务服务
const TABLET = { width: 1280, height: 800 };
const WALL = { width: 1920, height: 1080 };

/** npm run simulate, with the same seed every time. */
async function simulate(...options: string[]): Promise<void> {
  const account = ['--url', baseUrl(), '--name', '组委会', '--password', PASSWORD, '--seed', String(SEED)];
  const child = spawn(process.execPath, [join(root, 'apps/simulator/src/main.ts'), ...account, '--speed', 'max', '--keep-open', ...options], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The simulator ended with ${code}.`);
}

async function picture(browser: Browser, file: string, path: string, options: BrowserContextOptions, as?: Visitor): Promise<void> {
  const context = await browser.newContext({ ...options, baseURL: baseUrl(), locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  if (as) await signInAs(context, as);
  const page = await context.newPage();
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: join(root, 'docs/images', file) });
  await context.close();
}

const stop = await startProduct();
const browser = await chromium.launch({ ...(findBrowser() && { executablePath: findBrowser()! }), args: ['--no-sandbox', '--disable-gpu'] });
try {
  await makeOrganiser(baseUrl(), setupUrl());
  const organiser = await signInOrganiser(baseUrl());
  const [event] = await organiser.call('GET /api/events');
  const { contests } = await organiser.call('GET /api/events/:eventId/control', { params: { eventId: event!.id } });
  const contest = contests.find(({ letter }) => letter === CONTEST)!;
  await organiser.call('POST /api/events/:eventId/contests/:contestId/settings', { params: { eventId: event!.id, contestId: contest.id }, body: { boardNames: 'name' } });
  await simulate('--contests', contests.filter(({ letter }) => letter !== CONTEST).map(({ letter }) => letter).join(), '--entrants', '4');
  await simulate('--contests', CONTEST, '--entrants', '12');

  const seated = async (role: 'judge' | 'chief', seat: number): Promise<Tablet> => {
    const { judgeId } = contest.seats.find((one) => one.role === role && (role === 'chief' || one.seat === seat))!;
    const visitor = await pairJudge(organiser, event!.id, judgeId);
    const tablet = new Tablet(await connect(visitor), visitor);
    await tablet.join();
    return tablet;
  };
  const chief = await seated('chief', 0);
  const judge = await seated('judge', 3);
  const entrantId = judge.desk.entrants.find(({ state }) => state === 'waiting')!.id;
  await chief.connection.send('entrant:call', { ...command(), entrantId });
  await markHalf(judge, entrantId, SEED);
  await picture(browser, 'judge-tablet.png', '/judge', { viewport: TABLET, hasTouch: true }, judge.visitor);
  await picture(browser, 'board.png', `/board/${event!.id}/${contest.id}`, { viewport: WALL });
  for (const { connection } of [chief, judge]) connection.close();
} finally {
  await browser.close();
  await stop();
}
