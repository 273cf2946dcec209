/** The words of the public results site, in the product's two languages. */
import type { OutState, PublicNames } from '@leitai/contract';
import { DISTANCE, minuteOf } from '@leitai/contract/house-day';

export type Lang = 'zh' | 'en';
export type Words = (typeof words)['zh'];

/** The time of the house, as everywhere; with its distance from UTC, as whoever reads may be elsewhere. */
function timeAt(iso: string): { readonly year: number; readonly month: number; readonly day: number; readonly clock: string } {
  const [date = '', time = ''] = minuteOf(new Date(iso)).split(' ');
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return { year, month, day, clock: `${time} (${DISTANCE})` };
}
const names = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
const nameOf = (month: number): string => names.format(Date.UTC(2000, month - 1));

function zhTime(iso: string): string {
  const { year, month, day, clock } = timeAt(iso);
  return `${year} 年 ${month} 月 ${day} 日 ${clock}`;
}
function enTime(iso: string): string {
  const { year, month, day, clock } = timeAt(iso);
  return `${day} ${nameOf(month)} ${year}, ${clock}`;
}
const zhDay = (iso: string): string => `${timeAt(iso).month}.${timeAt(iso).day}`;
const enDay = (iso: string): string => `${timeAt(iso).day} ${nameOf(timeAt(iso).month).slice(0, 3)}`;

const zhOut: Record<OutState, string> = { absent: '缺席', withdrawn: '退赛', disqualified: '取消成绩' };
const enOut: Record<OutState, string> = { absent: 'Absent', withdrawn: 'Withdrawn', disqualified: 'Disqualified' };
const zhNames: Record<PublicNames, string> = { full: '', masked: '姓名隐去一字，按主办方设定。', code: '以编号代替姓名，按主办方设定。' };
const enNames: Record<PublicNames, string> = { full: '', masked: 'Names are partly hidden, as the organiser has set.', code: 'Codes stand for names, as the organiser has set.' };

export const words = {
  zh: {
    title: '成绩公示', rank: '名次', code: '编号', name: '姓名', entrant: '选手', organisation: '单位', total: '总分', award: '奖项', remark: '备注', tied: '同分', parted: (by: string): string => `与前一名同分，按${by}列后`,
    pending: '待公示', provisional: '公示中', final: '已定', pendingNote: '本岗位成绩尚未公示。', out: zhOut, names: zhNames,
    count: (all: number): string => `${all} 人参赛`, posts: '各岗位成绩', choose: '请选择岗位查看成绩。',
    plaques: '标准化标兵示范岗名录与公示', large: '大字', usual: '标准字号', other: 'English', period: '公示期', until: (iso: string): string => `至 ${zhTime(iso)}`, published: (iso: string): string => `公示时间 ${zhTime(iso)}`,
    objection: '对成绩有异议', object: '请在公示期内由本单位领队在系统中书面提出申诉。', closed: '公示期已结束，成绩已定。', check: '核验', scan: '扫码核对本页', download: '下载数据',
    same: '核验码一致：所核对的就是本页成绩。', changed: '核验码不一致：成绩或姓名显示自那时起有变化，以本页为准。',
    correctedAt: (iso: string): string => `更正于 ${zhTime(iso)}`, none: '没有这个页面', noneNote: '请核对地址。', span: (from: string, to: string): string => `${zhDay(from)} – ${zhDay(to)}`,
  },
  en: {
    title: 'Results', rank: 'Rank', code: 'Code', name: 'Name', entrant: 'Contestant', organisation: 'Unit', total: 'Total', award: 'Award', remark: 'Remark', tied: 'tied', parted: (by: string): string => `Same total as the one before; behind by ${by}`,
    pending: 'To come', provisional: 'Provisional', final: 'Final', pendingNote: 'The results of this post are not published yet.', out: enOut, names: enNames,
    count: (all: number): string => `${all} contestants`, posts: 'Results by post', choose: 'Choose a post to see its results.',
    plaques: 'Demonstration posts', large: 'Large type', usual: 'Usual size', other: '中文', period: 'Objections', until: (iso: string): string => `until ${enTime(iso)}`, published: (iso: string): string => `Published ${enTime(iso)}`,
    objection: 'To object', object: 'Before the deadline the leader of your unit appeals in writing, in the system.', closed: 'The time for objections is over; the results are final.', check: 'Check', scan: 'Scan to check this page', download: 'Data',
    same: 'The check code agrees: these are the results you are checking.', changed: 'The check code does not agree: results or the display of names have changed since. This page holds.',
    correctedAt: (iso: string): string => `Corrected ${enTime(iso)}`, none: 'No such page', noneNote: 'Please check the address.', span: (from: string, to: string): string => `${enDay(from)} – ${enDay(to)}`,
  },
};
