/**
 * The three lists (三项清单): 考核问题, 解决方法, 实训计划. Source: seed 001 wants them of every training scheme (科学制定培训方案); what stands in them is
 * composed from three years of results, findings and registers. Empty cells are to be filled in by hand.
 */
import type { LoopClause, LoopFinding, LoopItem, LoopPage, PaperCell, PaperTable, Text } from '@leitai/contract';
import type { Database } from '@leitai/database';
import { compareExact, formatFixed, type Exact } from '@leitai/scoring';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { axes } from '../loop/grid.ts';
import { composeLoop } from '../loop/page.ts';
import { lookOf, postPoints } from '../loop/rows.ts';
import { today as houseDay } from '../today.ts';
import { number, text, type Body } from './build.ts';
import { NOTHING, same, W, type Words } from './words.ts';

type Loop = Awaited<ReturnType<typeof composeLoop>> & { readonly organisation: Text; readonly post: Text };
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
export const isProblem = ({ rate, mean, findings }: LoopItem): boolean => findings.length > 0 || mean === null || compareExact(rate, mean) <= 0;

function losers({ rows }: LoopItem): PaperCell {
  const names = [...new Set(rows.filter(({ lost }) => lost !== '0').flatMap(({ person }) => person ?? []))];
  const shown = names.slice(0, NAMED);
  if (names.length === 0) return NOTHING;
  return names.length === shown.length ? w(shown.join('、'), shown.join(', ')) : w(`${shown.join('、')} 等 ${names.length} 人`, `${shown.join(', ')} and ${names.length - NAMED} more`);
}

async function loops(db: Database, eventId: string): Promise<Loop[]> {
  const { posts, organisations } = await axes(db, eventId);
  const look = lookOf(LOOK, await houseDay(db));
  const found: Loop[] = [];
  for (const post of posts) {
    const points = await postPoints(db, post.code, look);
    for (const { name } of organisations) {
      const loop = await composeLoop(db, points, post.code, look, { unit: name.zh, least: 1 });
      if (loop.whole !== null || loop.findings.length > 0) found.push({ ...loop, organisation: name, post: post.name });
    }
  }
  return found;
}

const body = (loops: readonly Loop[], lead: Words, table: PaperTable, more: Body['parts'] = []): Body => {
  const [from, until] = [loops[0]?.from, loops[0]?.today];
  return { landscape: true, parts: [{ words: [lead], facts: from && until ? [{ name: w('期间', 'Period'), value: same(`${from} – ${until}`) }] : [], table }, ...more] };
};
const place = ({ organisation, post }: Loop): PaperCell[] => [organisation, post];
const PLACE = [text(W.unit, 7), text(W.post, 7)];
const CLAUSE = text(w('标准条款', 'Clause'), 10);

export async function problemList({ db }: Context, _me: AccountIdentity, eventId: string): Promise<Body> {
  const all = await loops(db, eventId);
  const columns = [...PLACE, text(W.item, 10), CLAUSE, number(w('得分率 %', 'Score rate %'), 4), number(w('岗位均值 %', 'Mean of the post %'), 4), number(w('失分', 'Points lost'), 4), text(w('失分次数', 'How often'), 4), text(w('低于均值自', 'Under the mean since'), 6), text(w('失分人员', 'By whom'), 9)];
  const rows = all.flatMap((loop) => loop.items.filter(isProblem).map((item): PaperCell[] => [
    ...place(loop), itemOf(item), clauseOf(item.clause), percent(item.rate), percent(item.mean), formatFixed(item.lost, 2), same(`${item.times} / ${item.of}`), since(item.since), losers(item),
  ]));
  return body(all, w('得分率不高于岗位均值的评分项，以及被开出不符合项的条款。', 'Criteria whose score rate is not above the post’s mean, and clauses that findings cite.'), { columns, rows });
}

