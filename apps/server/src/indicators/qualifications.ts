/** How many of a unit's people on a post are certified for it on the last day. */
import type { IndicatorRow } from '@leitai/contract';
import { postQualifications } from '../queries/qualifications.ts';
import { rate } from './exact.ts';
import { headcountOf, headcountRows, NOBODY } from './headcount.ts';
import { askedEvents, isEvent } from './places.ts';
import { distinct, nothing, of, ordered, share, word, type Source } from './source.ts';

const TABLE = 'post_qualification';
const CERTIFIED: readonly string[] = ['valid', 'due'];

export const certified: Source = {
  async rows(tx, question) {
    const { unit, postCode, until, eventIds } = question;
    const asked = await askedEvents(tx, eventIds, 'practicalCheck');
    const held = await postQualifications(tx, { postCode, organisation: unit.zh }, until);
    const rows = held.filter(({ eventId, state }) => asked.some(({ key }) => key === eventId) && CERTIFIED.includes(state)).map((one): IndicatorRow => ({
      table: TABLE, key: one.certificateId, columns: { event: one.eventId, number: one.number, person: one.key ?? one.certificateId, from: one.from, until: one.until },
    }));
    return [...(await headcountRows(tx, question)), ...asked, ...ordered(rows)];
  },
  figures(rows) {
    const headcount = headcountOf(rows);
    if (headcount === 0) return NOBODY;
    if (!rows.some(isEvent)) return nothing('数据来源中没有实操考核活动', 'The sources hold no practical check');
    const people = distinct(of(rows, TABLE).map((row) => word(row, 'person'))).length;
    const value = rate(people, headcount);
    return { figures: { value }, working: [share(`持证 ${people} 人 ÷ 在岗 ${headcount} 人`, `${people} certified ÷ ${headcount} on post`, value)] };
  },
};
