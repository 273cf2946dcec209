// Every document on paper: as many pages as it needs, heads and page numbers on each, both languages; and a results book of 5,000, laid out a few rows at a time.

import { writeFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { CONTEST_PAPERS, EVENT_PAPERS } from '@leitai/contract/paper-kinds';
import { makeAccount } from '../support/factory.ts';
import { finish, judgedEvent, publish } from '../support/final.ts';
import type { Panel } from '../support/panel.ts';
import { signInAs } from './support/account.ts';
import { test } from './support/devices.ts';
import { startOwnProduct, type OwnProduct } from './support/own-product.ts';

const MANY = 5_000;

let product: OwnProduct;
let panel: Panel;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  product = await startOwnProduct();
  const supervisor = await makeAccount(product.organiser, 'supervisor', '文件监督');
  [panel] = (await judgedEvent(product.organiser, { posts: ['CLEAN_INDOOR'], entrants: 5 })) as [Panel];
  await publish(product.organiser, supervisor, panel);
  await finish(product, product.organiser, panel);
});
test.afterAll(async () => {
  panel.close();
  await product.stop();
});

/** More entrants with the results of those that were judged: a hall no panel marks in a test's time. */
async function crowd(count: number): Promise<void> {
  const { eventId, contestId } = panel.made;
  await product.db.$transaction([
    product.db.$executeRaw`INSERT INTO person (event_id, id, name, organisation_id)
      SELECT ${eventId}::uuid, md5('p' || n)::uuid, '欧阳' || n, (SELECT id FROM organisation WHERE event_id = ${eventId}::uuid ORDER BY id LIMIT 1) FROM generate_series(1, ${count}::int) n`,
    product.db.$executeRaw`INSERT INTO entrant (event_id, id, contest_id, person_id, organisation_id, position, code, state)
      SELECT ${eventId}::uuid, md5('e' || n)::uuid, ${contestId}::uuid, md5('p' || n)::uuid, (SELECT id FROM organisation WHERE event_id = ${eventId}::uuid ORDER BY id LIMIT 1), n + 100, 'A-' || n + 100, 'confirmed' FROM generate_series(1, ${count}::int) n`,
    product.db.$executeRaw`INSERT INTO result (event_id, entrant_id, contest_id, seq, status, total, score, sheets, confirmed_at)
      SELECT r.event_id, md5('e' || n)::uuid, r.contest_id, r.seq, r.status, r.total, r.score, r.sheets, r.confirmed_at
      FROM generate_series(1, ${count}::int) n JOIN (SELECT *, row_number() OVER (ORDER BY entrant_id) AS turn FROM result WHERE contest_id = ${contestId}::uuid) r ON r.turn = n % 5 + 1`,
  ]);
}

async function pdf(page: Page, name: string): Promise<{ pages: number; sizes: string[] }> {
  await page.evaluate('document.fonts.ready');
  const bytes = await page.pdf({ preferCSSPageSize: true });
  await writeFile(test.info().outputPath(`${name}.pdf`), bytes);
  const text = bytes.toString('latin1');
  return { pages: text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0, sizes: [...new Set(text.match(/\/MediaBox \[[^\]]*\]/g))] };
}

const PORTRAIT = /\/MediaBox \[0 0 59[45]\.\d* 84[12]/;
const LANDSCAPE = /\/MediaBox \[0 0 84[12]\.\d* 59[45]/;
/** With more columns than a page is wide upright. */
const ACROSS: readonly string[] = ['problem-list', 'measure-list', 'training-list'];
const ready = (page: Page) => expect(page.getByRole('button', { name: /^(打印|Print)$/ })).toBeEnabled({ timeout: 60_000 });

test('each document is laid out and prints on A4, and the list says what the others wait for', async ({ open }) => {
  test.setTimeout(180_000);
  const { eventId, contestId } = panel.made;
  for (const locale of ['zh-CN', 'en-GB']) {
    const page = await open('laptop', { locale });
    await signInAs(page.context(), product.organiser);
    const { papers } = await product.organiser.call('GET /api/events/:eventId/papers', { params: { eventId } });
    const there = papers.filter(({ need }) => need === null);
    expect(there.map(({ kind }) => kind)).toEqual([...EVENT_PAPERS, ...CONTEST_PAPERS].filter((kind) => !['appeals', 'first-register', 'second-register', 'draw-record', 'qualification-list', 'grade-list'].includes(kind)));
    for (const { kind, contestId: of } of there) {
      await page.goto(`${product.base}/paper/${eventId}/${of ? `${kind}/${contestId}` : kind}`);
      await ready(page);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const { pages, sizes } = await pdf(page, `${kind}-${locale}`);
      expect(pages, kind).toBeGreaterThan(0);
      expect(sizes, kind).toEqual([expect.stringMatching(ACROSS.includes(kind) ? LANDSCAPE : PORTRAIT)]);
      // A sheet for each judge and entrant, never two on a page; most fit one.
      if (kind === 'blank-sheets') expect(pages).toBeGreaterThanOrEqual(5 * 3);
    }
  }
});

test('a results book of 5,000 says how far it is, can be stopped and gone on with, and is not printed by halves', async ({ open }) => {
  test.setTimeout(240_000);
  await crowd(MANY);
  const page = await open('laptop');
  await signInAs(page.context(), product.organiser);
  await page.addInitScript(`window.longest = 0; new PerformanceObserver((list) => { for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration); }).observe({ type: 'longtask', buffered: true });`);
  await page.goto(`${product.base}/paper/${panel.made.eventId}/results-book`);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByRole('status')).toContainText(/已排 \d+ \/ 5\d{3} 行/, { timeout: 60_000 });
  await page.getByRole('button', { name: '停止' }).click();
  await expect(page.getByText('已停止')).toBeVisible();
  await expect(page.getByRole('button', { name: '打印' })).toBeDisabled();
  await page.getByRole('button', { name: '继续' }).click();
  await ready(page);
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(MANY);
  // How long depends on the machine: it is told with the report, not held against a number.
  const longest = Math.round(await page.evaluate<number>('window.longest'));
  test.info().annotations.push({ type: 'longest task', description: `${longest} ms` });
  const { pages } = await pdf(page, 'results-book-5000');
  expect(pages).toBeGreaterThan(100);
  const workbook = await product.organiser.fetch(`/api/events/${panel.made.eventId}/papers/results-book.xlsx`);
  expect((await workbook.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
});
