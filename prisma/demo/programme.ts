/** The demonstration's programme: who takes part, what is held where and when, and the event made of it. */
import { DEFAULT_RULES } from '@leitai/scoring';
import type { Rules, Scheme, Text, TieBreak } from '@leitai/scoring';
import { POSTS } from './posts/index.ts';
import type { DemoContest, DemoEvent } from './types.ts';

const text = (zh: string, en: string): Text => ({ zh, en });

/** `specialities`: the posts a company sends more people to. */
export const ORGANISATIONS: readonly { readonly code: string; readonly name: Text; readonly specialities: readonly string[] }[] = [
  { code: 'HX', name: text('恒信物业', 'Hengxin Property'), specialities: ['CLEAN_INDOOR', 'CONF_SETUP', 'SEC_GATE'] },
  { code: 'JH', name: text('锦华服务', 'Jinhua Services'), specialities: ['CONF_SETUP', 'CONF_ETIQUETTE', 'CANTEEN_SERVICE'] },
  { code: 'JA', name: text('嘉和物业', 'Jiahe Property'), specialities: ['CLEAN_INDOOR', 'CLEAN_OUTDOOR', 'AV_SUPPORT'] },
  { code: 'RH', name: text('瑞禾后勤', 'Ruihe Logistics'), specialities: ['CANTEEN_COOK', 'CANTEEN_SERVICE'] },
  { code: 'AP', name: text('安平保障', 'Anping Support'), specialities: ['SEC_GATE', 'SEC_PATROL', 'FIRE_RESPONSE', 'FIRE_CONTROL'] },
  { code: 'ZC', name: text('卓诚设施', 'Zhuocheng Facilities'), specialities: ['ELECTRICIAN', 'HVAC', 'PLUMBING', 'AV_SUPPORT'] },
  { code: 'LR', name: text('绿润园林', 'Lürun Landscape'), specialities: ['GREEN_OUTDOOR', 'GREEN_INDOOR', 'CLEAN_OUTDOOR'] },
];

/** Where judges come from who belong to no competing company. */
export const INSTITUTIONS = ['市机关事务服务中心', '市职业技术学院', '市技能评价中心', '市行业专家库', '区机关事务服务中心'] as const;

const DAYS = ['2027-05-20', '2027-05-21'] as const;
const HALL_1 = text('竞赛一厅', 'Hall 1');
const HALL_2 = text('竞赛二厅', 'Hall 2');
const GROUNDS = text('室外场地', 'Grounds');
const WORKSHOP = text('实训车间', 'Workshop');
const KITCHEN = text('实训厨房', 'Training kitchen');

type Plan = {
  readonly code: string;
  readonly shortName: Text;
  readonly places: number;
  /** How many in a hundred contestants are women. */
  readonly womenPercent: number;
  readonly hall: Text;
  readonly day: 0 | 1;
};
const plan = (code: string, zh: string, en: string, places: number, womenPercent: number, hall: Text, day: 0 | 1): Plan =>
  ({ code, shortName: text(zh, en), places, womenPercent, hall, day });

/** 264 places in all. */
export const CONTESTS: readonly Plan[] = [
  plan('CLEAN_INDOOR', '室内保洁', 'Indoor cleaning', 20, 75, HALL_2, 0),
  plan('CLEAN_OUTDOOR', '室外保洁', 'Outdoor cleaning', 16, 55, GROUNDS, 0),
  plan('GREEN_OUTDOOR', '绿化养护', 'Landscaping', 18, 25, GROUNDS, 0),
  plan('GREEN_INDOOR', '室内绿植', 'Indoor plants', 14, 60, HALL_2, 1),
  plan('CONF_SETUP', '会务服务', 'Conference service', 22, 85, HALL_1, 0),
  plan('CONF_ETIQUETTE', '会务礼仪', 'Protocol', 15, 85, HALL_1, 1),
  plan('AV_SUPPORT', '音视频保障', 'AV support', 13, 20, HALL_1, 1),
  plan('SEC_GATE', '门岗执勤', 'Gate duty', 20, 15, GROUNDS, 0),
  plan('SEC_PATROL', '巡逻队列', 'Patrol and drill', 18, 10, GROUNDS, 1),
  plan('FIRE_RESPONSE', '消防应急', 'Fire response', 17, 10, GROUNDS, 1),
  plan('FIRE_CONTROL', '消控值机', 'Fire control', 12, 35, HALL_2, 1),
  plan('ELECTRICIAN', '电工维修', 'Electrician', 19, 5, WORKSHOP, 0),
  plan('HVAC', '空调暖通', 'HVAC', 14, 5, WORKSHOP, 1),
  plan('PLUMBING', '给排水维修', 'Plumbing', 15, 5, WORKSHOP, 1),
  plan('CANTEEN_COOK', '食堂烹饪', 'Canteen cooking', 17, 30, KITCHEN, 0),
  plan('CANTEEN_SERVICE', '餐厅服务', 'Canteen service', 14, 75, KITCHEN, 1),
];

/** Letters a blind code may begin with; I and O are left out because they read as 1 and 0. */
const LETTERS = [...'ABCDEFGHJKLMNPQR'];

export function demoEvent(): DemoEvent {
  return {
    code: 'demo-2027',
    name: text('第六届全市机关事务标准化技能竞赛', 'Sixth City Skills Competition in Standardised Government Office Services'),
    place: text('市机关事务实训基地', 'City Training Base for Government Office Services'),
    startsOn: DAYS[0],
    endsOn: DAYS[1],
    notice: text('演示活动：单位与人员均为虚构', 'Demonstration event: all organisations and people are invented'),
    organisations: ORGANISATIONS.map(({ code, name }) => ({ code, name })),
    contests: CONTESTS.map(contest),
  };
}

function contest({ code, shortName, hall, day }: Plan, index: number): DemoContest {
  const scheme = POSTS.find((one) => one.code === code);
  const letter = LETTERS[index];
  if (!scheme || !letter) throw new Error(`no scheme or letter for ${code}`);
  return { letter, postCode: code, name: scheme.name, shortName, hall, date: DAYS[day], rules: contestRules(scheme) };
}

/** Equal totals: least time, then the judged criterion, each the one worth most; where a post has neither, fewest deductions. */
function contestRules(scheme: Scheme): Rules {
  const criteria = scheme.modules.flatMap((module) => module.criteria).toSorted((a, b) => Number(b.max) - Number(a.max));
  const timed = criteria.find((one) => one.scale.type === 'time');
  const judged = criteria.find((one) => one.kind === 'judged');
  const tieBreaks: TieBreak[] = [];
  if (timed) tieBreaks.push({ type: 'least-time', criterionId: timed.id });
  if (judged) tieBreaks.push({ type: 'criterion', criterionId: judged.id, better: 'more' });
  if (tieBreaks.length === 0) tieBreaks.push({ type: 'fewest-deductions' });
  return { ...DEFAULT_RULES, spread: { criterion: { type: 'share', percent: '40' }, total: '10' }, ranking: { ...DEFAULT_RULES.ranking, tieBreaks } };
}
