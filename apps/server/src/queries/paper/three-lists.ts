/**
 * The three lists (三项清单): 考核问题, 解决方法, 实训计划. Source: seed 001 wants them of every training scheme (科学制定培训方案); what stands in them is
 * composed from three years of results, findings and registers. Empty cells are to be filled in by hand. A unit's leader has those of the own unit.
 */
import type { LoopClause, LoopFinding, LoopItem, LoopPage, LoopPlan, PaperCell, PaperTable, Text } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { compareExact, formatFixed, type Exact } from '@leitai/scoring';
import { axes, type Only } from '../loop/grid.ts';
import { readDone } from '../loop/done.ts';
import { composeLoop } from '../loop/page.ts';
import { lookOf, postPoints } from '../loop/rows.ts';
import { houseDay } from '../today.ts';
import { number, text, type Body } from './build.ts';
import { NOTHING, period, same, W, type Words } from './words.ts';

type Loop = ReturnType<typeof composeLoop> & { readonly organisation: Text; readonly post: Text };
const LOOK = '36';
/** So many are named; the rest are counted. */
const NAMED = 6;
const w = (zh: string, en: string): Words => ({ zh, en });
const percent = (rate: Exact | null): PaperCell => (rate === null ? NOTHING : formatFixed(rate, 1));
const clauseOf = (clause: LoopClause | null): PaperCell =>
  clause && { zh: [clause.standard, clause.title.zh, clause.number].filter(Boolean).join(' '), en: [clause.standard, clause.title.en, clause.number].filter(Boolean).join(' ') };
const itemOf = ({ module, name }: LoopItem): Words => w(`${module.zh} · ${name.zh}`, `${module.en} · ${name.en}`);
const since = (quarter: string | null): PaperCell => (quarter === null ? NOTHING : w(`${quarter.slice(0, 4)} 年第 ${quarter.slice(5)} 季度`, `Q${quarter.slice(5)} ${quarter.slice(0, 4)}`));

/** What a post is asked about: points were lost, and no more was earned than the post's mean; or a finding cites the clause. */
const isProblem = ({ rate, mean, findings }: LoopItem): boolean => findings.length > 0 || mean === null || compareExact(rate, mean) <= 0;

function losers({ rows }: LoopItem): PaperCell {
  const names = [...new Set(rows.filter(({ lost }) => lost !== '0').flatMap(({ person }) => person ?? []))];
  const shown = names.slice(0, NAMED);
  if (names.length === 0) return NOTHING;
  return names.length === shown.length ? w(shown.join('、'), shown.join(', ')) : w(`${shown.join('、')} 等 ${names.length} 人`, `${shown.join(', ')} and ${names.length - NAMED} more`);
}

async function loops(db: Database, eventId: string, { organisationId, least = 1 }: Only = {}): Promise<Loop[]> {
  const { posts, organisations } = await axes(db, eventId, organisationId);
  const look = lookOf(LOOK, await houseDay(db));
  const done = await readDone(db, look);
  const found: Loop[] = [];
  for (const post of posts) {
    const points = await postPoints(db, post.code, look);
    for (const { name } of organisations) {
      const loop = composeLoop(points, done, post.code, look, { unit: name.zh, least });
      if (loop.whole !== null || loop.findings.length + loop.plans.length > 0) found.push({ ...loop, organisation: name, post: post.name });
    }
  }
  return found;
}

const body = (loops: readonly Loop[], lead: Words, table: PaperTable, more: Body['parts'] = []): Body => {
  const [from, until] = [loops[0]?.from, loops[0]?.today];
  return { landscape: true, parts: [{ words: [lead], facts: from && until ? [{ name: w('期间', 'Period'), value: period(from, until) }] : [], table }, ...more] };
};
const place = ({ organisation, post }: Loop): PaperCell[] => [organisation, post];
const PLACE = [text(W.unit, 6), text(W.post, 7)];
const CLAUSE = text(w('标准条款', 'Clause'), 10);

