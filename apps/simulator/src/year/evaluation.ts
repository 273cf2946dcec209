/** How rounds of inspections end, and the evaluation of the months that are over: proposed by the organiser, signed by a supervisor. */
import { MOST_ROUNDS_AT_ONCE, type EvaluationAsked, type VisitRow } from '@leitai/contract';
import { command } from '../client.ts';
import { addDays, monthsBefore, type Year } from './year.ts';

const REASON = '设备检修停用，本期未能实施';
const WEIGHTS = { day: '1', week: '1', month: '3', quarter: '2', 'half-year': '1', year: '1', unannounced: '1' } as const;

/** Rounds of the last two months go on, so that what is due and overdue can be seen. */
export async function playEvaluation({ organiser, supervisors: [supervisor], on, size }: Year, eventId: string): Promise<void> {
  const until = addDays(monthsBefore(on, 1), -1);
  const { plans } = await organiser.api('GET /api/events/:eventId/plans', { eventId });
  for (const { id, periods } of plans) {
    const over = periods.flatMap((period) => (period.contestId !== null && period.until <= until ? [period.contestId] : []));
    const visits: readonly VisitRow[] = over.length === 0 ? [] : await organiser.api('GET /api/events/:eventId/plans/:planId/visits', { eventId, planId: id });
    const left = visits.filter(({ contestId, state }) => over.includes(contestId) && (state === 'missed' || state === 'due'));
    const reasons = Object.fromEntries(left.map((visit) => [visit.id, REASON]));
    for (let first = 0; first < over.length; first += MOST_ROUNDS_AT_ONCE) {
      await organiser.api('POST /api/events/:eventId/rounds/end', { eventId }, { rounds: over.slice(first, first + MOST_ROUNDS_AT_ONCE).map((contestId) => ({ ...command(), contestId })), reasons });
    }
  }
  const asked: EvaluationAsked = {
    from: monthsBefore(on, size === 'full' ? 11 : 2), until,
    rule: { weights: Object.fromEntries(plans.map(({ id, frequency }) => [id, WEIGHTS[frequency]])), undone: 'left-out', limit: { percent: '60', atMost: 'adequate' } },
  };
  const report = {
    group: '标准化工作评价小组（示例）', method: '检查、比对、验证，听取陈述，征求服务对象意见', effect: '各单位能按计划实施标准，检查记录完整。', problems: '个别期次未按计划实施，部分项目反复不符合。', next: '对反复不符合的条款开展专项实训，下一期重点复查。',
  };
  const proposed = command();
  await organiser.api('POST /api/events/:eventId/evaluations', { eventId }, { ...proposed, ...asked, report });
  await supervisor.api('POST /api/events/:eventId/evaluations/:evaluationId/signature', { eventId, evaluationId: proposed.commandId }, { ...command(), approved: true, reason: '' });
}
