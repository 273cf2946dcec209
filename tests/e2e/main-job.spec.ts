// The main job through the screens: a competition is set up, judged on tablets, shown live, and its result read on a phone.

import { expect, type Page } from '@playwright/test';
import { allCriteria, formatFixed, scoreEntrant, type MarkValue, type Marks, type Scheme } from '@leitai/scoring';
import { plausibleMark } from '../../apps/simulator/src/marks.ts';
import { randomFor } from '../../apps/simulator/src/random.ts';
import { connect, Panel, Tablet } from '../support/panel.ts';
import { Visitor } from '../support/visitor.ts';
import { baseUrl, isSetUp, ORGANISER, ownName, setupUrl, visitorOf } from './support/account.ts';
import { CUT, test } from './support/devices.ts';
import { handIn, joinByKeypad, joinByLink, markAll, returnItem, withoutNetwork } from './support/judge-walk.ts';
import { markByHand } from './support/marking.ts';
import { chooseRoster, makeAccount, makeEvent, readCards, recheckAll, revokeTablet, seat, signIn, signResults, takeStep, type Card } from './support/organiser-walk.ts';

const SEED = 20270520;
const POST = '会务服务';
const JUDGES = ['沈国良', '周雅琴', '韩立群', '顾明月', '陆文涛'];
const CHIEF = '秦守正';
const ROSTER = [
  '姓名,单位,岗位代码,工号,性别',
  '苏晓梅,恒信物业,CONF_SETUP,HX2101,女',
  '彭建军,锦华服务,CONF_SETUP,JH2102,男',
  ',嘉和物业,CONF_SETUP,JA2103,女',
  '白雪松,嘉和物业,FLOWERS,JA2104,男',
  '温若兰,嘉和物业,CONF_SETUP,JA2105,女',
].join('\n');

