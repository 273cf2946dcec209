/** What inspections say: score rates, the plan against what was done, findings put right in time, photographs of pledges on display. */
import type { IndicatorRow, VisitRow } from '@leitai/contract';
import type { Transaction } from '@leitai/database';
import { allCriteria, type Exact, type Scheme } from '@leitai/scoring';
import { onTimeRectification, unreportedFindings } from '../queries/findings-rates.ts';
import { planCompletion } from '../queries/inspection-figures.ts';
import { incidents } from '../queries/register-rows.ts';
import { meanOf, over, ratio } from './exact.ts';
import { lineRow, registersOf } from './places.ts';
import { distinct, nothing, of, ordered, share, word, type Figured, type Question, type Source } from './source.ts';

const VISIT = 'entrant';
const DONE = 'done';

/** Planned visits that were not dropped, of the days in question. */
async function visitRows(tx: Transaction, { unit, postCode, from, until, eventIds }: Question): Promise<IndicatorRow[]> {
  const events = await tx.event.findMany({ where: { id: { in: [...eventIds] }, kind: 'inspection', practice: false }, select: { id: true } });
  const rows: IndicatorRow[] = [];
  for (const { id } of events) rows.push(...(await planCompletion(tx, id, { from, until, organisation: unit.zh, postCode })).rows.map(visitRow));
  return ordered(rows);
}
const visitRow = ({ id, eventId, contestId, item, site, until, state, rate }: VisitRow): IndicatorRow =>
  ({ table: VISIT, key: id, columns: { event: eventId, contest: contestId, item, site, until, state, rate } });

const isDone = (row: IndicatorRow): boolean => word(row, 'state') === DONE;
/** In percent; a visit that a veto disqualified counts as 0. */
const rateOf = (row: IndicatorRow): Exact => word(row, 'rate') || '0';

const NONE_DONE = nothing('数据来源中没有本单位本岗位在评定期内完成的检查', 'No inspection of the unit’s post in the period is among the sources');

export const scoreRate: Source = {
  rows: async (tx, question) => (await visitRows(tx, question)).filter(isDone),
  figures(rows) {
    if (rows.length === 0) return NONE_DONE;
    const value = over(meanOf(rows.map(rateOf)), '100');
    return { figures: { value }, working: [share(`${rows.length} 次检查得分率的平均`, `Mean score rate of ${rows.length} inspections`, value)] };
  },
};

/** E1: the mean of each month's mean, out of 100. */
export const meanScore: Source = {
  rows: scoreRate.rows,
  figures(rows): Figured {
    if (rows.length === 0) return NONE_DONE;
    const months = [...Map.groupBy(rows, (row) => word(row, 'until').slice(0, 7))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, own]) => ({ month, mean: meanOf(own.map(rateOf)) }));
    const value = meanOf(months.map(({ mean }) => mean));
    return { figures: { value }, working: [...months.map(({ month, mean }) => share(`${month} 平均`, `Mean of ${month}`, mean)), share(`${months.length} 个月平均`, `Mean of ${months.length} months`, value)] };
  },
};

export const planDone: Source = {
  rows: visitRows,
  figures(rows) {
    if (rows.length === 0) return nothing('数据来源中没有本单位本岗位在评定期内的检查计划', 'No inspection of the unit’s post is planned in the period among the sources');
    const done = rows.filter(isDone).length;
    const value = ratio(done, rows.length);
    return { figures: { value }, working: [share(`已检查 ${done} 次 ÷ 计划 ${rows.length} 次`, `${done} done ÷ ${rows.length} planned`, value)] };
  },
};

