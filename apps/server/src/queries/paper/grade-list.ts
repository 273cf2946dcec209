/** 考核成绩与等级名册: what everybody of a cohort scored and whether that passes, who has which grade, and how each unit did. */
import type { CheckOutcomeRow, PaperCell } from '@leitai/contract';
import { compareExact, formatFixed } from '@leitai/scoring';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { checkOutcomes } from '../check-outcomes.ts';
import { checkAt } from '../check-settings.ts';
import type { Place } from '../sealed.ts';
import { number, text, type Body } from './build.ts';
import { ENTRANTS, NOTHING, same, SIGN, STATES, W, type Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const STATUS: Readonly<Record<CheckOutcomeRow['status'], Words>> = {
  passed: w('合格', 'Passed'), failed: w('不合格', 'Failed'), waiting: w('未出成绩', 'No result yet'), absent: ENTRANTS.absent, withdrawn: ENTRANTS.withdrawn, disqualified: ENTRANTS.disqualified,
};
const isThere = ({ status }: CheckOutcomeRow): boolean => status === 'passed' || status === 'failed';

/** @throws Refused as `checkOutcomes`. */
export async function gradeList({ db }: Context, _me: AccountIdentity, place: Place): Promise<Body> {
  const [{ settings }, { state, cut, max, from, until, rows: outcomes }] = [await checkAt(db, place), await checkOutcomes(db, place)];
  const rows = outcomes.toSorted(byScore);
  const bands = settings.rules.grades.bands.map(({ name }) => name);
  const graded = (all: readonly CheckOutcomeRow[], band: Words): CheckOutcomeRow[] => all.filter(({ grade }) => grade?.zh === band.zh);
  const rate = (all: readonly CheckOutcomeRow[]): PaperCell => {
    const there = all.filter(isThere).length;
    return there === 0 ? NOTHING : formatFixed(`${all.filter(({ status }) => status === 'passed').length * 100}/${there}`, 1);
  };
  const scores = {
    columns: [number(W.no, 3), text(W.unit, 7), text(W.name, 5), text(w('工号', 'Employee no.'), 5), text(W.code, 3), number(W.total, 4), text(w('结果', 'Outcome'), 4), text(w('等级', 'Grade'), 4), text(w('否决项', 'Vetoes'), 6), text(w('证书编号', 'Certificate no.'), 8)],
    rows: rows.map((one, index): PaperCell[] => [
      `${index + 1}`, one.organisation, one.name, one.key ?? NOTHING, one.code, one.score ?? NOTHING, STATUS[one.status], one.grade ?? NOTHING,
      one.vetoes.length === 0 ? NOTHING : w(one.vetoes.map(({ zh }) => zh).join('；'), one.vetoes.map(({ en }) => en).join('; ')), one.number ?? NOTHING,
    ]),
  };
  const grades = {
    columns: [text(w('等级', 'Grade'), 4), number(w('人数', 'People'), 4), text(w('名单', 'Who'), 20)],
    rows: bands.map((band): PaperCell[] => [band, `${graded(rows, band).length}`, w(graded(rows, band).map(({ name }) => name).join('、'), graded(rows, band).map(({ name }) => name).join(', '))]),
  };
  const units = {
    columns: [text(W.unit, 8), number(w('参加考核', 'Checked'), 4), number(w('合格', 'Passed'), 4), number(w('合格率 %', 'Pass rate %'), 4), ...bands.map((band) => number(band, 4))],
    rows: [...Map.groupBy(rows, ({ organisation }) => organisation.zh).values()].toSorted(([a], [b]) => a!.organisation.zh.localeCompare(b!.organisation.zh, 'zh-CN'))
      .map((all): PaperCell[] => [all[0]!.organisation, `${all.filter(isThere).length}`, `${all.filter(({ status }) => status === 'passed').length}`, rate(all), ...bands.map((band) => `${graded(all, band).length}`)]),
  };
  return {
    landscape: true,
    parts: [
      {
        facts: [
          { name: w('考核日期', 'Day of the check'), value: same(from ?? '—') }, { name: W.state, value: STATES[state] }, { name: W.max, value: max }, { name: w('合格线', 'Pass mark'), value: cut ?? NOTHING },
          { name: w('合格率 %', 'Pass rate %'), value: rate(rows) }, { name: w('证书有效期至', 'Valid until'), value: same(until ?? '—') },
        ],
        table: scores,
      },
      { heading: w('等级名册', 'By grade'), table: grades },
      { heading: w('按单位', 'By unit'), table: units, lines: [SIGN.chief, SIGN.supervisor, SIGN.organiser, SIGN.date] },
    ],
  };
}

/** The best first; who has no score comes last, by code. */
function byScore(a: CheckOutcomeRow, b: CheckOutcomeRow): number {
  if (a.score !== null && b.score !== null) return -compareExact(a.score, b.score) || (a.code < b.code ? -1 : 1);
  return (a.score === null ? 1 : 0) - (b.score === null ? 1 : 0) || (a.code < b.code ? -1 : 1);
}
