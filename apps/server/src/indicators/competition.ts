/** What published competitions say of a unit's post: who took part, how the unit stands among those of the same post, first prizes. */
import type { IndicatorRow } from '@leitai/contract';
import { dayOf } from '@leitai/contract/house-day';
import { eventResults, type Transaction } from '@leitai/database';
import type { Exact } from '@leitai/scoring';
import { less, meanOf, over, plus, rate, same } from './exact.ts';
import { headcountOf, headcountRows, NOBODY } from './headcount.ts';
import { askedEvents, isEvent } from './places.ts';
import { distinct, nothing, of, ordered, share, word, type Figured, type Question, type Source } from './source.ts';

const TABLE = 'result';
const competitionEvents = (tx: Transaction, eventIds: readonly string[]): Promise<IndicatorRow[]> => askedEvents(tx, eventIds, 'competition');

/** Results of the post's contests that were published in the period, of every unit; provisional ones too, as they stand. */
async function competitionRows(tx: Transaction, { unit, postCode, from, until, eventIds }: Question): Promise<IndicatorRow[]> {
  const rows: IndicatorRow[] = [];
  for (const { key: id } of await competitionEvents(tx, eventIds)) {
    const people = new Map((await tx.person.findMany({ where: { eventId: id }, select: { id: true, employeeNo: true } })).map((one) => [one.id, one.employeeNo]));
    for (const result of await eventResults(tx, id, { postCode, publishedOnly: true })) {
      const day = result.publishedAt ? dayOf(result.publishedAt) : '';
      if (day < from || day > until) continue;
      const own = result.organisation.zh === unit.zh;
      rows.push({
        table: TABLE, key: result.entrantId,
        columns: {
          event: id, contest: result.contestId, published: day, state: result.contestState, organisation: result.organisation.zh, own,
          ...(own && { person: people.get(result.personId) ?? result.personId }),
          status: result.status, total: result.total, first: result.firstAward,
        },
      });
    }
  }
  return ordered(rows);
}

const isOwn = (row: IndicatorRow): boolean => row.columns['own'] === true;
const tookPart = (row: IndicatorRow): boolean => isOwn(row) && ['scored', 'disqualified'].includes(word(row, 'status'));

/** Where competitions were asked and the unit is in none, nobody of it took part: that is a 0. */
export const participation: Source = {
  async rows(tx, question) {
    return [...(await headcountRows(tx, question)), ...(await competitionEvents(tx, question.eventIds)), ...(await competitionRows(tx, question)).filter(isOwn)];
  },
  figures(rows) {
    const headcount = headcountOf(rows);
    if (headcount === 0) return NOBODY;
    if (!rows.some(isEvent)) return nothing('数据来源中没有竞赛活动', 'The sources hold no competition');
    const took = distinct(of(rows, TABLE).filter(tookPart).map((row) => word(row, 'person'))).length;
    const value = rate(took, headcount);
    return { figures: { value }, working: [share(`参赛 ${took} 人 ÷ 在岗 ${headcount} 人`, `${took} took part ÷ ${headcount} on post`, value)] };
  },
};

/** C4: in each contest the share of the other units whose mean is below the unit's, an equal one counting half; over several contests their mean. */
export const percentile: Source = {
  rows: competitionRows,
  figures(rows): Figured {
    const firstPrizes = rows.filter((row) => isOwn(row) && row.columns['first'] === true).length;
    const parts = [...Map.groupBy(rows, (row) => word(row, 'contest')).values()].flatMap((contest) => {
      const part = percentileIn(contest);
      return part ? [part] : [];
    });
    if (rows.length === 0) return nothing('数据来源中没有本岗位在评定期内公示的竞赛成绩', 'The sources hold no result of this post that was published in the period');
    if (!rows.some((row) => isOwn(row) && row.columns['total'] !== null)) return nothing('本单位在本岗位的竞赛中没有得分', 'The unit has no score in the post’s competitions');
    if (parts.length === 0) return nothing('没有同岗位的其他单位可比', 'No other unit competed on the same post');
    const value = meanOf(parts.map((part) => part.value));
    return {
      figures: { value, firstPrizes: String(firstPrizes) },
      working: [
        ...parts.map(({ mean, below, equal, others, value: one }) => share(
          `本单位平均 ${mean}；低于本单位的 ${below} 家、相同 ${equal} 家（计一半），共 ${others} 家`, `Mean ${mean}; ${below} of ${others} other units below, ${equal} equal (half)`, one)),
        ...(parts.length > 1 ? [share('各赛项平均', 'Mean of the contests', value)] : []),
        { zh: `一等奖 ${firstPrizes} 人`, en: `First prizes: ${firstPrizes}` },
      ],
    };
  },
};

type Part = { readonly mean: Exact; readonly below: number; readonly equal: number; readonly others: number; readonly value: Exact };

/** Null where the unit has no result, or nobody to be compared with. */
function percentileIn(contest: readonly IndicatorRow[]): Part | null {
  const scored = contest.filter((row) => row.columns['total'] !== null);
  const mine = scored.filter(isOwn);
  const others = [...Map.groupBy(scored.filter((row) => !isOwn(row)), (row) => word(row, 'organisation')).values()].map(meanTotal);
  if (mine.length === 0 || others.length === 0) return null;
  const mean = meanTotal(mine);
  const below = others.filter((other) => less(other, mean)).length;
  const equal = others.filter((other) => same(other, mean)).length;
  return { mean, below, equal, others: others.length, value: over(plus(String(below), over(String(equal), '2')), String(others.length)) };
}

const meanTotal = (rows: readonly IndicatorRow[]): Exact => meanOf(rows.map((row) => word(row, 'total')));

/** C2: in how many competitions the unit's post took part, however many contests one of them had for it. */
export const drills: Source = {
  async rows(tx, question) {
    return [...(await competitionEvents(tx, question.eventIds)), ...(await competitionRows(tx, question)).filter(tookPart)];
  },
  figures(rows) {
    if (!rows.some(isEvent)) return nothing('数据来源中没有竞赛活动', 'The sources hold no competition');
    const events = distinct(of(rows, TABLE).map((row) => word(row, 'event'))).length;
    return { figures: { value: String(events) }, working: [{ zh: `参加 ${events} 次`, en: `Took part ${events} times` }] };
  },
};