/** M3. Where inspections were made and nothing was due to be put right, all of it is. */
export const rectified: Source = {
  async rows(tx, question) {
    const rows: IndicatorRow[] = await scoreRate.rows(tx, question);
    for (const place of await registersOf(tx, question)) {
      const [due, silent, happened] = [await onTimeRectification(tx, place), await unreportedFindings(tx, place), await incidents(tx, place)];
      rows.push(
        ...due.rows.map(({ id, number, due: by, rectifiedOn, onTime }) => ({ table: 'finding', key: id, columns: { event: place.eventId, number, due: by, rectifiedOn, onTime } })),
        ...silent.map(({ id, number, severity, foundOn }) => ({ table: 'finding', key: `${id}/report`, columns: { event: place.eventId, number, severity, foundOn, unreported: true } })),
        ...happened.rows.filter(({ body }) => body['reported'] === 'no').map((line) => lineRow(place.eventId, 'incidents', line, ['kind'], { unreported: true })),
      );
    }
    return ordered([...new Map(rows.map((row) => [`${row.table}/${row.key}`, row])).values()]);
  },
  figures(rows) {
    const due = of(rows, 'finding').filter((row) => row.columns['unreported'] !== true);
    if (due.length === 0 && of(rows, VISIT).length === 0) return NONE_DONE;
    const onTime = due.filter((row) => row.columns['onTime'] === true).length;
    const unreported = rows.filter((row) => row.columns['unreported'] === true).length;
    const value = due.length === 0 ? '1' : ratio(onTime, due.length);
    return {
      figures: { value, unreported: String(unreported) },
      working: [
        due.length === 0 ? { zh: '检查中没有应整改的问题', en: 'Nothing was due to be put right' } : share(`按期整改 ${onTime} 项 ÷ 应整改 ${due.length} 项`, `${onTime} in time ÷ ${due.length} due`, value),
        { zh: `未报告的重大事项 ${unreported} 项`, en: `Major matters not reported: ${unreported}` },
      ],
    };
  },
};

const [PHOTO, ITEM] = ['evidence', 'criterion'];

/** A1: items of checklists by which what the criterion names (亮牌、亮身份、亮承诺、监督方式) is looked at on site, each shown by a photograph. */
export const onDisplay: Source = {
  async rows(tx, question) {
    const visits = (await visitRows(tx, question)).filter(isDone);
    const items = await itemsOf(tx, distinct(visits.map((row) => word(row, 'contest'))), question.seeks);
    const counted = { entrantId: { in: visits.map(({ key }) => key) }, state: { notIn: ['superseded' as const, 'recused' as const] } };
    const photos = await tx.evidence.findMany({ where: { removedAt: null, sheet: counted }, include: { sheet: true } });
    const shown = photos.flatMap(({ id, eventId, criterionId, hash, sheet }): IndicatorRow[] => {
      const item = question.seeks.find((one) => one.id === criterionId)?.id ?? items.find((one) => one.contestId === sheet.contestId && one.criterionId === criterionId)?.item;
      return item === undefined ? [] : [{ table: PHOTO, key: id, columns: { event: eventId, visit: sheet.entrantId, criterion: criterionId, item, hash } }];
    });
    return [...visits, ...ordered([...items.map(({ contestId, criterionId, item }) => ({ table: ITEM, key: `${contestId}/${criterionId}`, columns: { item } })), ...shown])];
  },
  figures(rows) {
    const photos = of(rows, PHOTO);
    if (photos.length === 0) return notShown(rows);
    // What was frozen before items had names of their own names them by criterion.
    const shown = distinct(photos.map((row) => word(row, 'item') || word(row, 'criterion'))).length;
    return { figures: { value: String(shown) }, working: [{ zh: `${shown} 项有照片佐证`, en: `${shown} shown by photographs` }] };
  },
};

function notShown(rows: readonly IndicatorRow[]): Figured {
  const [visits, items] = [of(rows, VISIT).length, of(rows, ITEM).length];
  if (visits === 0) return NONE_DONE;
  if (items === 0) return nothing(`${visits} 次检查的检查表里没有要查找的项，请在评分方案的这项指标里改“查找的检查项”，或在检查表里加上`, `The checklists of ${visits} inspections hold none of the items looked for: change them in the scheme’s criterion, or add them to the checklist`);
  return nothing(`${visits} 次检查都没有为这些检查项拍照`, `None of ${visits} inspections has a photograph of these items`);
}

/** Which criteria of the contests' checklists are looked for: by id, or by the words in their Chinese name. */
async function itemsOf(tx: Transaction, contestIds: readonly string[], seeks: Question['seeks']): Promise<{ readonly contestId: string; readonly criterionId: string; readonly item: string }[]> {
  const contests = await tx.contest.findMany({ where: { id: { in: [...contestIds] } }, include: { scheme: true }, orderBy: { id: 'asc' } });
  return contests.flatMap(({ id: contestId, scheme }) => allCriteria(scheme.body as unknown as Scheme).flatMap(({ id, name }) => {
    const found = seeks.find((one) => one.id === id) ?? seeks.find((one) => name.zh.includes(one.name.zh));
    return found ? [{ contestId, criterionId: id, item: found.id }] : [];
  }));
}
