/**
 * 标准实施情况年度评价表: the evaluation with what it was made of, and its report. Source: 标准实施评价 of seed 002, which prints no form: 评价小组, 评价方法, 评定规则,
 * 符合性评价, 实施效果评价 (指标体系、抽样方案、判定规则), 外部评价, four grades, 总体效果, 存在问题, 下一步意见和建议; and of the half-yearly report 实施频率 and 实施范围.
 */
import type { EvaluatedPlan, InspectionForm, InspectionFrequency, Paper, PaperCell, YearEvaluation } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { formatFixed } from '@leitai/scoring';
import { readEvaluation } from '../evaluations.ts';
import { build, number, text, type Part } from './build.ts';
import { readGround } from './ground.ts';
import { period, SIGN, W, type Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const FORMS: Readonly<Record<InspectionForm, Words>> = { self: w('自查', 'Self-inspection'), spot: w('抽查', 'Spot check'), supervision: w('监查', 'Supervision') };
const FREQUENCIES: Readonly<Record<InspectionFrequency, Words>> = {
  day: w('日查', 'Daily'), week: w('周查', 'Weekly'), month: w('月查', 'Monthly'), quarter: w('季查', 'Quarterly'), 'half-year': w('半年检查', 'Half-yearly'), year: w('年度检查', 'Yearly'), unannounced: w('不定期', 'Unannounced'),
};
const STATES: Readonly<Record<YearEvaluation['state'], Words>> = { proposed: w('待签署', 'To be signed'), approved: w('已签署', 'Signed'), rejected: w('已退回', 'Refused') };
type Fact = NonNullable<Part['facts']>[number];
const fact = (zh: string, en: string, value: PaperCell): Fact => ({ name: w(zh, en), value: value === '' ? null : value });
const percent = (value: string | null): PaperCell => value && `${formatFixed(value, 2)}%`;

/** @throws Refused 'evaluation.not-found'. */
export async function yearEvaluationPaper(db: Database, { eventId, evaluationId }: { readonly eventId: string; readonly evaluationId: string }): Promise<Paper> {
  const [evaluation, ground] = await Promise.all([readEvaluation(db, eventId, evaluationId), readGround(db, eventId)]);
  return build('year-evaluation', ground, undefined, { parts: [headPart(evaluation), plansPart(evaluation), gradesPart(evaluation), workingPart(evaluation), outsidePart(evaluation), reportPart(evaluation)], landscape: true });
}

function headPart({ from, until, rule, plans, report, state }: YearEvaluation): Part {
  const weights = plans.map(({ name, weight }) => `${name} ${weight}`);
  const undone = rule.undone === 'zero' ? w('未实施的检查按 0 计', 'what was not carried out counts as 0') : w('未实施的检查不计', 'what was not carried out is left out');
  const limit = rule.limit && { ...rule.limit, name: rule.bands.find(({ id }) => id === rule.limit?.atMost)?.name };
  const bands = (lang: 'zh' | 'en'): string => rule.bands.map(({ name, from: least }) => (least === undefined ? name[lang] : `${name[lang]} ≥ ${least}`)).join(lang === 'zh' ? '、' : ', ');
  const more = limit ? w(`；完成率不足 ${limit.percent}% 的，等级不高于${limit.name?.zh ?? ''}`, `; where fewer than ${limit.percent}% are carried out, the grade is at most ${limit.name?.en ?? ''}`) : w('', '');
  return {
    facts: [
      fact('评价期间', 'Period', period(from, until)), fact('评价小组', 'Evaluation group', report.group), fact('评价方法', 'Method', report.method),
      fact('评定规则', 'Rule', w(`各计划权重：${weights.join('、')}；${undone.zh}${more.zh}`, `Weights: ${weights.join(', ')}; ${undone.en}${more.en}`)), fact('等级', 'Grades', w(bands('zh'), bands('en'))), fact('状态', 'State', STATES[state]),
    ],
  };
}

const samplingOf = ({ sampling }: EvaluatedPlan): Words => (sampling ? w(`每期抽 ${sampling.size} 处`, `${sampling.size} drawn each time`) : w('全部', 'All'));
function decisionOf({ decision }: EvaluatedPlan): Words | null {
  if (!decision) return null;
  return decision.type === 'least-rate' ? w(`平均得分率不低于 ${decision.percent}%`, `Mean rate at least ${decision.percent}%`) : w(`不符合至多 ${decision.most} 次`, `At most ${decision.most} do not conform`);
}

const plansPart = ({ plans }: YearEvaluation): Part => ({
  heading: w('实施频率与实施范围', 'Frequency and scope'),
  table: {
    columns: [text(w('检查计划', 'Plan'), 6), text(w('检查项目', 'Subject'), 6), text(w('方式', 'Way'), 4), text(w('实施频率', 'Frequency'), 4), text(w('岗位', 'Post'), 5), text(w('抽样方案', 'Sampling'), 4), text(w('判定规则', 'Decision rule'), 5), number(w('期数', 'Rounds'), 3), number(w('计划', 'Planned'), 3), number(w('完成', 'Done'), 3)],
    rows: plans.map((plan): PaperCell[] => [plan.name, plan.item, FORMS[plan.form], FREQUENCIES[plan.frequency], plan.post, samplingOf(plan), decisionOf(plan), `${plan.rounds}`, `${plan.planned}`, `${plan.done}`]),
  },
});

const gradesPart = ({ subjects, plans }: YearEvaluation): Part => ({
  heading: w('评价结果', 'Outcome'),
  table: {
    columns: [text(w('实施主体', 'Unit'), 7), number(w('在岗人数', 'Headcount'), 3), number(w('日查', 'Daily'), 3), number(w('检查次数', 'Inspections'), 3), number(w('完成率', 'Carried out'), 3), number(w('合格次数', 'Conforming'), 4), number(w('综合得分率', 'Composite'), 4), text(w('等级', 'Grade'), 3), text(W.note, 4)],
    rows: subjects.map(({ organisation, headcount, parts, planned, done, conforming, composite, grade, lowered }): PaperCell[] => {
      const daily = parts.filter(({ planId }) => plans.some((plan) => plan.planId === planId && plan.frequency === 'day'));
      const sum = (of: 'planned' | 'done'): number => daily.reduce((all, part) => all + part[of], 0);
      return [
        organisation, headcount === null ? null : `${headcount}`, daily.length === 0 ? null : `${sum('done')} / ${sum('planned')}`, `${done} / ${planned}`, planned === 0 ? null : percent(`${done * 100}/${planned}`), `${conforming}`, percent(composite), grade,
        lowered && w(`完成率不足，由${lowered.zh}降等`, `Too few carried out: was ${lowered.en}`),
      ];
    }),
  },
});

const workingPart = ({ subjects, plans }: YearEvaluation): Part => ({
  heading: w('综合得分率的构成', 'How the composite is made'),
  table: {
    columns: [text(w('实施主体', 'Unit'), 7), text(w('检查计划', 'Plan'), 7), number(w('权重', 'Weight'), 2), number(w('完成', 'Done'), 3), number(w('平均得分率', 'Mean rate'), 3)],
    rows: subjects.flatMap(({ organisation, parts }) => parts.map(({ planId, planned, done, rate }): PaperCell[] => {
      const plan = plans.find((one) => one.planId === planId);
      return [organisation, plan?.name ?? null, plan?.weight ?? null, `${done} / ${planned}`, percent(rate)];
    })),
  },
});

const outsidePart = ({ subjects }: YearEvaluation): Part => ({
  heading: w('不符合项与外部评价', 'Findings and what the people served say'),
  table: {
    columns: [text(w('实施主体', 'Unit'), 7), number(w('不符合项', 'Findings'), 3), number(w('未关闭', 'Open'), 3), number(w('按期整改', 'In time'), 3), number(w('满意率', 'Satisfied'), 3)],
    rows: subjects.map(({ organisation, findings: { found, open, due, onTime }, satisfaction }): PaperCell[] =>
      [organisation, `${found}`, `${open}`, `${onTime} / ${due}`, satisfaction && percent(`${satisfaction.satisfied * 100}/${satisfaction.given}`)]),
  },
});

const reportPart = ({ report: { effect, problems, next }, proposed, decided, state, rejection }: YearEvaluation): Part => ({
  heading: w('评价报告', 'Report'),
  facts: [
    fact('总体效果', 'Overall effect', effect), fact('存在问题', 'Problems', problems), fact('下一步意见和建议', 'What is to be done next', next),
    fact('提出', 'Proposed by', proposed.name), fact('提出时间', 'Proposed at', { at: proposed.at }),
    fact(state === 'rejected' ? '退回' : '签署', state === 'rejected' ? 'Refused by' : 'Signed by', decided?.name ?? null), fact('签署时间', 'Signed at', decided && { at: decided.at }), ...(state === 'rejected' ? [fact('退回理由', 'Refused because', rejection)] : []),
  ],
  lines: [w('评价小组', 'Evaluation group'), SIGN.supervisor, SIGN.organiser, SIGN.date],
});