test('plays the main job with an organiser, two tablets, a chief, a big screen and a phone', async ({ open }) => {
  test.setTimeout(180_000);
  const organiser = await open('laptop');
  const { cards, contestId, eventId } = await setUpContest(organiser);

  const wall = await open('wall');
  await wall.goto(`/board/${eventId}/${contestId}`);
  await expect(wall.getByText('还没有揭晓的成绩')).toBeVisible();
  await wall.evaluate('globalThis.sinceOpened = true');

  const flat = await open('tablet', { expected: CUT });
  const upright = await open('uprightTablet');
  const chief = await open('chief');
  await joinByKeypad(flat, cards[JUDGES[0]!]!, JUDGES[0]!);
  await joinByLink(upright, cards[JUDGES[1]!]!, JUDGES[1]!, 'judge');
  await joinByLink(chief, cards[CHIEF]!, CHIEF, 'chief');
  const panel = await panelOf({ eventId, contestId }, [flat, upright], JUDGES.slice(2).map((name) => cards[name]!), chief);
  const [first, ...others] = panel.entrants;
  const code = panel.chief.desk.entrants[0]!.code;
  const planned = [0, 1].map((seat) => plan(panel.scheme, seat));

  await test.step('the chief calls the first entrant, and the wall shows who is on stage', async () => {
    await chief.getByRole('button', { name: `请 ${code} 上场` }).click();
    await expect(flat.getByRole('button', { name: new RegExp(`${code} 评分中`) })).toHaveAttribute('aria-current', 'true');
    await expect(wall.getByText(code, { exact: true }).first()).toBeVisible();
  });
  await test.step('both tablets mark every criterion; one is reloaded, one loses the network', async () => {
    const criteria = allCriteria(panel.scheme);
    const reloaded = async (): Promise<void> => {
      await markAll(upright, criteria.slice(0, 4), planned[1]!);
      await expect(upright.getByRole('complementary')).toContainText(`4 / ${criteria.length}`);
      await upright.reload();
      await expect(upright.getByRole('complementary')).toContainText(`4 / ${criteria.length}`);
      await markAll(upright, criteria.slice(4), planned[1]!);
    };
    const cut = async (): Promise<void> => {
      await markAll(flat, criteria.slice(0, 3), planned[0]!);
      await withoutNetwork(flat, () => markAll(flat, criteria.slice(3, 6), planned[0]!));
      await markAll(flat, criteria.slice(6), planned[0]!);
    };
    await Promise.all([reloaded(), cut()]);
  });
  await test.step('they read the sheet back and hand it in; the others do so, too', async () => {
    for (const tablet of [flat, upright]) {
      await tablet.getByRole('link', { name: '复核并签名' }).tap();
      await handIn(tablet, '签名并提交');
    }
    await Promise.all(panel.tablets.slice(2).map(async (tablet, index) => {
      await tablet.markAll(first!, SEED + index);
      await tablet.submit(first!);
    }));
  });
  await test.step('the chief sees the matrix and returns one item to one tablet, which marks only that again', async () => {
    const again = allCriteria(panel.scheme).find(({ scale }) => scale.type === 'levels')!;
    await expect(chief.getByText('5 份评分表都已交')).toBeVisible();
    for (const name of JUDGES) await expect(chief.getByRole('region', { name: '评分矩阵' }).getByRole('row', { name })).toContainText('已交');
    await returnItem(chief, JUDGES[0]!, again, '请对照基准描述再看台面');
    const other = { type: 'levels', level: (planned[0]![again.id] as { level: number }).level === 3 ? 2 : 3 } as const;
    planned[0]![again.id] = other;
    await expect(flat.getByText('请对照基准描述再看台面')).toBeVisible();
    await expect(flat.getByRole('article')).toHaveCount(1);
    await markByHand(flat, again, other);
    await expect(flat.getByRole('status')).toHaveText('实时');
    await handIn(flat, '签名并重新提交');
  });
  const total = await test.step('the score is what the engine computes from the marks the judges meant', async () => {
    await expect(chief.getByRole('button', { name: '确认成绩并上屏' })).toBeEnabled();
    const { sheets, rules, scheme } = await panel.look();
    const inputs = sheets.filter(({ entrantId }) => entrantId === first).map(({ judgeId, marks }) => ({ judgeId, marks: marksOf(marks) }));
    for (const [seat, meant] of planned.entries()) expect(inputs.find(({ judgeId }) => judgeId === panel.made.judgeIds[seat])!.marks).toEqual(meant);
    const score = scoreEntrant(scheme, rules, inputs);
    if (score.status !== 'scored') throw new Error(`not scored: ${JSON.stringify(score)}`);
    return formatFixed(score.total, rules.rounding.total?.digits ?? 2);
  });
  await test.step('the chief confirms; the wall shows it without a reload', async () => {
    await expect(chief.getByRole('status', { name: '' }).filter({ hasText: total })).toBeVisible();
    await chief.getByRole('button', { name: '确认成绩并上屏' }).click();
    const row = wall.getByRole('row').filter({ hasText: code });
    await expect(row.getByRole('cell').first()).toHaveText('1');
    await expect(row.getByRole('cell', { name: total, exact: true })).toBeVisible();
    await expect(wall.getByText('1 / 3', { exact: true }).first()).toBeVisible();
    await expect(wall.getByRole('heading', { name: '单位排行' })).toBeVisible();
    expect(await wall.evaluate('globalThis.sinceOpened')).toBe(true);
  });
  const badges = await test.step('the organiser makes the badges; the phone opens the result by the link on one, without a rank', async () => {
    await organiser.goto(`/console/${eventId}/contests/${contestId}`);
    await organiser.getByRole('button', { name: '生成成绩码' }).click();
    return readCards(organiser, (words) => /[A-Z]-\d\d/.exec(words)![0]);
  });
  const phone = await open('phone');
  await phone.goto(badges[code]!.url);
  await test.step('the phone shows total, criteria and judges without names, and no rank yet', async () => {
    await expect(phone.getByText(total, { exact: true }).first()).toBeVisible();
    await expect(phone.getByText('公示后显示名次')).toBeVisible();
    await expect(phone.getByText('裁判已匿名')).toBeVisible();
    for (const { name } of allCriteria(panel.scheme)) await expect(phone.getByText(name.zh, { exact: true }).first()).toBeAttached();
    for (const name of [...JUDGES, CHIEF]) await expect(phone.getByText(name)).toHaveCount(0);
  });
  await test.step('the rest of the queue is judged; a revoked tablet is sent to pairing at once', async () => {
    for (const entrant of others) {
      await panel.submitAll(entrant, SEED);
      await panel.confirm(entrant);
    }
    await expect(wall.getByText('3 / 3', { exact: true }).first()).toBeVisible();
    await organiser.goto(`/console/${eventId}/seats`);
    await revokeTablet(organiser, POST, '2 号');
    await upright.waitForURL('**/join?revoked');
    await expect(upright.getByText('这台设备的配对已被会务组撤销')).toBeVisible();
  });
  await test.step('closed, rechecked, signed by the chief and a supervisor: then the phone shows the rank', async () => {
    await organiser.goto(`/console/${eventId}/contests/${contestId}`);
    await takeStep(organiser, '结束');
    await organiser.goto(`/console/${eventId}/results/${contestId}`);
    await recheckAll(organiser);
    await signResults(chief, '/chief/results', '裁判长签字…');
    const { url } = await (await visitorOf(organiser)).call('POST /api/accounts/links', { body: { role: 'supervisor' } });
    const supervisor = await open('laptop');
    await makeAccount(supervisor, url, { ...ORGANISER, name: ownName('周明远') });
    await signResults(supervisor, `/console/${eventId}/results/${contestId}`, '监督签字…');
    await phone.getByRole('button', { name: '刷新' }).tap();
    const { rows } = await new Visitor(baseUrl()).call('GET /api/events/:eventId/contests/:contestId/board', { params: panel.params });
    const rank = rows.find((row) => row.code === code)!.rank;
    await expect(phone.getByText(new RegExp(`第 ${rank} 名\\s*共 3 人`))).toBeVisible();
  });
  panel.close();
});

