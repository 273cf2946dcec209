/** The demonstration post's 6 aspects and 19 indicators: a draft of ours. Published are the aspects' names and the count alone; the organiser edits the rest. */
import type { Criterion, DerivedPart, DerivedScale, Rules, Scheme } from '@leitai/scoring';
import { checklist, deduct, judged, measured, module, post, veto, type Pair } from './author.ts';

/** Fed from what the year recorded; `source` is the id by which the figure is found, `how` what makes points of it. */
const derived = (id: string, name: Pair, rule: Pair, max: number, source: string, how: Omit<DerivedScale, 'type' | 'source'> = rate(max)): Omit<Criterion, 'no'> =>
  measured(id, name, rule, max, { type: 'derived', source, ...how });

/** A share of 1 times the points. */
const rate = (max: number): Omit<DerivedScale, 'type' | 'source'> => ({ most: '1', convert: { type: 'linear', rate: `${max}`, offset: '0', min: '0', max: `${max}` } });
const part = (id: string, [zh, en]: Pair, direction: DerivedPart['direction'], amount: number, cap?: number): DerivedPart =>
  ({ id, name: { zh, en }, direction, amount: `${amount}`, ...(cap !== undefined && { cap: `${cap}` }) });

const written = post('DEMO_POST', ['标准化标兵示范岗评定（指标草案）', 'Standardisation demonstration post (draft indicators)'], 0, {
  modules: [
    module('organisation', ['组织建设', 'Organisation'],
      judged('leading-group', ['创建领导小组与责任人', 'Leading group and persons in charge'],
        ['正式发文 2 分，岗位负责人明确 2 分，每季度至少研究一次 1 分', '2 for the formal notice, 2 for a named person in charge of each post, 1 for a meeting at least every quarter'], 5,
        { type: 'checklist', items: [
          { id: 'notice', name: { zh: '正式发文', en: 'Formal notice' }, points: '2' },
          { id: 'in-charge', name: { zh: '岗位负责人明确', en: 'Person in charge named' }, points: '2' },
          { id: 'quarterly', name: { zh: '每季度至少研究一次', en: 'A meeting at least every quarter' }, points: '1' },
        ] }),
      judged('plan-and-goals', ['创建计划与目标', 'Plan and goals'], ['年度计划、目标、载体、口号、承诺各 1 分', '1 each for the year’s plan, goals, activities, slogan and pledge'], 5,
        checklist(1, {
          plan: ['年度计划', 'The year’s plan'], goals: ['创建目标', 'Goals'], carrier: ['活动载体', 'Activities that carry it'],
          slogan: ['创建口号', 'Slogan'], pledge: ['服务承诺', 'Pledge'],
        })),
      derived('qualified', ['队伍配备与持证上岗', 'Staffing and qualification'], ['持证率（含内部岗位资格认可）× 5', 'Share of staff qualified for the post × 5'], 5, 'certified-rate')),
    module('system', ['制度建设', 'Standards and rules'],
      judged('five-forms', ['岗位标准“五位一体”配备', 'The post’s standards in five forms'], ['文本、图册、视频、环境、可视化考核，每种 1 分', '1 each for text, picture book, video, workplace and visual assessment'], 5,
        checklist(1, {
          text: ['标准文本', 'Text'], pictures: ['图册', 'Picture book'], video: ['视频', 'Video'], workplace: ['环境', 'Workplace'], visual: ['可视化考核', 'Visual assessment'],
        })),
      derived('standards-valid', ['操作手册与流程现行有效', 'Manuals and procedures in force'], ['现行有效率 × 5；使用作废标准每件扣 1 分', 'Share of standards in force × 5; 1 off for each abolished one in use'], 5, 'standards-valid-rate', { ...rate(5), also: [part('abolished', ['使用作废标准', 'Abolished standards in use'], 'deduct', 1)] }),
      judged('three-systems', ['培训、考核、奖惩制度', 'Training, assessment and reward rules'], ['三项制度齐全且有执行记录，缺一项扣 2 分', 'All three with records of their use; 2 off for each one missing'], 5,
        deduct({ missing: [2, '制度缺失或无执行记录', 'Missing, or without records', { most: 3 }] }))),
    module('atmosphere', ['创建氛围', 'Atmosphere'],
      derived('open-pledge', ['挂牌亮诺与监督公示', 'Badges, pledges and supervision on display'], ['亮牌、亮身份、亮承诺、监督方式各 1 分', '1 each for plate, identity, pledge and ways to complain'], 4, 'site-photo-evidence', {
        most: '4', convert: { type: 'linear', rate: '1', offset: '0', min: '0', max: '4' },
        seeks: [{ id: 'plate', name: { zh: '亮牌', en: 'Plate' } }, { id: 'identity', name: { zh: '亮身份', en: 'Identity' } }, { id: 'pledge', name: { zh: '亮承诺', en: 'Pledge' } }, { id: 'supervision', name: { zh: '监督方式', en: 'Ways to complain' } }],
      }),
      derived('five-fixed', ['现场“五定”环境标准化', 'Workplace in the five fixed ways'], ['现场检查得分率 × 4', 'Score rate of inspections on site × 4'], 4, 'inspection-score-rate'),
      derived('awareness', ['员工知晓率', 'What staff know'], ['抽问知晓率 × 2', 'Share of questions answered × 2'], 2, 'quiz-awareness-rate')),
    module('activities', ['创建活动', 'Activities'],
      derived('training', ['标准化实训参加率', 'Standards training attended'], ['人均年受训至少 3 次且全员覆盖得 6 分，按比例折算', '6 for three trainings a head with everybody covered, in proportion below'], 6, 'training-participation'),
      derived('drills', ['岗位练兵与技能比武', 'Drills and skills contests'], ['年内至少 2 次得 4 分，1 次得 2 分', '4 for two or more in the year, 2 for one'], 4, 'drill-count', { convert: { type: 'table', rows: [{ at: '1', points: '2' }, { at: '2', points: '4' }] } }),
      derived('entry-rate', ['技能竞赛参赛率', 'Share who competed'], ['参赛人数 ÷ 在岗人数 × 4', 'Contestants ÷ headcount × 4'], 4, 'competition-participation-rate'),
      derived('competition', ['技能竞赛成绩', 'Competition results'], ['岗位平均分的百分位 × 6；有一等奖得满分', 'Percentile of the post’s mean × 6; full points with a first prize'], 6, 'competition-percentile', { ...rate(6), also: [part('firstPrizes', ['一等奖', 'First prizes'], 'add', 6, 6)] })),
    module('management', ['活动管理', 'Management'],
      derived('documents', ['台账档案完整', 'Records complete'], ['规划、记录、计划、自查、考核、成果六类，缺一类扣 1 分', 'Six kinds of record; 1 off for each kind missing'], 5, 'document-completeness', { most: '6', convert: { type: 'per-unit', full: '5', from: '6', unit: '1', penalty: '1', started: true } }),
      derived('plan-done', ['自查与监督检查落实', 'Inspections carried out'], ['按计划完成率 × 5', 'Share of planned inspections done × 5'], 5, 'plan-completion-rate'),
      derived('rectified', ['不符合项整改闭环', 'Nonconformities closed'], ['按期整改率 × 5；重大事项未报告扣 5 分', 'Share rectified on time × 5; 5 off for a grave matter not reported'], 5, 'on-time-rectification-rate', { ...rate(5), also: [part('unreported', ['重大事项未报告', 'Grave matters not reported'], 'deduct', 5, 5)] })),
    module('results', ['创建成效', 'Results'],
      derived('service-score', ['服务质量考核得分', 'Service quality score'], ['年度月均考核分 95 分及以上得 10 分，每低 1 分扣 1 分', '10 for a monthly mean of 95 or more; 1 off for each point below'], 10, 'inspection-mean-score', { most: '100', convert: { type: 'per-unit', full: '10', from: '95', unit: '1', penalty: '1', started: true } }),
      derived('satisfaction', ['服务对象满意度', 'Satisfaction'], ['98.5% 及以上得 8 分，每低 0.5 个百分点扣 1 分，低于 95% 不得分', '8 from 98.5 %; 1 off for each half point below; nothing below 95 %'], 8, 'satisfaction-rate', { most: '1', convert: { type: 'per-unit', full: '8', from: '0.985', unit: '0.005', penalty: '1', started: true, cutoff: '0.035' } }),
      derived('honours', ['创新成果、荣誉与安全', 'Innovation, honours and safety'], ['荣誉、标准、创新每项 2 分，最多 7 分；有责投诉每起扣 2 分', '2 for each honour, standard or innovation, up to 7; 2 off for each justified complaint'], 7, 'awards-and-incidents', { convert: { type: 'linear', rate: '2', offset: '0', min: '0', max: '7' }, also: [part('complaints', ['有责投诉', 'Justified complaints'], 'deduct', 2)] })),
  ],
  vetoes: [veto('safety-accident', ['发生安全责任事故', 'An accident through fault'], { type: 'disqualify' })],
});

