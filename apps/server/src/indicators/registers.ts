/** What the year's registers say: training, standards in use, documents, awareness, awards and incidents, satisfaction. */
import type { IndicatorRow } from '@leitai/contract';
import { SATISFIED_FROM } from '@leitai/contract/survey-limits';
import type { Transaction } from '@leitai/database';
import { awards, documents, incidents, quiz, standardsInUse, training } from '../queries/register-rows.ts';
import { satisfaction } from '../queries/surveys.ts';
import { rate, ratio, times } from './exact.ts';
import { headcountOf, headcountRows, NOBODY } from './headcount.ts';
import { askedRow, isAsked, lineRow, registersOf, type Place } from './places.ts';
import { count, distinct, nothing, of, ordered, share, word, type Figured, type Question, type Source } from './source.ts';

/** Trainings a head that earn all (seed: 人均受训3次). */
const EACH = 3;

/** The rows of every place together. */
async function everywhere(tx: Transaction, question: Question, read: (place: Place) => Promise<readonly IndicatorRow[]>): Promise<IndicatorRow[]> {
  const rows: IndicatorRow[] = [];
  for (const place of await registersOf(tx, question)) rows.push(...(await read(place)));
  return ordered([...new Map(rows.map((row) => [`${row.table}/${row.key}`, row])).values()]);
}
const register = (rows: readonly IndicatorRow[], ...kinds: readonly string[]): readonly IndicatorRow[] => of(rows, 'register_entry').filter((row) => kinds.includes(word(row, 'register')));
const missing = (zh: string, en: string): Figured => nothing(`数据来源的台账在评定期内没有本单位本岗位的${zh}`, `The registers of the sources hold no ${en} of the unit’s post in the period`);
const total = (rows: readonly IndicatorRow[], column: string): number => rows.reduce((sum, row) => sum + count(row, column), 0);

export const trained: Source = {
  async rows(tx, question) {
    const attended = await everywhere(tx, question, async (place) => {
      const { rows } = await training(tx, place);
      // Who has no number goes by unit and name, which stay where they are: the first of that person's lines stands for them.
      const first = new Map(rows.toReversed().map(({ person, id }) => [person, id]));
      return rows.map((line) => lineRow(place.eventId, 'attendance', line, ['session'], { day: line.session.day, person: line.body['employeeNo'] || first.get(line.person)! }));
    });
    return [...(await headcountRows(tx, question)), ...attended];
  },
  figures(rows) {
    const headcount = headcountOf(rows);
    const attended = register(rows, 'attendance');
    if (headcount === 0) return NOBODY;
    if (attended.length === 0) return missing('实训签到', 'attendance at trainings');
    const people = distinct(attended.map((row) => word(row, 'person'))).length;
    const [often, cover] = [rate(attended.length, headcount * EACH), rate(people, headcount)];
    const value = times(often, cover);
    return {
      figures: { value },
      working: [
        share(`受训 ${attended.length} 人次 ÷ 在岗 ${headcount} 人 ÷ ${EACH}（至多 1）`, `${attended.length} attendances ÷ ${headcount} on post ÷ ${EACH}, at most 1`, often),
        share(`受训 ${people} 人 ÷ 在岗 ${headcount} 人`, `${people} people ÷ ${headcount} on post`, cover), share(`${often} × ${cover}`, `${often} × ${cover}`, value),
      ],
    };
  },
};

export const standards: Source = {
  rows: (tx, question) => everywhere(tx, question, async (place) => (await standardsInUse(tx, place)).rows.map((line) => lineRow(place.eventId, 'standard-use', line, ['standard', 'edition'], { valid: line.valid }))),
  figures(rows) {
    if (rows.length === 0) return missing('在用标准', 'standards in use');
    const valid = rows.filter((row) => row.columns['valid'] === true).length;
    const value = ratio(valid, rows.length);
    return { figures: { value, abolished: String(rows.length - valid) }, working: [share(`现行有效 ${valid} 件 ÷ 在用 ${rows.length} 件`, `${valid} valid ÷ ${rows.length} in use`, value)] };
  },
};

export const documentKinds: Source = {
  rows: (tx, question) => everywhere(tx, question, async (place) => (await documents(tx, place)).rows.map((line) => lineRow(place.eventId, 'documents', line, ['kind', 'title']))),
  figures(rows) {
    if (rows.length === 0) return missing('档案文件', 'documents');
    const kinds = distinct(rows.map((row) => word(row, 'kind'))).length;
    return { figures: { value: String(kinds) }, working: [{ zh: `齐备 ${kinds} 类`, en: `${kinds} kinds present` }] };
  },
};

export const awareness: Source = {
  rows: (tx, question) => everywhere(tx, question, async (place) => (await quiz(tx, place)).rows.map((line) => lineRow(place.eventId, 'quiz', line, ['asked', 'right', 'topic']))),
  figures(rows) {
    const [asked, right] = [total(rows, 'asked'), total(rows, 'right')];
    if (asked === 0) return missing('抽问记录', 'questions asked of staff');
    const value = ratio(right, asked);
    return { figures: { value }, working: [share(`答对 ${right} 人 ÷ 抽问 ${asked} 人`, `${right} right ÷ ${asked} asked`, value)] };
  },
};

/** Where the unit's registers were asked and hold nothing, it has none: that is a 0. */
export const honours: Source = {
  rows: (tx, question) => everywhere(tx, question, async (place) => [
    askedRow(place),
    ...(await awards(tx, place)).rows.map((line) => lineRow(place.eventId, 'awards', line, ['kind', 'title', 'level', 'proof'])),
    ...(await incidents(tx, place)).rows.map((line) => lineRow(place.eventId, 'incidents', line, ['kind', 'reported'])),
  ]),
  figures(rows) {
    if (!rows.some(isAsked)) return nothing('数据来源中没有登记本单位本岗位的检查年度', 'No year of supervision among the sources knows the unit’s post');
    const honoured = register(rows, 'awards').length;
    const happened = (kind: string): number => register(rows, 'incidents').filter((row) => word(row, 'kind') === kind).length;
    const [complaints, accidents] = [happened('complaint'), happened('accident')];
    return {
      figures: { value: String(honoured), complaints: String(complaints), accidents: String(accidents) },
      working: [{ zh: `荣誉、标准、创新 ${honoured} 项；有责投诉 ${complaints} 起；安全责任事故 ${accidents} 起`, en: `${honoured} honours; ${complaints} complaints; ${accidents} accidents` }],
    };
  },
};

/** Anonymous answers; rounds too small to be shown say nothing. */
export const satisfied: Source = {
  rows: (tx, question) => everywhere(tx, question, async (place) => {
    const { rows } = await satisfaction(tx, place);
    return rows.map(({ id, day, levels }) => ({ table: 'survey_answer', key: id, columns: { event: place.eventId, day, levels: levels.join(' ') } }));
  }),
  figures(rows) {
    const levels = rows.flatMap((row) => word(row, 'levels').split(' ')).map(Number);
    if (levels.length === 0) return nothing('评定期内没有可用的满意度答卷', 'No survey of the period has enough answers');
    const good = levels.filter((level) => level >= SATISFIED_FROM).length;
    const value = ratio(good, levels.length);
    return { figures: { value }, working: [share(`满意 ${good} 项 ÷ 有效作答 ${levels.length} 项`, `${good} satisfied ÷ ${levels.length} answers`, value)] };
  },
};
