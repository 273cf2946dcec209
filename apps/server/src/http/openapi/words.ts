/** What each operation of the API is called, in both languages: documents by their titles. The types see to it that each other one has words. */
import type { CommandName, PaperKind, RouteKey, Text } from '@leitai/contract';
import { TITLES } from '../../queries/paper/words.ts';
import { COMMAND_WORDS } from './command-words.ts';
import { CONTEST_WORDS } from './contest-words.ts';
import { HOUSE_WORDS } from './house-words.ts';
import { YEAR_WORDS } from './year-words.ts';

type Words = readonly [zh: string, en: string];
/** By operation: all but the documents. */
export type Named = Readonly<Record<Exclude<RouteKey, `${string}/papers/${string}` | 'POST /api/commands/:message'> | CommandName, Words>>;

const NAMED: Named = { ...HOUSE_WORDS, ...CONTEST_WORDS, ...YEAR_WORDS, ...COMMAND_WORDS };
/** A document, or its workbook. */
const PAPER = /\/papers\/([\w-]+?)(\.xlsx)?$/;

/** By how an address goes on after the event's or the contest's id. */
const AREAS: readonly (readonly [RegExp, zh: string, en: string])[] = [
  [/commands/, '现场指令', 'Commands'],
  [/\/papers|paper-(entries|sheet)/, '文件与纸质表', 'Documents and paper sheets'],
  [/\/(webhooks|tokens)/, '令牌与推送', 'Tokens and webhooks'],
  [/session|setup|pairing|\/my\/|accounts|\/leader$/, '登录与账号', 'Signing in and accounts'],
  [/\/files|\/jobs|practice|emptying|removal/, '活动文件', 'Event files'],
  [/certificate/, '证书', 'Certificates'],
  [/ceremony/, '颁奖', 'Ceremony'],
  [/findings/, '不符合项与整改', 'Findings'],
  [/\/loop/, '失分与改进', 'Closing the loop'],
  [/appeal|\/unit/, '申诉', 'Appeals'],
  [/correction/, '更正', 'Corrections'],
  [/registers|training-plan|survey/, '台账与测评', 'Registers and surveys'],
  [/scheme/, '评分方案', 'Schemes'],
  [/rules|points|spread/, '规则与带入成绩', 'Rules and points'],
  [/draw/, '抽签', 'Draws'],
  [/people|organisations$|organisations\/:organisationId$|roster|pool|seating|posts|entrants|badges|substitute/, '人员与席位', 'People and seats'],
  [/results|recheck|signature|final$|bundle|publication|progress|public-names/, '成绩与公示', 'Results and publication'],
  [/\/plans|\/visits|\/inspections|visit:/, '检查', 'Inspections'],
  [/schedule|pause|resume|broadcasts|search/, '日程与现场', 'The day'],
  [/board|overview|hall|current|displays|pictures|freeze|settings/, '大屏与公开', 'Screens and the public'],
];

export function wordsOf(key: string): Text {
  const [, kind, workbook] = PAPER.exec(key) ?? [];
  const title = kind === undefined ? undefined : TITLES[kind as PaperKind];
  if (title) {
    const own = key.includes('/unit/') ? { zh: `本单位${title.zh}`, en: `${title.en}, of one's own unit` } : title;
    return workbook ? { zh: `${own.zh}（工作簿）`, en: `${own.en}, as a workbook` } : own;
  }
  const [zh, en] = (NAMED as Readonly<Record<string, Words>>)[key] ?? [key, key];
  return { zh, en };
}

export function areaOf(key: string): Text {
  const [, zh, en] = AREAS.find(([pattern]) => pattern.test(key)) ?? [null, '活动与赛项', 'Events and contests'];
  return { zh, en };
}
