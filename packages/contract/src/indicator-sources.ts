/** The records that can feed a derived criterion, kept apart so that a page does not load zod. What each counts is in apps/server/src/indicators. */
import type { Sought, Text } from '@leitai/scoring';

/** `value` says what the figure `value` is, `most` the greatest there can be; `also` names the further figures (SCALE-17); `seeks` what is looked for where a scheme names nothing else. */
export type SourceWords = { readonly name: Text; readonly value: Text; readonly most?: string; readonly also?: Readonly<Record<string, Text>>; readonly seeks?: readonly Sought[] };

/** How far the unit's own points may be from the records' before it is said that they contradict them. */
export const SELF_TOLERANCE = '0.1';

const text = (zh: string, en: string): Text => ({ zh, en });

export const INDICATOR_SOURCES = {
  'competition-participation-rate': { name: text('技能竞赛参赛率', 'Participation in competitions'), value: text('参赛人数 ÷ 在岗人数', 'People who took part ÷ headcount'), most: '1' },
  'competition-percentile': {
    name: text('技能竞赛成绩', 'Competition results'), value: text('本岗位平均分在同岗位各单位中的百分位', 'Where the mean stands among the units of the same post, 0 to 1'), most: '1',
    also: { firstPrizes: text('一等奖人数', 'First prizes') },
  },
  'drill-count': { name: text('岗位练兵与比武次数', 'Drills and competitions'), value: text('本年参加的活动次数', 'Events taken part in') },
  'certified-rate': { name: text('持证率', 'Certified staff'), value: text('持证人数 ÷ 在岗人数', 'Certified people ÷ headcount'), most: '1' },
  'inspection-score-rate': { name: text('现场检查得分率', 'Inspection score rate'), value: text('检查得分 ÷ 应得分', 'Points ÷ points possible'), most: '1' },
  'inspection-mean-score': { name: text('月均考核分', 'Mean monthly inspection score'), value: text('各月平均分的平均', 'Mean of the months’ means'), most: '100' },
  'plan-completion-rate': { name: text('检查计划完成率', 'Planned inspections done'), value: text('已完成 ÷ 计划', 'Done ÷ planned'), most: '1' },
  'on-time-rectification-rate': {
    name: text('按期整改率', 'Findings closed in time'), value: text('按期整改 ÷ 应整改', 'Closed in time ÷ due'), most: '1', also: { unreported: text('未报告的重大事项', 'Major matters not reported') },
  },
  'training-participation': { name: text('标准化实训参加率', 'Training'), value: text('人均受训 ÷ 3（至多 1）× 覆盖率', 'Attendances a head ÷ 3, at most 1, × share of people trained'), most: '1' },
  'standards-valid-rate': { name: text('在用标准有效率', 'Valid standards in use'), value: text('现行有效 ÷ 在用', 'Valid ÷ in use'), most: '1', also: { abolished: text('使用的作废标准', 'Abolished standards in use') } },
  'document-completeness': { name: text('台账档案', 'Document register'), value: text('齐备的类数（共六类）', 'Kinds present, of six'), most: '6' },
  'quiz-awareness-rate': { name: text('员工知晓率', 'Staff awareness'), value: text('答对 ÷ 抽问', 'Right answers ÷ questions asked'), most: '1' },
  'satisfaction-rate': { name: text('服务对象满意度', 'Satisfaction of those served'), value: text('满意 ÷ 有效答卷', 'Satisfied ÷ valid answers'), most: '1' },
  'awards-and-incidents': { name: text('创新成果、荣誉与安全', 'Awards, innovation and safety'), value: text('荣誉、标准、创新项数', 'Awards, standards and innovations'), also: { complaints: text('有责投诉', 'Complaints at fault'), accidents: text('安全责任事故', 'Accidents at fault') } },
  'site-photo-evidence': {
    name: text('挂牌亮诺（现场照片）', 'Pledges on display (photographs)'), value: text('有照片佐证的项数', 'Items shown by photographs'),
    seeks: [
      { id: 'plate', name: text('亮牌', 'Plate') }, { id: 'identity', name: text('亮身份', 'Identity') }, { id: 'pledge', name: text('亮承诺', 'Pledge') }, { id: 'supervision', name: text('监督方式', 'Ways to complain') },
    ],
  },
} as const satisfies Readonly<Record<string, SourceWords>>;

export type SourceId = keyof typeof INDICATOR_SOURCES;
export const sourceWords = (id: string): SourceWords | undefined => (Object.hasOwn(INDICATOR_SOURCES, id) ? INDICATOR_SOURCES[id as SourceId] : undefined);
