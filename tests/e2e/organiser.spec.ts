// From an empty database to a published competition and beyond, through the screens alone; what is downloaded is opened, and the event, carried elsewhere, gives the same results.

import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { allCriteria, type Scheme } from '@leitai/scoring';
import { carryElsewhere, issueCertificates, makeFinal, playCeremony, readStandings } from './support/after-publication.ts';
import { test } from './support/devices.ts';
import { handIn, joinByLink, markAll } from './support/judge-walk.ts';
import { chooseRoster, dialogOf, fillAccount, go, makeAccount, readCards, recheckAll, save, signIn, signResults, takeStep, type Card } from './support/organiser-walk.ts';
import { startEmptyProduct, type EmptyProduct } from './support/own-product.ts';

const PASSWORD = '松烟入墨七年又三月初九';
const ORGANISER = { name: '林主任', password: PASSWORD };
const POST = '绿化养护';
const UNITS = ['恒信物业', '锦华服务'] as const;
const CHIEF = '秦守正';
const JUDGES = ['沈国良', '韩立群', '顾明月'] as const;
/** Role, name and device, in the order their links are made. */
const OFFICIALS = [['监督', '周监督', 'laptop'], ['加密裁判', '何加密', 'laptop'], ['加密裁判', '方加密', 'laptop'], ['检录员', '邱检录', 'phone']] as const;

/** What each judge's points begin at, by turn on stage. */
const TURNS = [95, 88, 72] as const;

let here: EmptyProduct;
/** What the first walk leaves to the second. */
let opened: { eventId: string; contestId: string; scheme: Scheme; cards: Record<string, Card> };
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  here = await startEmptyProduct();
});
test.afterAll(() => here.stop());

