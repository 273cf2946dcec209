/** Which documents there are, kept apart from the schemas so that every page may ask. */

/** Of the whole event: 秩序册, 成绩册, 获奖名单, 申诉卷, the three lists (三项清单): 考核问题, 解决方法, 实训计划, and 持证人员名册. */
export const EVENT_PAPERS = ['programme', 'results-book', 'award-list', 'appeals', 'problem-list', 'measure-list', 'training-list', 'qualification-list'] as const;
/** Of them those a unit's leader has of the own unit. */
export const UNIT_PAPERS = ['problem-list', 'measure-list', 'training-list', 'qualification-list'] as const;
/** Of one contest: 检录表, 一次加密表, 二次加密表, 抽签记录, 空白评分表, 成绩汇总表, 名次表, 复核记录, 违规与更正记录, 公示, 考核成绩与等级名册. */
export const CONTEST_PAPERS = ['check-in', 'first-register', 'second-register', 'draw-record', 'blank-sheets', 'summary', 'standings', 'recheck', 'corrections', 'publicity', 'grade-list'] as const;

/** Of one finding: 不符合项报告表, 整改落实情况复查记录表, 持续改进记录表. */
export const FINDING_PAPERS = ['finding-report', 'recheck-record', 'improvement-record'] as const;
/** Of a year, as workbooks alone: 台账, 受训不足名单, 满意度测评结果, 示范岗对比. */
export const YEAR_PAPERS = ['register', 'training-plan', 'survey-result', 'demonstration-comparison'] as const;

export type EventPaper = (typeof EVENT_PAPERS)[number];
export type ContestPaper = (typeof CONTEST_PAPERS)[number];
/** Of one visit: 标准实施情况检查记录表. */
export const VISIT_PAPERS = ['inspection-record'] as const;

export type FindingPaper = (typeof FINDING_PAPERS)[number];
export type UnitPaper = (typeof UNIT_PAPERS)[number];
export const isUnitPaper = (kind: string): kind is UnitPaper => UNIT_PAPERS.some((one) => one === kind);
export const isEventPaper = (kind: string): kind is EventPaper => EVENT_PAPERS.some((one) => one === kind);
export const isContestPaper = (kind: string): kind is ContestPaper => CONTEST_PAPERS.some((one) => one === kind);
/** Of one application of a demonstration round: 评定表. */
export const APPLICATION_PAPERS = ['demonstration-sheet'] as const;
export type ApplicationPaper = (typeof APPLICATION_PAPERS)[number];
export const isApplicationPaper = (kind: string): kind is ApplicationPaper => APPLICATION_PAPERS.some((one) => one === kind);
/** Of one evaluation: 标准实施情况年度评价表. */
export const EVALUATION_PAPERS = ['year-evaluation'] as const;
export type EvaluationPaper = (typeof EVALUATION_PAPERS)[number];
export const isEvaluationPaper = (kind: string): kind is EvaluationPaper => EVALUATION_PAPERS.some((one) => one === kind);
export type VisitPaper = (typeof VISIT_PAPERS)[number];
export const isVisitPaper = (kind: string): kind is VisitPaper => VISIT_PAPERS.some((one) => one === kind);
export const isFindingPaper = (kind: string): kind is FindingPaper => FINDING_PAPERS.some((one) => one === kind);
/** Empty sheets to write on are no table to work with. */
export const hasWorkbook = (kind: EventPaper | ContestPaper | FindingPaper | VisitPaper | ApplicationPaper | EvaluationPaper): boolean => kind !== 'blank-sheets';
