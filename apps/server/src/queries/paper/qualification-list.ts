/** 持证人员名册: how many of each unit and post are certified, who holds what until when, and whose renewal is due. Over all events, as of the day it is made. */
import type { PaperCell, PostQualification, QualificationState } from '@leitai/contract';
import { Refused, type Database } from '@leitai/database';
import { formatFixed } from '@leitai/scoring';
import type { Only } from '../loop/grid.ts';
import { qualificationRegister } from '../qualifications.ts';
import { number, text, type Body } from './build.ts';
import { NOTHING, same, SIGN, W, type Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const STATES: Readonly<Record<QualificationState, Words>> = {
  valid: w('有效', 'Valid'), due: w('应续证', 'Renewal due'), expired: w('已过期', 'Expired'), suspended: w('暂停', 'Suspended'), withdrawn: w('已撤销', 'Withdrawn'), superseded: w('已更新', 'Superseded'),
};
/** What was withdrawn or has a newer one is in no list of who holds what. */
const HELD: ReadonlySet<QualificationState> = new Set(['valid', 'due', 'expired', 'suspended']);
const NAME = text(W.name, 5);
const KEY = text(w('工号', 'Employee no.'), 6);
const UNTIL = text(w('有效期至', 'Valid until'), 7);
const LEFT = number(w('剩余天数', 'Days left'), 4);
const PLACE = [text(W.unit, 8), text(W.post, 9)];

/** Of one organisation where it is named. @throws Refused 'event.not-found', 'organisation.not-found'. */
export async function qualificationList(db: Database, eventId: string, { organisationId: id }: Only = {}): Promise<Body> {
  const organisation = id === undefined ? undefined : await db.organisation.findUnique({ where: { eventId_id: { eventId, id } } });
  if (organisation === null) throw new Refused('organisation.not-found');
  const { today, groups, rows } = await qualificationRegister(db, eventId, (organisation?.name as Words | undefined)?.zh);
  const held = rows.filter(({ state }) => HELD.has(state)).toSorted(byPlace);
  const due = held.filter(({ state }) => state === 'due' || state === 'expired').toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : byPlace(a, b)));
  const count = (...states: QualificationState[]): string => String(held.filter(({ state }) => states.includes(state)).length);
  const summary = {
    columns: [...PLACE, number(w('考核人数', 'Checked'), 6), number(w('持证', 'Certified'), 6), number(w('持证率 %', 'Certified %'), 6), number(w('应续证', 'Due'), 6), number(w('暂停', 'Suspended'), 6), number(w('已过期', 'Expired'), 6)],
    rows: groups.map((one): PaperCell[] => [one.organisation, one.post, `${one.people}`, `${one.certified}`, formatFixed(`${one.certified * 100}/${one.people}`, 1), `${one.due}`, `${one.suspended}`, `${one.expired}`]),
  };
  const list = {
    columns: [number(W.no, 3), ...PLACE, NAME, KEY, text(w('证书编号', 'Certificate no.'), 8), text(w('等级', 'Grade'), 5), text(w('发证日期', 'From'), 7), UNTIL, LEFT, text(W.state, 5)],
    rows: held.map((one, index): PaperCell[] => [`${index + 1}`, ...holder(one), one.number, one.grade, one.from, one.until, `${one.left}`, STATES[one.state]]),
  };
  const renewals = {
    columns: [number(W.no, 3), ...PLACE, NAME, KEY, text(w('应续证自', 'Due from'), 7), UNTIL, LEFT, text(w('续证考核日期', 'Day of the new check'), 7), text(W.note, 7)],
    rows: due.map((one, index): PaperCell[] => [`${index + 1}`, ...holder(one), one.renewFrom, one.until, `${one.left}`, null, null]),
  };
  return {
    landscape: true,
    parts: [
      {
        facts: [
          ...(organisation ? [{ name: W.unit, value: organisation.name as Words }] : []), { name: w('截至', 'As of'), value: same(today) },
          { name: w('持证', 'Certified'), value: count('valid', 'due') }, { name: w('应续证', 'Renewal due'), value: count('due') }, { name: w('已过期', 'Expired'), value: count('expired') }, { name: w('暂停', 'Suspended'), value: count('suspended') },
        ],
        table: summary,
      },
      { heading: w('名册', 'The certified'), table: list },
      { heading: w('到期续证', 'Renewals'), words: due.length === 0 ? [w('没有到期或临近到期的证书。', 'No qualification is due or has ended.')] : [], ...(due.length > 0 && { table: renewals }), lines: [SIGN.organiser, SIGN.date] },
    ],
  };
}

const holder = ({ organisation, post, name, key }: PostQualification): PaperCell[] => [organisation, post, name, key ?? NOTHING];
const byPlace = (a: PostQualification, b: PostQualification): number =>
  a.organisation.zh.localeCompare(b.organisation.zh, 'zh-CN') || (a.postCode < b.postCode ? -1 : a.postCode > b.postCode ? 1 : 0) || a.name.localeCompare(b.name, 'zh-CN') || (a.number < b.number ? -1 : 1);