test('an organiser with nothing gets to an opened contest', async ({ open }) => {
  test.setTimeout(240_000);
  const use = { baseURL: here.base };
  const desk = await open('laptop', use);
  const eventId = await test.step('the first account, and an event that is empty', async () => {
    await makeAccount(desk, here.setupUrl, ORGANISER);
    await desk.getByRole('button', { name: '新建活动' }).click();
    await desk.getByLabel('中文名称').fill('第一届园林技能竞赛');
    await desk.getByLabel('英文名称').fill('First Gardening Skills Competition');
    await desk.getByLabel('空白，岗位自己添加').check();
    await desk.getByRole('button', { name: '新建', exact: true }).click();
    await desk.waitForURL(/\/console\/[^/]+$/);
    await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
    return desk.url().split('/').at(-1)!;
  });

  await test.step('a post of its own, organisations and people, by hand and by file', async () => {
    await go(desk, '单位与人员');
    await desk.getByRole('button', { name: '添加岗位' }).click();
    await dialogOf(desk).getByLabel('自定岗位').check();
    await dialogOf(desk).getByLabel('字母').fill('G');
    await dialogOf(desk).getByLabel('代码').fill('GARDEN');
    await dialogOf(desk).getByLabel('中文名称').fill(POST);
    await dialogOf(desk).getByLabel('英文名称').fill('Gardening');
    await save(desk);
    for (const unit of UNITS) {
      await desk.getByRole('button', { name: '添加单位' }).click();
      await dialogOf(desk).getByLabel('中文名称').fill(unit);
      await save(desk);
    }
    await desk.getByRole('button', { name: '添加人员' }).click();
    await dialogOf(desk).getByLabel('姓名').fill('苏晓梅');
    await dialogOf(desk).getByLabel('单位').selectOption(UNITS[0]);
    await dialogOf(desk).getByRole('checkbox', { name: /^G/ }).check();
    await save(desk);
    await desk.getByRole('link', { name: '导入名册' }).click();
    const people = ['彭建军', '温若兰'].map((name, index) => `${name},${UNITS[(index + 1) % 2]},GARDEN,G10${index}`);
    await chooseRoster(desk, '名册.csv', ['姓名,单位,岗位,工号', ...people].join('\n'));
    await desk.getByRole('button', { name: '确认导入 2 名选手' }).click();
    await expect(desk.getByText('新增 2 名')).toBeVisible();
  });

  const scheme = await test.step('the scheme: refined, carried out, opened, made a version', async () => {
    await go(desk, '评分方案');
    await desk.getByRole('link', { name: POST }).click();
    await desk.getByRole('treeitem').nth(2).click();
    await desk.getByLabel('名称（中文）', { exact: true }).first().fill('修剪成型');
    await desk.getByLabel('名称（英文）', { exact: true }).first().fill('Pruning');
    await expect(desk.getByRole('status').filter({ hasText: '自动保存' })).toBeVisible();
    const [download] = await Promise.all([desk.waitForEvent('download'), desk.getByLabel('文件').selectOption('json')]);
    const taken = JSON.parse(await readFile(await download.path(), 'utf8')) as Scheme;
    expect(allCriteria(taken).map(({ name }) => name.zh)).toEqual(['修剪成型']);
    await desk.getByRole('button', { name: '定稿' }).click();
    await dialogOf(desk).getByRole('checkbox').check();
    await dialogOf(desk).getByRole('button', { name: '定稿为第 2 版' }).click();
    await expect(dialogOf(desk)).toBeHidden();
    return taken;
  });

  await test.step('the rules: every judge counts', async () => {
    await go(desk, '规则');
    await desk.getByRole('navigation').or(desk.getByRole('main')).getByRole('link', { name: new RegExp(POST) }).click();
    // Until the address has changed these are the event's own rules.
    await expect(desk).toHaveURL(/contest=/);
    await desk.getByLabel('如何合成').selectOption('mean');
    await desk.getByRole('button', { name: '保存规则' }).click();
    await expect(desk.getByText('已保存，现行有效')).toBeVisible();
  });

  await test.step('the pool by file, and automatic seating', async () => {
    await go(desk, '裁判库');
    await desk.getByRole('button', { name: '导入裁判' }).click();
    const pool = ['姓名,单位,可评岗位,可任裁判长', `${CHIEF},市技师学院,G,是`, ...JUDGES.map((name) => `${name},市评价中心,G,否`)];
    await dialogOf(desk).getByLabel('选择文件').setInputFiles({ name: '裁判.csv', mimeType: 'text/csv', buffer: Buffer.from(pool.join('\n')) });
    await dialogOf(desk).getByRole('button', { name: '确认导入 4 位裁判' }).click();
    await dialogOf(desk).getByRole('button', { name: '看裁判库' }).click();
    await go(desk, '裁判席位');
    await desk.getByRole('button', { name: '自动排席' }).click();
    await dialogOf(desk).getByLabel('每岗裁判数').fill('3');
    await dialogOf(desk).getByRole('button', { name: '预览' }).click();
    await dialogOf(desk).getByRole('button', { name: '应用：排 4 席' }).click();
    await dialogOf(desk).getByRole('button', { name: '看席位表' }).click();
  });
  const cards = await test.step('the panel’s pairing codes', async () => {
    await desk.getByRole('row').filter({ hasText: POST }).getByRole('button', { name: '全组配对码' }).click();
    const made = await readCards(desk, (words) => [CHIEF, ...JUDGES].find((name) => words.includes(name))!);
    expect(Object.keys(made)).toHaveLength(4);
    return made;
  });

  await test.step('the day is proposed and kept', async () => {
    await go(desk, '赛程编排');
    await desk.getByRole('button', { name: '自动编排…' }).click();
    await dialogOf(desk).getByRole('button', { name: '排出场次' }).click();
    await expect(desk.getByText('没有冲突')).toBeVisible();
    await desk.getByRole('button', { name: '保存赛程' }).click();
    await expect(desk.getByText('已保存')).toBeVisible();
  });

  const officials = await test.step('accounts for who watches, draws and checks in', async () => {
    await go(desk, '全部活动');
    await desk.getByRole('link', { name: '账号' }).click();
    const pages: Page[] = [];
    let url = '-';
    for (const [role, name, device] of OFFICIALS) {
      await desk.getByRole('radio', { name: role }).check();
      await desk.getByRole('button', { name: '生成一次性链接' }).click();
      const link = desk.locator('code');
      await expect(link).toHaveText(/^http/);
      await expect(link).not.toHaveText(url);
      url = (await link.textContent())!;
      const page = await open(device, use);
      await fillAccount(page, url, { name, password: PASSWORD });
      pages.push(page);
      // The list tells by itself that the link was used.
      await expect(desk.getByRole('row').filter({ hasText: name }).first()).toContainText(role);
    }
    return pages as [Page, Page, Page, Page];
  });
  const [, first, second, steward] = officials;

  await test.step('the draw is sealed by two officers', async () => {
    await desk.goto(`/console/${eventId}/draw`);
    await desk.getByRole('button', { name: '封存种子，开始抽签…' }).click();
    await dialogOf(desk).getByRole('button', { name: '封存种子' }).click();
    await expect(desk.getByText('等加密裁判抽取。')).toBeVisible();
    for (const [officer, button] of [[first, '抽参赛号'], [second, '抽赛位号']] as const) {
      await officer.goto(`/console/${eventId}/draw`);
      await officer.getByRole('button', { name: button, exact: true }).click();
      await expect(officer.getByRole('button', { name: '合上' })).toBeVisible();
    }
  });

  await test.step('everybody is checked in by phone', async () => {
    await steward.getByRole('link', { name: '第一届园林技能竞赛' }).tap();
    for (let arrived = 0; arrived < 3; arrived += 1) {
      await steward.getByRole('button', { name: /^到 / }).first().tap();
      await expect(steward.getByText(`已到 ${arrived + 1} / 3，三呼未到 0`)).toBeVisible();
    }
  });

  const contestId = await test.step('the contest is opened', async () => {
    await desk.goto(`/console/${eventId}`);
    await desk.getByRole('link', { name: POST }).first().click();
    await desk.waitForURL('**/contests/*');
    await takeStep(desk, '开赛');
    await expect(desk.getByRole('button', { name: '结束…' })).toBeVisible();
    return desk.url().split('/').at(-1)!;
  });
  opened = { eventId, contestId, scheme, cards };
});