const outcome = ({ effective, closedOn, version }: LoopFinding): PaperCell => {
  if (version !== null) return w(`有效，修订为 ${version}`, `Effective, revised as ${version}`);
  if (effective !== null) return effective ? w('有效', 'Effective') : w('无效，转入下一轮', 'Not effective, next round');
  return closedOn === null ? w('未关闭', 'Open') : w('已关闭，未评价', 'Closed, not reviewed');
};

export async function measureList({ db }: Context, _me: AccountIdentity, eventId: string): Promise<Body> {
  const all = await loops(db, eventId);
  const told = new Set<string>();
  const columns = [...PLACE, CLAUSE, text(w('不符合项', 'Finding'), 9), text(w('措施', 'Measures'), 12), text(w('责任人', 'Owner'), 5), text(w('期限', 'Due'), 5), text(w('关闭', 'Closed'), 5), text(w('按期整改', 'In time'), 4), text(w('效果', 'Effect'), 7)];
  const rows = all.flatMap((loop) => loop.findings.filter(({ id }) => !told.has(id) && told.add(id)).map((finding): PaperCell[] => [
    ...place(loop), clauseOf(finding.clause), same(`${finding.number} ${finding.subject}`), finding.measures.length === 0 ? NOTHING : same(finding.measures.join('；')), finding.owner, finding.due, finding.closedOn,
    finding.onTime === null ? NOTHING : finding.onTime ? w('是', 'Yes') : w('否', 'No'), outcome(finding),
  ]));
  const trained = all.flatMap((loop) => loop.items.flatMap((item) => item.trainings.map(({ sessionId, before, after }): PaperCell[] => {
    const { day, course, trainer, people } = loop.trainings.find(({ id }) => id === sessionId)!;
    return [...place(loop), clauseOf(item.clause), item.name, course, trainer || NOTHING, day, String(people), percent(before), percent(after)];
  })));
  const training = { columns: [...PLACE, CLAUSE, text(W.item, 8), text(w('课程', 'Course'), 8), text(w('讲师', 'Trainer'), 5), text(W.date, 5), number(w('参训人数', 'People'), 4), number(w('训前得分率 %', 'Rate before %'), 4), number(w('训后得分率 %', 'Rate after %'), 4)], rows: trained };
  return body(all, w('已开不符合项的整改与改进措施，及其效果；未关闭的也列入。', 'Measures against findings and what came of them; open ones are among them.'), { columns, rows }, [{ heading: w('培训', 'Trainings'), table: training }]);
}

/** By when: the day an open finding on the clause is due, where there is one. */
const dueOf = ({ findings }: LoopPage | Loop, item: LoopItem): PaperCell => findings.filter(({ id, closedOn }) => closedOn === null && item.findings.includes(id)).map(({ due }) => due).toSorted()[0] ?? null;

export async function trainingList({ db }: Context, _me: AccountIdentity, eventId: string): Promise<Body> {
  const all = await loops(db, eventId);
  const columns = [...PLACE, CLAUSE, text(W.item, 9), number(w('得分率 %', 'Score rate %'), 4), text(w('课程与讲师', 'Course and trainer'), 10), text(w('参训人员', 'For whom'), 9), text(w('完成期限', 'By when'), 5), text(w('负责人', 'In charge'), 5), text(W.note, 6)];
  const rows = all.flatMap((loop) => loop.items.filter((item) => item.clause !== null && isProblem(item)).map((item): PaperCell[] => {
    const courses = loop.courses.filter(({ id }) => item.courses.includes(id)).map(({ course, trainer }) => (trainer === '' ? course : `${course}（${trainer}）`));
    return [...place(loop), clauseOf(item.clause), itemOf(item), percent(item.rate), courses.length === 0 ? w('尚无课程', 'No course yet') : same(courses.join('；')), losers(item), dueOf(loop, item), null, null];
  }));
  return body(all, w('按失分的条款拟训；负责人、备注与未填的期限由单位填写。', 'Training proposed by the clauses that points are lost in; who is in charge, remarks and open days are filled in by the unit.'), { columns, rows });
}