/** It is no task against the clock. */
const { timeLimitSeconds: _, ...scheme } = written;
export const DEMONSTRATION_SCHEME: Scheme = scheme;

/** Named is who reaches 90 points with every aspect at 80 % and no veto; the lesser grades are those of standards' implementation (优秀/良好/及格/不及格), their limits ours. */
export const DEMONSTRATION_RULES: Rules = {
  format: 'leitai-rules/1',
  panel: { level: 'criterion', combine: { type: 'mean' }, quorum: 3, whenTooFew: 'mean-of-all' },
  rounding: { panel: { digits: 2, mode: 'half-up' }, total: { digits: 2, mode: 'half-up' } },
  ranking: { style: '1224', tieBreaks: [{ type: 'module', moduleId: 'results', better: 'more' }, { type: 'module', moduleId: 'activities', better: 'more' }, { type: 'criterion', criterionId: 'service-score', better: 'more' }] },
  awards: [{ id: 'named', name: { zh: '标准化标兵示范岗', en: 'Standardisation demonstration post' }, quota: { type: 'threshold' }, atLeast: '90' }],
  grades: {
    of: 'points', vetoes: [],
    bands: [
      { id: 'named', name: { zh: '达到命名条件', en: 'Fit to be named' }, from: '90', eachModule: '80' },
      { id: 'excellent', name: { zh: '优秀', en: 'Excellent' }, from: '90' },
      { id: 'good', name: { zh: '良好', en: 'Good' }, from: '80' },
      { id: 'pass', name: { zh: '及格', en: 'Pass' }, from: '60' },
      { id: 'fail', name: { zh: '不及格', en: 'Fail' } },
    ],
  },
  organisations: { type: 'mean' },
};
