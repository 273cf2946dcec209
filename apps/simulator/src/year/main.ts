/** npm run demo:year: loads a year's example into a running product. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { dayOf } from '@leitai/contract/house-day';
import { RefusedByServer } from '../client.ts';
import { BadOptions } from '../options.ts';
import { Organiser } from '../organiser.ts';
import { playYear } from './play-year.ts';
import type { YearStage } from './year.ts';

const HELP = `npm run demo:year -- [--setup 链接 | --name 姓名 --password 密码]
  载入一年示例：检查与整改、台账、满意度、实操考核、两轮示范岗评定。人员、单位和数据均为虚构。
  Loads a year's example: inspections and findings, registers, surveys, practical checks, two demonstration rounds. All of it is invented.
  --url http://127.0.0.1:4100   --seed 7   --on YYYY-MM-DD（今天 / today; the year ends on this day）
`;
const WORDS: Readonly<Record<YearStage, string>> = {
  people: '人员 / People', inspections: '检查 / Inspections', findings: '整改 / Findings', registers: '台账 / Registers', surveys: '满意度 / Surveys',
  evaluation: '年度评价 / Evaluation', checks: '实操考核 / Practical checks', lastRound: '上一轮评定 / Last round', thisRound: '本轮评定 / This round',
};

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4100' }, setup: { type: 'string' }, name: { type: 'string', default: '模拟组织者' }, password: { type: 'string' },
    seed: { type: 'string', default: '7' }, on: { type: 'string', default: dayOf(new Date()) }, help: { type: 'boolean', short: 'h', default: false },
  },
});

async function load(): Promise<void> {
  const setup = values.setup === undefined ? null : /^(.*)\/setup\/([^/?#\s]+)$/.exec(values.setup);
  const password = values.password ?? process.env['LEITAI_PASSWORD'] ?? null;
  if (!setup && password === null) throw new BadOptions('请用 --setup 一次性链接,或 --name 与 --password(也可用 LEITAI_PASSWORD)登录。', 'Sign in with --setup LINK, or with --name and --password (or LEITAI_PASSWORD).');
  if (!/^\d{1,9}$/.test(values.seed) || Number.isNaN(Date.parse(values.on))) throw new BadOptions('--seed 或 --on 有误,见 --help。', '--seed or --on is wrong, see --help.');
  const { organiser: { client }, madeUp } = await Organiser.enter({ url: setup?.[1] || values.url, setupToken: setup?.[2] ?? null, name: values.name, password });
  const own = randomBytes(9).toString('base64url');
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const started = performance.now();
  if (madeUp !== null) console.log(`${values.name}: ${madeUp}`);
  console.log(`示例·… 账号的密码 / Password of the example's accounts: ${own}`);
  await playYear({ organiser: client, seed: Number(values.seed), on: values.on, size: 'full', password: own, signal: stop.signal }, (stage, share) => void (share === 1 && console.log(WORDS[stage])));
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
}

try {
  if (values.help) process.stdout.write(HELP);
  else await load();
} catch (error) {
  console.error(error instanceof BadOptions || error instanceof RefusedByServer ? error.message : error);
  process.exitCode = 1;
}
