/** The words of printed documents, in the product's two languages. */
import type { ContestState, CorrectionOutcome, EntrantState, PaperKind } from '@leitai/contract';
import { dayInWords } from '@leitai/scoring/calendar';

export type Words = { readonly zh: string; readonly en: string };
/** What is the same in both. */
export const same = (text: string): Words => ({ zh: text, en: text });
/** From a day to another, both included. */
export function period(from: string, until: string): Words {
  const [first, last] = [dayInWords(from), dayInWords(until)];
  return { zh: `${first.zh}至 ${last.zh}`, en: `${first.en} – ${last.en}` };
}
/** Where nothing is known by another name. */
export const NOTHING = same('—');

export const TITLES: Readonly<Record<PaperKind, Words>> = {
  programme: { zh: '秩序册', en: 'Programme' },
  'results-book': { zh: '成绩册', en: 'Results book' },
  'award-list': { zh: '获奖名单', en: 'List of awards' },
  appeals: { zh: '申诉卷', en: 'Appeal file' },
  'problem-list': { zh: '考核问题清单', en: 'List of problems' },
  'measure-list': { zh: '解决方法清单', en: 'List of measures' },
  'training-list': { zh: '实训计划清单', en: 'List of training' },
  'qualification-list': { zh: '持证人员名册', en: 'List of the certified' },
  'check-in': { zh: '检录表', en: 'Check-in list' },
  'first-register': { zh: '一次加密表', en: 'First register of the draw' },
  'second-register': { zh: '二次加密表', en: 'Second register of the draw' },
  'draw-record': { zh: '抽签记录', en: 'Record of the draw' },
  'blank-sheets': { zh: '评分表（纸质）', en: 'Score sheet (paper)' },
  summary: { zh: '成绩汇总表', en: 'Summary of marks' },
  standings: { zh: '名次表', en: 'Standings' },
  recheck: { zh: '复核记录', en: 'Record of the recheck' },
  corrections: { zh: '违规与更正记录', en: 'Record of violations and corrections' },
  publicity: { zh: '成绩公示', en: 'Publication of results' },
  'grade-list': { zh: '考核成绩与等级名册', en: 'Scores and grades of a check' },
  'year-evaluation': { zh: '标准实施情况年度评价表', en: 'Annual evaluation of standards in practice' },
  'demonstration-sheet': { zh: '标准化标兵示范岗评定表', en: 'Assessment of a demonstration post' },
  'inspection-record': { zh: '标准实施情况检查记录表', en: 'Inspection record' },
  'finding-report': { zh: '标准实施不符合项报告表', en: 'Nonconformity report' },
  'recheck-record': { zh: '整改落实情况复查记录表', en: 'Re-check record' },
  'improvement-record': { zh: '标准持续改进记录表', en: 'Continual improvement record' },
};

/** Column heads and names of facts. */
export const W = {
  rank: { zh: '名次', en: 'Rank' }, code: { zh: '编号', en: 'Code' }, name: { zh: '姓名', en: 'Name' }, unit: { zh: '单位', en: 'Unit' },
  post: { zh: '岗位', en: 'Post' }, total: { zh: '总分', en: 'Total' }, award: { zh: '奖项', en: 'Award' }, note: { zh: '备注', en: 'Remark' },
  state: { zh: '状态', en: 'State' }, reason: { zh: '原因', en: 'Reason' }, at: { zh: '时间', en: 'Time' }, by: { zh: '经手人', en: 'By' },
  entrants: { zh: '参赛人数', en: 'Entrants' }, judges: { zh: '裁判', en: 'Judges' }, judge: { zh: '裁判员', en: 'Judge' }, seat: { zh: '席位', en: 'Seat' },
  order: { zh: '出场顺序', en: 'Order' }, station: { zh: '工位', en: 'Station' }, arrived: { zh: '到场', en: 'Arrived' }, signed: { zh: '本人签到', en: 'Signature' },
  number: { zh: '参赛号', en: 'Number' }, from: { zh: '开始', en: 'From' }, to: { zh: '结束', en: 'To' }, places: { zh: '出场顺序', en: 'Order' },
  max: { zh: '满分', en: 'Full points' }, time: { zh: '限时', en: 'Time limit' }, item: { zh: '评分项', en: 'Criterion' }, rule: { zh: '评分规则', en: 'Rule' },
  no: { zh: '序号', en: 'No.' }, reading: { zh: '读数', en: 'Reading' }, points: { zh: '得分', en: 'Points' }, paperNo: { zh: '纸质表号', en: 'Paper no.' },
  until: { zh: '异议截止', en: 'Objections until' }, published: { zh: '公示时间', en: 'Published' }, error: { zh: '差错', en: 'Error' }, checkedBy: { zh: '复核人', en: 'Checked by' },
  outcome: { zh: '裁决', en: 'Ruling' }, filed: { zh: '提交', en: 'Filed' }, organisation: { zh: '单位', en: 'Unit' }, members: { zh: '计入人数', en: 'Members' }, value: { zh: '成绩', en: 'Value' },
  date: { zh: '日期', en: 'Date' }, role: { zh: '职责', en: 'Duty' },
} as const satisfies Readonly<Record<string, Words>>;

/** Lines to sign on. */
export const SIGN = {
  chief: { zh: '裁判长', en: 'Chief judge' }, supervisor: { zh: '监督', en: 'Supervisor' }, judge: { zh: '裁判员', en: 'Judge' }, officer: { zh: '加密裁判', en: 'Anonymiser' },
  steward: { zh: '检录员', en: 'Call-room steward' }, checker: { zh: '复核人', en: 'Checked by' }, arbitrator: { zh: '仲裁', en: 'Arbitrator' }, organiser: { zh: '组委会（盖章）', en: 'Organiser (seal)' },
  verifier: { zh: '第二人核对', en: 'Verified by a second person' }, date: { zh: '日期', en: 'Date' },
} as const satisfies Readonly<Record<string, Words>>;

export const STATES: Readonly<Record<ContestState, Words>> = {
  setup: { zh: '未开赛', en: 'Not started' }, running: { zh: '比赛中', en: 'Running' }, closed: { zh: '评完', en: 'Closed' },
  signed: { zh: '待监督签字', en: 'Supervisor to sign' }, provisional: { zh: '公示中', en: 'Provisional' }, final: { zh: '已终局', en: 'Final' },
};

export const ENTRANTS: Readonly<Record<EntrantState, Words>> = {
  waiting: { zh: '待场', en: 'Waiting' }, 'on-stage': { zh: '在场', en: 'On stage' }, performed: { zh: '已完成', en: 'Performed' }, confirmed: { zh: '已确认', en: 'Confirmed' },
  absent: { zh: '缺席', en: 'Absent' }, withdrawn: { zh: '退赛', en: 'Withdrawn' }, disqualified: { zh: '取消资格', en: 'Disqualified' },
};

/** A place and a total as a correction found and left them. */
export function scored({ status, total, rank }: CorrectionOutcome): Words {
  if (status !== 'scored') return ENTRANTS[status];
  return total === null ? NOTHING : { zh: rank === null ? total : `${total}（第 ${rank} 名）`, en: rank === null ? total : `${total} (rank ${rank})` };
}