export async function problemList(db: Database, eventId: string, only?: Only): Promise<Body> {
  const all = await loops(db, eventId, only);
  const columns = [...PLACE, text(W.item, 10), CLAUSE, number(w('得分率 %', 'Score rate %'), 4), number(w('岗位均值 %', 'Mean of the post %'), 4), number(w('失分', 'Points lost'), 4), text(w('失分次数', 'How often'), 4), text(w('低于均值自', 'Under the mean since'), 6), text(w('失分人员', 'By whom'), 8), text(w('实训计划', 'Training plan'), 5)];
  const rows = all.flatMap((loop) => loop.items.filter(isProblem).map((item): PaperCell[] => [
    ...place(loop), itemOf(item), clauseOf(item.clause), percent(item.rate), percent(item.mean), formatFixed(item.lost, 2), same(`${item.times} / ${item.of}`), since(item.since), losers(item), numbersOf(plansOf(loop, item)),
  ]));
  return body(all, w('得分率不高于岗位均值的评分项，以及被开出不符合项的条款。', 'Criteria whose score rate is not above the post’s mean, and clauses that findings cite.'), { columns, rows });
}

const outcome = ({ effective, closedOn, version }: LoopFinding): PaperCell => {
  if (version !== null) return w(`有效，修订为 ${version}`, `Effective, revised as ${version}`);
  if (effective !== null) return effective ? w('有效', 'Effective') : w('无效，转入下一轮', 'Not effective, next round');
  return closedOn === null ? w('未关闭', 'Open') : w('已关闭，未评价', 'Closed, not reviewed');
};

export async function measureList(db: Database, eventId: string, only?: Only): Promise<Body> {
  const all = await loops(db, eventId, only);
  const told = new Set<string>();
  const columns = [...PLACE, CLAUSE, text(w('不符合项', 'Finding'), 9), text(w('原因分析', 'Cause'), 9), text(w('措施', 'Measures'), 12), text(w('责任人', 'Owner'), 5), text(w('期限', 'Due'), 7), text(w('关闭', 'Closed'), 7), text(w('按期整改', 'In time'), 4), text(w('效果', 'Effect'), 7)];
  const rows = all.flatMap((loop) => loop.findings.filter(({ id }) => !told.has(id) && told.add(id)).map((finding): PaperCell[] => [
    ...place(loop), clauseOf(finding.clause), same(`${finding.number} ${finding.subject}`), finding.causes.length === 0 ? NOTHING : same(finding.causes.join('；')), finding.measures.length === 0 ? NOTHING : same(finding.measures.join('；')), finding.owner, finding.due, finding.closedOn,
    finding.onTime === null ? NOTHING : finding.onTime ? w('是', 'Yes') : w('否', 'No'), outcome(finding),
  ]));
  const trained = all.flatMap((loop) => loop.items.flatMap((item) => item.trainings.map(({ sessionId, before, after }): PaperCell[] => {
    const { day, course, trainer, people, planId } = loop.trainings.find(({ id }) => id === sessionId)!;
    return [...place(loop), clauseOf(item.clause), item.name, numbersOf(loop.plans.filter(({ id }) => id === planId)), course, trainer || NOTHING, day, String(people), percent(before), percent(after)];
  })));
  const training = { columns: [...PLACE, CLAUSE, text(W.item, 8), text(w('实训计划', 'Training plan'), 5), text(w('课程', 'Course'), 8), text(w('讲师', 'Trainer'), 5), text(W.date, 7), number(w('参训人数', 'People'), 4), number(w('训前得分率 %', 'Rate before %'), 4), number(w('训后得分率 %', 'Rate after %'), 4)], rows: trained };
  return body(all, w('已开不符合项的整改与改进措施，及其效果；未关闭的也列入。', 'Measures against findings and what came of them; open ones are among them.'), { columns, rows }, [{ heading: w('培训', 'Trainings'), table: training }]);
}