test('and on: judged, published, final, honoured, carried elsewhere', async ({ open }) => {
  test.setTimeout(240_000);
  const { eventId, contestId, scheme, cards } = opened;
  const use = { baseURL: here.base };
  const signedIn = async (name: string): Promise<Page> => {
    const page = await open('laptop', use);
    await signIn(page, { name, password: PASSWORD });
    return page;
  };
  const [chief, desk, supervisor, officer] = [await open('chief', use), await signedIn(ORGANISER.name), await signedIn(OFFICIALS[0][1]), await signedIn(OFFICIALS[1][1])];

  await test.step('judges mark on tablets, the chief confirms', async () => {
    await joinByLink(chief, cards[CHIEF]!, CHIEF, 'chief');
    const tablets: Page[] = [];
    for (const name of JUDGES) {
      const tablet = await open('tablet', use);
      await joinByLink(tablet, cards[name]!, name, 'judge');
      tablets.push(tablet);
    }
    const [criterion] = allCriteria(scheme);
    for (const [turn, base] of TURNS.entries()) {
      // Who comes is the draw's word: the code is read off the chief's screen.
      const call = chief.getByRole('button', { name: /^请 .* 上场$/ }).first();
      await expect(call).toBeEnabled();
      const code = /G-\d+/.exec((await call.getAttribute('aria-label')) ?? (await call.textContent())!)![0];
      await call.click();
      for (const [seat, tablet] of tablets.entries()) {
        await tablet.getByRole('button', { name: new RegExp(`${code} (评分中|在场)`) }).tap();
        await markAll(tablet, [criterion!], { [criterion!.id]: { type: 'points', points: String(base + seat) } });
        await tablet.getByRole('link', { name: '复核并签名' }).tap();
        await handIn(tablet, '签名并提交');
        await tablet.goto('/judge');
      }
      await chief.getByRole('button', { name: '确认成绩并上屏' }).click();
      await expect.poll(() => here.db.result.count({ where: { contestId } })).toBe(turn + 1);
    }
  });

  await test.step('closed, rechecked, unsealed before a witness', async () => {
    await desk.goto(`/console/${eventId}/contests/${contestId}`);
    await takeStep(desk, '结束');
    await desk.goto(`/console/${eventId}/results/${contestId}`);
    await recheckAll(desk);
    await officer.goto(`/console/${eventId}/draw`);
    await officer.getByRole('button', { name: '启封解密…' }).click();
    await dialogOf(officer).getByRole('button', { name: '启封', exact: true }).click();
    await supervisor.goto(`/console/${eventId}/draw`);
    await supervisor.getByRole('button', { name: '见证解密…' }).click();
    await dialogOf(supervisor).getByRole('button', { name: '我在场见证' }).click();
    const [download] = await Promise.all([supervisor.waitForEvent('download'), supervisor.getByRole('button', { name: '下载记录' }).click()]);
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({ letter: 'G', draw: { witnessed: { name: OFFICIALS[0][1] } } });
  });

  await test.step('signed by the chief and the supervisor, and public', async () => {
    await signResults(chief, '/chief/results', '裁判长签字…');
    await signResults(supervisor, `/console/${eventId}/results/${contestId}`, '监督签字…');
    const phone = await open('phone', use);
    // The page of results follows the publication by a moment.
    await expect(async () => {
      await phone.goto(`/results/${eventId}/G`);
      await expect(phone.locator('tbody tr').first()).toContainText('96.00', { timeout: 500 });
    }).toPass();
    await desk.goto(`/console/${eventId}/results/${contestId}`);
    await expect(desk.getByText(/公示期到 .*，其后可定为终局/)).toBeVisible();
  });

  const at = { here, desk, eventId, contestId };
  await test.step('final once the objections’ time is over', () => makeFinal(at));
  await test.step('the standings as a workbook, cell by cell', () => readStandings(at, TURNS.map((base) => `${base + 1}`)));
  await test.step('certificates are issued and laid out, one to a page', () => issueCertificates(at));
  await test.step('the ceremony is prepared and played to its end', () => playCeremony(at));
  await test.step('the whole road is walked', async () => {
    await desk.goto(`/console/${eventId}`);
    await expect(desk.getByRole('region', { name: '办赛步骤' }).getByRole('listitem').filter({ hasText: '完成' })).toHaveCount(11);
  });
  await test.step('carried elsewhere, the event gives the same results, hash for hash; and comes back as practice', () => carryElsewhere(at, (baseURL) => open('laptop', { baseURL }), ORGANISER));
});
