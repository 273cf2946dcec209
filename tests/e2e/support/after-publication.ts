// What an organiser does with a contest of three once its results are public, to the file that carries it elsewhere.

import { expect, type Page } from '@playwright/test';
import { BEHIND } from './behind.ts';
import { dialogOf, go, makeAccount, save, type Person } from './organiser-walk.ts';
import { startEmptyProduct, type EmptyProduct } from './own-product.ts';
import { readWorkbook } from './workbook.ts';

/** `desk`: the organiser's page. */
export type Published = { readonly here: EmptyProduct; readonly desk: Page; readonly eventId: string; readonly contestId: string };

/** Once the objections' time is over. */
export async function makeFinal({ here, desk, contestId }: Published): Promise<void> {
  // The deadline is set into the past for a moment: the record says when it really was, and the event file is held against it.
  const { objectionsUntil } = await here.db.contest.findFirstOrThrow({ where: { id: contestId } });
  const deadline = (data: { objectionsUntil: Date | null }) => here.db.contest.updateMany({ where: { id: contestId }, data });
  await deadline({ objectionsUntil: new Date(Date.now() - 1_000) });
  await desk.reload();
  await desk.getByRole('button', { name: '定为终局' }).click();
  await expect(desk.getByText('已终局').first()).toBeVisible();
  await deadline({ objectionsUntil });
}

/** The workbook, cell by cell. @param totals of three, the first place first. */
export async function readStandings({ here, desk, eventId, contestId }: Published, totals: readonly string[]): Promise<void> {
  await desk.goto(`/console/${eventId}/paper`);
  const [download] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('row').filter({ hasText: '名次表' }).getByRole('link', { name: '.xlsx' }).click()]);
  const [, standings] = await readWorkbook(await download.path());
  expect(standings).toEqual([
    ['名次 Rank', '编号 Code', '姓名 Name', '单位 Unit', '总分 Total', '奖项 Award', '备注 Remark'],
    ...(await here.db.entrant.findMany({ where: { contestId }, orderBy: { position: 'asc' }, include: { person: true, organisation: true } })).map(({ code, person, organisation }, place) =>
      [`${place + 1}`, code, person.name, (organisation.name as { zh: string }).zh, totals[place], ['二等奖 Second prize', '三等奖 Third prize', ''][place], '']),
  ]);
}

/** Laid out one to a page. */
export async function issueCertificates({ desk, eventId }: Published): Promise<void> {
  await desk.goto(`/console/${eventId}/certificates`);
  await desk.getByRole('button', { name: '设置样式与编号' }).click();
  await dialogOf(desk).getByLabel('编号前缀').fill('2026');
  await dialogOf(desk).getByLabel('落款单位（中文）').fill('市机关事务管理局');
  await dialogOf(desk).getByLabel('落款单位（英文）').fill('Municipal Bureau of Government Affairs');
  await dialogOf(desk).getByLabel('有成绩而未获奖').check();
  await save(desk);
  await desk.getByRole('button', { name: '颁发全部 3 张' }).click();
  await desk.getByRole('link', { name: '打印 3 张' }).click();
  await expect(desk.getByRole('status')).toHaveText('已排好 3 张，每张一页');
  const pdf = (await desk.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(3);
}

/** Prepared, and to its end. */
export async function playCeremony({ desk, eventId }: Published): Promise<void> {
  await desk.goto(`/console/${eventId}/ceremony`);
  await desk.getByRole('button', { name: '准备颁奖' }).click();
  await expect(desk.getByRole('status').filter({ hasText: '已准备好' })).toBeVisible();
  await desk.goto(`/presenter/${eventId}`);
  await desk.getByRole('button', { name: '开始典礼' }).click();
  const first = await desk.getByText(/^第 1 \/ \d+ 步$/).textContent();
  const all = Number(/\d+(?= 步)/.exec(first!)![0]);
  for (let step = 2; step <= all; step += 1) {
    await desk.getByRole('button', { name: '下一步', exact: true }).click();
    await expect(desk.getByText(`第 ${step} / ${all} 步`, { exact: true })).toBeVisible();
  }
  await desk.getByRole('button', { name: '结束典礼' }).click();
  await dialogOf(desk).getByRole('button', { name: '结束典礼' }).click();
  await expect(desk.getByText('典礼已结束')).toBeVisible();
}

/** To a house of its own, where it gives the same results, hash for hash; and as practice to this one. */
export async function carryElsewhere({ here, desk, eventId, contestId }: Published, open: (baseURL: string) => Promise<Page>, as: Person): Promise<void> {
  const there = await startEmptyProduct();
  try {
    await go(desk, '活动文件');
    await desk.getByRole('button', { name: '立即生成文件' }).click();
    await expect(desk.getByText('手动生成')).toBeVisible(BEHIND);
    const [file] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('link', { name: '下载' }).first().click()]);
    const host = await open(there.base);
    await makeAccount(host, there.setupUrl, as);
    await host.getByRole('link', { name: '导入与恢复' }).click();
    await host.locator('input[type=file]').setInputFiles(await file.path());
    await dialogOf(host).getByRole('button', { name: '导入活动' }).click(BEHIND);
    await host.waitForURL(new RegExp(`/console/${eventId}$`));
    expect(await recordOf(there, contestId)).toEqual(await recordOf(here, contestId));
    // A certificate that came along is not this house's own to vouch for.
    await host.goto('/verify/2026-G-001');
    await expect(host.getByText('由别处签发')).toBeVisible();
    await host.close();
  } finally {
    await there.stop();
  }
  await desk.getByRole('button', { name: '建立练习副本' }).click();
  await expect(desk.getByRole('note')).toContainText('练习副本', BEHIND);
}

/** The whole chain of the contest, and every result with its score. */
async function recordOf({ db }: EmptyProduct, contestId: string) {
  const chain = await db.contestEvent.findMany({ where: { contestId }, orderBy: { seq: 'asc' }, select: { hash: true } });
  const results = await db.result.findMany({ where: { contestId }, orderBy: { entrantId: 'asc' }, select: { entrantId: true, score: true } });
  expect(results).toHaveLength(3);
  return { chain, results };
}