const plansOf = ({ plans }: Loop, item: LoopItem): LoopPlan[] => plans.filter(({ id }) => item.plans.some(({ planId }) => planId === id));
const numbersOf = (plans: readonly LoopPlan[]): PaperCell => (plans.length === 0 ? NOTHING : same(plans.map(({ number }) => number).join('、')));
const rateOf = (rate: Exact | null): string => (rate === null ? '—' : formatFixed(rate, 1));

/** By when: the day an open finding on the clause is due, where there is one. */
const dueOf = ({ findings }: LoopPage | Loop, item: LoopItem): PaperCell => findings.filter(({ id, closedOn }) => closedOn === null && item.findings.includes(id)).map(({ due }) => due).toSorted()[0] ?? null;

/** A plan's cells after those of the clause: what, for whom, by when, and what came of it. */
const planned = ({ number, course, trainer, method, who, day, charge, held }: LoopPlan, today: string, effect: PaperCell): PaperCell[] => [
  same(trainer === '' ? course : `${course}（${trainer}）`), method, same(who), day, charge || null, number,
  held ? w(`${held.until} 已办，${held.people} 人`, `Held ${held.until}, ${held.people} attended`) : day < today ? w('到期未办', 'Overdue') : w('已计划', 'Planned'), effect,
];

export async function trainingList(db: Database, eventId: string, only?: Only): Promise<Body> {
  const all = await loops(db, eventId, only);
  const PLAN = [
    text(w('课程与讲师', 'Course and trainer'), 8), text(w('方法', 'Method'), 6), text(w('参训人员', 'For whom'), 8), text(w('完成期限', 'By when'), 8), text(w('负责人', 'In charge'), 5), text(w('计划号', 'Plan no.'), 7), text(w('办理', 'State'), 8),
    text(w('训前 → 训后 %', 'Before → after %'), 6),
  ];
  const columns = [...PLACE, CLAUSE, text(W.item, 8), number(w('得分率 %', 'Score rate %'), 4), ...PLAN];
  const rows = all.flatMap((loop) => loop.items.filter((item) => item.clause !== null && (isProblem(item) || item.plans.length > 0)).flatMap((item): PaperCell[][] => {
    const head = [...place(loop), clauseOf(item.clause), itemOf(item), percent(item.rate)];
    const plans = plansOf(loop, item).map((plan) => {
      const { before, after } = item.plans.find(({ planId }) => planId === plan.id)!;
      return [...head, ...planned(plan, loop.today, plan.held ? same(`${rateOf(before)} → ${rateOf(after)}`) : null)];
    });
    if (plans.length > 0) return plans;
    const courses = loop.courses.filter(({ id }) => item.courses.includes(id)).map(({ course, trainer }) => (trainer === '' ? course : `${course}（${trainer}）`));
    return [[...head, courses.length === 0 ? w('尚无课程', 'No course yet') : same(courses.join('；')), null, losers(item), dueOf(loop, item), null, null, w('未计划', 'Not planned'), null]];
  }));
  // What is planned where no points are lost is planned all the same.
  const others = all.flatMap((loop) => loop.plans.filter(({ id }) => !loop.items.some(({ plans }) => plans.some(({ planId }) => planId === id)))
    .map((plan): PaperCell[] => [...place(loop), same([plan.standard, plan.clauses.join('、')].filter(Boolean).join(' ')), ...planned(plan, loop.today, null)]));
  const more = others.length === 0 ? [] : [{ heading: w('其他实训计划', 'Other plans'), table: { columns: [...PLACE, CLAUSE, ...PLAN], rows: others } }];
  return body(all, w('失分的条款与针对它们的实训计划；还没有计划的由单位填写方法、期限与负责人。', 'Clauses that points are lost in and what is planned against them; where nothing is planned the unit fills in how, by when and who is in charge.'), { columns, rows }, more);
}
