/**
 * 标准实施情况检查记录表, with every field of the form in seed 002: 被检查处室（单位）, 处室（单位）负责人或岗位人员姓名, 检查人, 检查日期, 检查项目,
 * 检查内容, 检查记录, 结论; and the checklist item by item, the photographs and the signatures it rests on.
 */
import type { Conformity, InspectionVisitRecord, Paper, PaperCell, Signature } from '@leitai/contract';
import { allCriteria, formatFixed, sumExact, thresholdText, type Criterion, type MarkValue } from '@leitai/scoring';
import type { Identity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { visitRecord } from '../visit-record.ts';
import { standingSignature } from '../sheet-record.ts';
import { build, text, type Body, type Part } from './build.ts';
import { readGround } from './ground.ts';
import { same, SIGN, W, type Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const VERDICTS: Readonly<Record<Conformity, Words>> = { conform: w('符合', 'Conforms'), nonconform: w('不符合', 'Does not conform'), 'not-applicable': w('不适用', 'Not applicable') };
const FORMS: Readonly<Record<InspectionVisitRecord['row']['form'], Words>> = { self: w('自查', 'Self-inspection'), spot: w('抽查', 'Spot check'), supervision: w('监查', 'Supervision') };

type Place = { readonly eventId: string; readonly entrantId: string };
type Filled = InspectionVisitRecord;
type Fact = NonNullable<Part['facts']>[number];
const fact = (zh: string, en: string, value: PaperCell): Fact => ({ name: w(zh, en), value: value === '' ? null : value });
const when = (at: string | null): PaperCell => at && { at };
const clauseOf = ({ clauses: [clause] }: Criterion): PaperCell => (clause ? `${clause.standard} ${clause.number ?? ''}`.trim() : null);

/** Of inspectors, of the unit, of supervisors and whoever reads the event. @throws Refused 'visit.not-found'. */
export async function inspectionRecord(ctx: Context, me: Identity, place: Place): Promise<Paper> {
  const record = await visitRecord(ctx, me, place);
  const { eventId } = place;
  const [ground, sheets] = await Promise.all([
    readGround(ctx.db, eventId),
    ctx.db.sheet.findMany({ where: { eventId, id: { in: record.sheets.map(({ sheetId }) => sheetId) } }, include: { signatures: true } }),
  ]);
  const signed = new Map(sheets.map((sheet) => [sheet.id, standingSignature(sheet)?.signature]));
  const head = headPart(record);
  const parts: Part[] = [head, ...record.sheets.map((sheet): Part => sheetPart(record, sheet, signed.get(sheet.sheetId))), ...pictures(record)];
  return build('inspection-record', ground, undefined, { parts: [...parts, { lines: [w('处室（单位）负责人', 'Head of the unit'), SIGN.date] }], revision: record.version } satisfies Body);
}

const CONCLUSIONS: Readonly<Record<NonNullable<Filled['conclusion']>, Words>> = { conform: w('合格', 'Conforms'), nonconform: w('不合格', 'Does not conform') };

function headPart({ row, head, sheets, scheme, items, conclusion, acknowledgedAt, confirmed }: Filled): Part {
  const count = (verdict: Conformity): number => items.filter(({ conformity }) => conformity === verdict).length;
  const result = w(
    `符合 ${count('conform')} 项，不符合 ${count('nonconform')} 项，不适用 ${count('not-applicable')} 项`,
    `conform: ${count('conform')}, do not conform: ${count('nonconform')}, not applicable: ${count('not-applicable')}`,
  );
  return {
    facts: [
      fact('被检查处室（单位）', 'Unit inspected', row.organisation), fact('处室（单位）负责人或岗位人员姓名', 'Head of the unit, or person on post', head.responsible),
      fact('检查人', 'Inspected by', sheets.map(({ inspector }) => inspector).join('、')), fact('检查日期', 'Inspected on', when(head.inspectedAt)),
      fact('检查项目', 'Subject of the inspection', row.item), fact('检查内容', 'Checklist', scheme.name),
      fact('岗位', 'Post', row.post), fact('地点', 'Place', row.site), fact('检查方式', 'Form of inspection', FORMS[row.form]), fact('陪同人员', 'Accompanied by', head.accompaniedBy),
      fact('检查结果', 'Result', result), fact('得分率', 'Score rate', row.rate && `${formatFixed(row.rate, 1)}%`), fact('评价等级', 'Grade', row.grade), fact('符合性结论', 'Conformity', conclusion && CONCLUSIONS[conclusion]),
      fact('检查记录', 'Notes', head.notes), fact('结论', 'Conclusion', head.conclusion),
      fact('单位确认人', 'Acknowledged by', head.acknowledgedBy), fact('确认时间', 'Acknowledged at', when(acknowledgedAt)), fact('结果生效', 'In force since', when(confirmed?.at ?? null)),
    ],
  };
}

function sheetPart({ scheme }: Filled, { inspector, items }: Filled['sheets'][number], signature: Signature | undefined): Part {
  const found = new Map(items.map((one) => [one.criterionId, one]));
  return {
    heading: w(`检查记录：${inspector}`, `As found by ${inspector}`),
    table: {
      columns: [text(W.no, 3), text(w('检查内容', 'Item'), 8), text(w('条款', 'Clause'), 5), text(w('合格值', 'Limit'), 4), text(w('实测', 'Reading'), 3), text(w('结果', 'Result'), 4), text(W.note, 6), text(w('照片', 'Photos'), 3)],
      rows: allCriteria(scheme).map((criterion) => {
        const one = found.get(criterion.id);
        return [criterion.no, criterion.name, clauseOf(criterion), thresholdText(criterion), readOf(criterion, one?.value ?? null), one?.conformity ? VERDICTS[one.conformity] : null, one?.note ?? null, one && one.evidence.length > 0 ? String(one.evidence.length) : null];
      }),
    },
    ...(signature && { signatures: [{ name: w('检查人签名', 'Inspector’s signature'), by: inspector, signature }] }),
  };
}

/** A quantity as it was read; what is judged has none. */
function readOf({ scale }: Criterion, mark: MarkValue | null): PaperCell {
  switch (mark?.type) {
    case 'measure': {
      const { zh, en } = scale.type === 'measure' ? scale.unit : same('');
      return w(`${mark.readings.join('、')} ${zh}`.trim(), `${mark.readings.join(', ')} ${en}`.trim());
    }
    case 'time': return w(`${mark.seconds} 秒`, `${mark.seconds} s`);
    case 'rank-points': return mark.reading;
    case 'points': return mark.points;
    case 'count': return sumExact(Object.values(mark.counts).map(String));
    default: return null;
  }
}

/** What was photographed, by the items' numbers. */
function pictures({ row: { eventId, contestId }, scheme, sheets }: Filled): Part[] {
  const numbers = new Map(allCriteria(scheme).map(({ id, no }) => [id, no]));
  const shown = sheets.flatMap(({ items }) => items.flatMap(({ criterionId, evidence }) => evidence.map(({ id, at, takenAt }, index) => ({
    at, takenAt, caption: same(`${numbers.get(criterionId) ?? criterionId} · ${index + 1}`), address: `/api/events/${eventId}/contests/${contestId}/evidence/${id}`,
  }))));
  return shown.length > 0 ? [{ heading: w('照片', 'Photographs'), pictures: shown }] : [];
}