/** From the one-time link to the opened contest, through the console. */
async function setUpContest(page: Page): Promise<{ eventId: string; contestId: string; cards: Record<string, Card> }> {
  const eventId = await test.step('the organiser opens the one-time link, makes the account and an event', async () => {
    // The link is there once: who tries again signs in.
    if (await isSetUp()) await signIn(page, ORGANISER);
    else await makeAccount(page, setupUrl(), ORGANISER);
    return makeEvent(page, '第七届后勤服务技能竞赛', 'Seventh Logistics Skills Competition');
  });
  await test.step('imports a roster: every faulty row is shown with its reason, and nothing is imported until confirmed', async () => {
    await page.getByRole('link', { name: '导入名册' }).first().click();
    await chooseRoster(page, '名册.csv', ROSTER);
    await expect(page.getByRole('row', { name: /^4 没有填写|^4.*没有填写/ })).toContainText('嘉和物业');
    await expect(page.getByRole('row', { name: /^5/ })).toContainText('没有这个岗位');
    const confirm = page.getByRole('button', { name: '确认导入 3 名选手' });
    await expect(confirm).toBeDisabled();
    const organiser = await visitorOf(page);
    expect((await organiser.call('GET /api/events/:eventId/control', { params: { eventId } })).event.entrants).toBe(0);
    await page.getByRole('checkbox', { name: '跳过 2 行有问题的' }).check();
    await confirm.click();
    await expect(page.getByText('新增 3 名，修改 0 名，已有 0 名，跳过 2 行。')).toBeVisible();
  });
  const cards = await test.step('seats the panel and makes its pairing codes', async () => {
    await page.getByRole('link', { name: '裁判席位' }).first().click();
    await seat(page, POST, '裁判长', CHIEF);
    for (const [index, name] of JUDGES.entries()) await seat(page, POST, `${index + 1} 号`, name);
    await page.getByRole('row').filter({ hasText: POST }).getByRole('button', { name: '全组配对码' }).click();
    return readCards(page, (words) => [CHIEF, ...JUDGES].find((name) => words.includes(name))!);
  });
  return test.step('opens the contest', async () => {
    await page.getByRole('link', { name: '控制室' }).click();
    await page.getByRole('link', { name: POST }).click();
    await page.waitForURL('**/contests/*');
    await takeStep(page, '开赛');
    await expect(page.getByRole('button', { name: '结束…' })).toBeVisible();
    return { eventId, contestId: page.url().split('/').at(-1)!, cards };
  });
}

/** The whole panel over the protocol, beside the pages that are open: the judges without a tablet of their own are paired here. */
async function panelOf(at: { eventId: string; contestId: string }, tablets: readonly Page[], cards: readonly Card[], chief: Page): Promise<Panel> {
  const paired = cards.map(async ({ code }) => {
    const visitor = new Visitor(baseUrl());
    await visitor.call('POST /api/pairing', { body: { code, label: '平板' } });
    return visitor;
  });
  const joined = async (visitor: Visitor): Promise<Tablet> => {
    const tablet = new Tablet(await connect(visitor), visitor);
    await tablet.join();
    return tablet;
  };
  const judges = await Promise.all([...tablets.map(visitorOf), ...paired].map(async (visitor) => joined(await visitor)));
  const head = await joined(await visitorOf(chief));
  const made = { ...at, letter: head.desk.contest.letter, judgeIds: judges.map(({ desk }) => desk.me.judgeId), chiefId: head.desk.me.judgeId };
  return new Panel(made, judges, head);
}

/** Marks a judge might give, the same in every run. */
function plan(scheme: Scheme, seat: number): Record<string, MarkValue> {
  const random = randomFor(SEED, seat);
  return Object.fromEntries(allCriteria(scheme).map((criterion) => [criterion.id, plausibleMark(scheme, criterion, 0.85, random)]));
}

const marksOf = (marks: readonly { criterionId: string; value: MarkValue | null }[]): Marks =>
  Object.fromEntries(marks.flatMap(({ criterionId, value }) => (value ? [[criterionId, value]] : [])));
