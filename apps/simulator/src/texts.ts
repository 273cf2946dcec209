/** Everything the command says, in both languages. */
import type { Stage } from './event.ts';
import type { Lang } from './options.ts';

const zh = {
  start: (url: string, seed: number) => `演练 ${url},种子 ${seed}`,
  account: (name: string, password: string) => `已创建组织者「${name}」,密码 ${password}(只显示这一次)`,
  stage: { seating: '安排裁判组', judging: '评分', checking: '核对榜单', closing: '收尾' } satisfies Record<Stage, string>,
  progress: (results: number, marks: number, seconds: number) => `成绩 ${results} · 给分 ${marks} · ${seconds} 秒`,
  skipped: (letters: string) => `已结束,未演练:${letters}`,
  heads: ['赛项', '名称', '成绩', '榜单'],
  board: { ok: '一致', differs: '不一致' },
  marks: (sent: number, acked: number, perSecond: string) => `给分     发出 ${sent},确认 ${acked},每秒 ${perSecond}`,
  sheets: (submitted: number, returned: number, vetoes: number) => `评分表   提交 ${submitted},退回 ${returned},否决提议 ${vetoes}(均未成立)`,
  refusals: (list: string) => `拒绝     ${list || '无'}`,
  ack: (p50: string, p99: string) => `给分→确认       p50 ${p50} ms,p99 ${p99} ms`,
  seen: (p50: string, p99: string, viewers: number) => `确认成绩→榜单   p50 ${p50} ms,p99 ${p99} ms(${viewers} 块屏)`,
  stopping: '正在停止……',
  stopped: '已中断;以上为中断前的结果。',
  ok: '核对通过:每个榜单都与独立重算一致。',
  wrong: '核对未通过。',
  seedAgain: (seed: number) => `同样的演练:--seed ${seed}`,
};
type Texts = typeof zh;

const en: Texts = {
  start: (url, seed) => `Rehearsal on ${url}, seed ${seed}`,
  account: (name, password) => `Made the organiser "${name}", password ${password} (shown only this once)`,
  stage: { seating: 'Seating the panels', judging: 'Judging', checking: 'Checking the boards', closing: 'Closing' },
  progress: (results, marks, seconds) => `${results} results · ${marks} marks · ${seconds} s`,
  skipped: (letters) => `Over, not played: ${letters}`,
  heads: ['Contest', 'Name', 'Results', 'Board'],
  board: { ok: 'equal', differs: 'DIFFERENT' },
  marks: (sent, acked, perSecond) => `Marks      ${sent} sent, ${acked} acknowledged, ${perSecond} per second`,
  sheets: (submitted, returned, vetoes) => `Sheets     ${submitted} handed in, ${returned} returned, ${vetoes} vetoes raised (none stood)`,
  refusals: (list) => `Refusals   ${list || 'none'}`,
  ack: (p50, p99) => `Tap to ack         p50 ${p50} ms, p99 ${p99} ms`,
  seen: (p50, p99, viewers) => `Confirm to board   p50 ${p50} ms, p99 ${p99} ms (${viewers} screens)`,
  stopping: 'Stopping…',
  stopped: 'Interrupted; these are the results until then.',
  ok: 'OK: every board equals the independent recomputation.',
  wrong: 'NOT OK.',
  seedAgain: (seed) => `The same again: --seed ${seed}`,
};

export const textsOf = (lang: Lang): Texts => (lang === 'zh' ? zh : en);
export type { Texts };

export const HELP = `npm run simulate -- [选项 / options]
  演练整场活动:裁判、裁判长、组织者与观众都走真实协议。
  Plays a whole event through the real protocol, as judges, chiefs, organiser and viewers would.

  --url URL            产品地址 / where the product listens                    http://127.0.0.1:4100
  --setup LINK         一次性链接,创建组织者 / one-time link, makes an organiser
  --name NAME          组织者 / organiser                                      模拟组织者
  --password PASSWORD  也可用 / or LEITAI_PASSWORD
  --event ID           默认演示活动 / by default the demonstration event
  --contests A,B       赛项字母,默认全部 / letters of contests, by default all
  --entrants N         每个赛项的人数 / per contest, by default all
  --speed 4x           每位裁判每秒给分次数,或 max / taps per second and judge, or max
  --viewers N          观看榜单的屏数 / screens on the boards                  0
  --seed N             随机种子,默认随机并显示 / by default random, and printed
  --keep-open          结束后不关闭赛项 / leaves the contests open
  --publish            结束后复核、签字、公示 / rechecks, signs and publishes
  --lang zh|en
`;
