/** npm run bench:tap: how long a judge's tap takes until it is painted, on a processor slowed down four times, beside a bare page in the same run. */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { percentile } from '@leitai/simulator/tally';
import { findBrowser } from '../../apps/launcher/src/browser.ts';
import { startServices, stopServices } from '../../apps/launcher/src/services.ts';
import { makeEvent, makeOrganiser, openContest, pairJudge } from '../support/factory.ts';
import { temporaryFolder } from '../support/services-folder.ts';
import { startChild } from './children.ts';
import { machine } from './figures.ts';

const { values } = parseArgs({
  options: { post: { type: 'string', default: 'CONF_SETUP' }, taps: { type: 'string', default: '60' }, slower: { type: 'string', default: '4' }, json: { type: 'string' } },
});
const [taps, slower] = [Number(values.taps), Number(values.slower)];
/** Milliseconds between two taps: three a second, as a quick judge taps. */
const BETWEEN = 333;

/** One button that says what it was told: the least a tap can cost. */
const FLOOR = `<meta name="viewport" content="width=device-width"><button style="width:200px;height:80px" onclick="this.textContent=String(Number(this.textContent)+1)">0</button>`;

/** Starts noting, in the page, every tap's milliseconds from the finger to the paint that follows its handlers (Event Timing, in steps of 8). */
const NOTE = `window.taps = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.name === 'pointerup' || entry.name === 'click') taps.push([entry.interactionId, entry.duration]);
}).observe({ type: 'event', durationThreshold: 0 });`;

async function tapping(page: Page, targets: string): Promise<number[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.evaluate(NOTE);
  const found = page.locator(targets);
  const count = await found.count();
  for (let index = 0; index < taps; index += 1) {
    await found.nth(index % count).tap();
    await pause(BETWEEN);
  }
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)))');
  const noted = (await page.evaluate('taps')) as [number, number][];
  // One tap makes several events; the longest is when it was painted.
  const byTap = new Map<number, number>();
  for (const [tap, duration] of noted) byTap.set(tap, Math.max(byTap.get(tap) ?? 0, duration));
  return [...byTap.values()];
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const line = (name: string, durations: readonly number[]): string =>
  `${name.padEnd(24)}${[durations.length, percentile(durations, 0.5), percentile(durations, 0.99), Math.max(...durations)].map((value) => String(value).padStart(10)).join('')}`;

const folder = temporaryFolder();
const services = await startServices({ dataDir: folder.path, databaseUrl: undefined, redisUrl: undefined });
const browser = await chromium.launch({ ...(findBrowser() && { executablePath: findBrowser()! }), args: ['--no-sandbox', '--disable-gpu'] });
try {
  const product = await startChild('../../apps/server/src/main.ts', {
    DATABASE_URL: services.postgres.url, ...(services.redis && { REDIS_URL: services.redis.url }), HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'production',
  });
  try {
    const organiser = await makeOrganiser(product.url, String(product.ready['setupUrl']));
    const [contest] = (await makeEvent(organiser, { posts: [values.post], entrants: 1, judges: 3 })).contests;
    await openContest(organiser, contest!);
    const [name = '', value = ''] = (await pairJudge(organiser, contest!.eventId, contest!.judgeIds[0]!)).cookie.split('=');
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, hasTouch: true, locale: 'zh-CN' });
    await context.addCookies([{ name, value, url: product.url }]);
    const bare = await context.newPage();
    await bare.setContent(FLOOR);
    const floor = await tapping(bare, 'button');
    const desk = await context.newPage();
    await desk.goto(`${product.url}/judge`, { waitUntil: 'networkidle' });
    const judge = await tapping(desk, 'article [role=radio], article input[type=radio] + *, article button[aria-label]:not([disabled])');
    say(`\n轻点 → 画出 · a tap until it is painted, processor slowed ${slower} times, ${values.post}`);
    say(`${machine()}, load ${loadavg()[0]!.toFixed(1)}\n\n${''.padEnd(24)}${['taps', 'p50 ms', 'p99 ms', 'most'].map((column) => column.padStart(10)).join('')}`);
    say(`${line('floor: a bare button', floor)}\n${line('product', judge)}\n`);
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), slower, floor, product: judge }, null, 2)}\n`);
  } finally {
    await product.stop();
  }
} finally {
  await browser.close();
  await stopServices(services);
  folder.remove();
}
