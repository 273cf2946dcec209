// A judge's hand: marks a criterion on the tablet through its real control, whatever its scale.

import { expect, type Locator, type Page } from '@playwright/test';
import type { ChecklistScale, CountScale, Criterion, MarkValue } from '@leitai/scoring';

export const criterionRow = (page: Page, criterion: Criterion): Locator => page.getByRole('article', { name: criterion.no, exact: true });

/** @throws where the mark is not of the criterion's scale. */
export async function markByHand(page: Page, criterion: Criterion, value: MarkValue): Promise<void> {
  const row = criterionRow(page, criterion);
  const { scale } = criterion;
  switch (value.type) {
    case 'pass-fail':
      return row.getByRole('radio', { name: value.pass ? '合格' : '不合格', exact: true }).tap();
    case 'levels':
      return row.getByRole('radio', { name: new RegExp(`^${value.level}`) }).tap();
    case 'checklist':
      return scale.type === 'checklist' ? tick(row, scale, value.ticks) : mismatch(criterion);
    case 'count':
      return scale.type === 'count' ? count(row, scale, value.counts) : mismatch(criterion);
    case 'measure':
      await read(page, row, value.readings);
      break;
    case 'time':
      await read(page, row, [digitsOf(value.seconds)]);
      break;
    case 'points':
      return read(page, row, [value.points]);
    case 'rank-points':
      await read(page, row, [value.reading]);
      break;
    case 'not-applicable':
    case 'veto':
      return mismatch(criterion);
  }
  if (scale.type !== 'measure' && scale.type !== 'time' && scale.type !== 'rank-points') return mismatch(criterion);
  for (const { id, name } of scale.faults ?? []) await more(row, name.zh, value.faults?.[id] ?? 0);
}

function mismatch(criterion: Criterion): never {
  throw new TypeError(`The mark does not fit criterion ${criterion.no}.`);
}

async function tick(row: Locator, { items }: ChecklistScale, ticks: Readonly<Record<string, boolean>>): Promise<void> {
  const found = items.filter(({ id }) => ticks[id]);
  if (found.length === items.length) return row.getByRole('button', { name: '全部符合' }).tap();
  if (found.length === 0) return row.getByRole('button', { name: '全不符合' }).tap();
  for (const { name } of found) {
    const box = row.getByRole('checkbox', { name: name.zh });
    if ((await box.getAttribute('aria-checked')) !== 'true') await box.tap();
  }
  await expect(row.getByRole('checkbox', { checked: true })).toHaveCount(found.length);
}

/** Nothing is assumed: without a single tap on + the judge has to say that there was nothing. */
async function count(row: Locator, { kinds }: CountScale, counts: Readonly<Record<string, number>>): Promise<void> {
  const single = kinds.length === 1;
  let taps = 0;
  for (const { id, name } of kinds) {
    const group = row.getByRole('group', { name: name.zh, exact: true });
    if (!single && (await group.count()) === 0) continue; // the kind that takes the rest
    taps += await more(row, single ? null : name.zh, counts[id] ?? 0);
  }
  if (taps === 0) await row.getByRole('button', { name: /无扣分|没有可计的|^\d+ 个全部/ }).tap();
}

async function more(row: Locator, kind: string | null, times: number): Promise<number> {
  const group = kind === null ? row : row.getByRole('group', { name: kind, exact: true });
  for (let tap = 0; tap < times; tap += 1) await group.getByRole('button', { name: '加一次' }).tap();
  return times;
}

/** Opens the keypad on the first reading; 确定 goes on to the next that is missing, and closes after the last. */
async function read(page: Page, row: Locator, readings: readonly string[]): Promise<void> {
  await row.getByRole('button', { name: readings.length === 1 ? /点此读数|^[\d.:—]/ : /^1\b/ }).first().tap();
  const keypad = page.getByRole('dialog');
  for (const reading of readings) {
    for (const key of reading) await keypad.getByRole('button', { name: key === '-' ? '±' : key, exact: true }).tap();
    await keypad.getByRole('button', { name: '确定' }).tap();
  }
  await expect(keypad).toBeHidden();
}

/** What is typed for a time: the digits of the clock. "290" seconds is 4:50, so "450". */
function digitsOf(seconds: string): string {
  const [whole = '0', fraction = ''] = seconds.split('.');
  const total = Number(whole);
  const clock = `${Math.floor(total / 60)}${String(total % 60).padStart(2, '0')}${fraction}`;
  return clock.replace(/^0+(?=\d)/, '');
}
