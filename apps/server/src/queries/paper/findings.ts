/**
 * The forms of a finding: 不符合项报告表, 整改落实情况复查记录表, 持续改进记录表. Source: seed 002 names them and says in sentences what each is for
 * (监督检查结果应用 1–3, 改进验证, 改进评审); where it prints no table the fields follow those sentences.
 */
import type { CheckMethod, Finding, FindingState, PaperCell, PhotoStage, Severity } from '@leitai/contract';
import type { FindingPaper } from '@leitai/contract/paper-kinds';
import { Refused, type Database } from '@leitai/database';
import type { Identity } from '../../access/identity.ts';
import type { FindingPlace } from '../../findings/standing.ts';
import { readFinding } from '../finding.ts';
import { build, number, text, type Body, type Part } from './build.ts';
import { readGround } from './ground.ts';
import { same, SIGN, W, type Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const SEVERITIES: Readonly<Record<Severity, Words>> = { minor: w('轻微', 'Minor'), general: w('一般', 'Moderate'), serious: w('严重', 'Serious'), major: w('重大', 'Critical') };
const STATES: Readonly<Record<FindingState, Words>> = {
  opened: w('待签收', 'To be acknowledged'), acknowledged: w('整改中', 'Being put right'), rectified: w('待复查', 'To be re-checked'), closed: w('已关闭', 'Closed'),
  improving: w('持续改进', 'Being improved'), revising: w('待修订', 'Standard to be revised'), improved: w('改进有效', 'Improved'), withdrawn: w('已撤销', 'Withdrawn'),
};
const METHODS: Readonly<Record<CheckMethod, Words>> = { measure: w('实测', 'Measured'), photo: w('拍照', 'Photograph'), ask: w('抽问', 'Asked') };
const SOURCES: Readonly<Record<Finding['source'], Words>> = { visit: w('检查', 'Inspection'), hand: w('现场发现', 'Seen on site'), complaint: w('投诉', 'Complaint') };
const STAGES: Readonly<Record<PhotoStage, Words>> = { before: w('整改前', 'Before'), proof: w('整改后', 'After'), recheck: w('复查', 'Re-check') };
const yes = (value: boolean, zh: string, en: string, zhNot: string, enNot: string): Words => (value ? w(zh, en) : w(zhNot, enNot));

type Fact = NonNullable<Part['facts']>[number];
const fact = (zh: string, en: string, value: PaperCell): Fact => ({ name: w(zh, en), value: value === '' ? null : value });
const when = (signed: { readonly at: string } | null): PaperCell => signed && { at: signed.at };

/** What every one of the forms begins with. */
const heads = (f: Finding): Fact[] => [
  fact('编号', 'Number', f.number), fact('处室（单位）', 'Unit', f.organisation.name), fact('岗位', 'Post', f.post?.name ?? null), fact('地点', 'Place', f.site), fact('不符合项', 'Finding', f.subject),
  fact('标准及条款', 'Standard and clause', f.clause && { zh: `${f.clause.standard} ${f.clause.title.zh} ${f.clause.number}`, en: `${f.clause.standard} ${f.clause.title.en} ${f.clause.number}` }),
];
/** Where nothing is said yet there is room to write. */
const orByHand = (rows: PaperCell[][], columns: number): PaperCell[][] => (rows.length > 0 ? rows : [1, 2].map(() => Array.from({ length: columns }, () => null)));
const causeOf = ({ body }: Finding, round: number): PaperCell => body.causes.find((one) => one.round === round)?.text ?? null;
const causesPart = ({ body }: Finding): Part => ({
  heading: w('原因分析', 'Causes'),
  table: { columns: [text(w('轮次', 'Round'), 3), text(w('原因分析', 'Cause'), 14), text(W.by, 4), text(w('填写时间', 'Said'), 4)], rows: orByHand(body.causes.map((one) => [`${one.round}`, one.text, one.by, when(one)]), 4) },
});
const measuresTable = (f: Finding): NonNullable<Part['table']> => ({
  columns: [text(w('轮次', 'Round'), 3), text(w('整改措施', 'Measure'), 8), text(w('应于', 'Due'), 4), text(w('完成', 'Done'), 5), text(W.by, 4), number(w('佐证', 'Photos'), 3)],
  rows: orByHand(f.body.measures.map(({ id, round, text: said, due, done }) => [`${round}`, said, due, when(done), done?.by ?? null, `${f.body.photos.filter(({ measureId }) => measureId === id).length}`]), 6),
});

/** As it was found, as it was put right and as it was looked at again, each numbered. */
function pictures({ eventId, id: findingId, body: { photos } }: Finding): Part[] {
  const shown = (Object.keys(STAGES) as PhotoStage[]).flatMap((stage) => photos.filter((one) => one.stage === stage).map(({ id, caption, at, takenAt }, index) => ({
    at, takenAt, caption: w(`${STAGES[stage].zh} ${index + 1} ${caption}`.trim(), `${STAGES[stage].en} ${index + 1} ${caption}`.trim()), address: `/api/events/${eventId}/findings/${findingId}/photos/${id}`,
  })));
  return shown.length > 0 ? [{ heading: w('照片', 'Photographs'), pictures: shown }] : [];
}

const report = (f: Finding): Body => ({
  parts: [{
    facts: [
      ...heads(f), fact('条款原文', 'Text of the clause', f.clause?.text ?? null), fact('来源', 'Source', { zh: `${SOURCES[f.source].zh} ${f.sourceWords}`, en: `${SOURCES[f.source].en} ${f.sourceWords}` }),
      fact('检查人', 'Inspector', f.openedBy), fact('发现日期', 'Found on', f.foundOn), fact('开单时间', 'Opened', { at: f.openedAt }),
      fact('实测情况', 'As found', f.body.measured), fact('标准要求', 'As required', f.body.required), fact('严重程度', 'Severity', SEVERITIES[f.severity]), fact('整改期限', 'Due', f.due),
      fact('责任人', 'Owner', f.owner), fact('单位签收', 'Acknowledged', f.body.acknowledged?.by ?? null), fact('签收时间', 'Acknowledged at', when(f.body.acknowledged)),
      fact('整改前照片', 'Photographs before', same(`${f.body.photos.filter(({ stage }) => stage === 'before').length}`)), fact('状态', 'State', STATES[f.state]),
      fact('书面报告', 'Written report', f.body.report?.text ?? null), fact('撤销原因', 'Withdrawn because', f.body.withdrawal?.reason ?? null),
    ],
    lines: [w('检查人', 'Inspector'), w('处室（单位）负责人', 'Head of the unit'), SIGN.date],
  }, causesPart(f), { heading: w('整改措施', 'Measures'), table: measuresTable(f) }, ...(f.body.extensions.length === 0 ? [] : [{
    heading: w('延期', 'Extensions'),
    table: {
      columns: [text(w('延至', 'Until'), 3), text(W.reason, 8), text(W.by, 4), text(w('答复', 'Answer'), 3), text(w('答复人', 'By'), 4)],
      rows: f.body.extensions.map(({ until, reason, by, decision }) => [until, reason, by, decision && yes(decision.granted, '同意', 'Granted', '不同意', 'Refused'), decision?.by ?? null]),
    },
  }]), ...pictures(f)],
});

const recheckRecord = (f: Finding): Body => ({
  parts: [{ facts: [...heads(f), fact('整改责任人', 'Put right by', f.owner), fact('整改完成', 'Put right', f.rectifiedAt && { at: f.rectifiedAt }), fact('整改期限', 'Due', f.due)] },
    causesPart(f), { heading: w('整改落实情况', 'What was done'), table: measuresTable(f) },
    ...f.body.rechecks.map((check): Part => ({
      heading: w(`第 ${check.round} 轮复查`, `Re-check of round ${check.round}`),
      table: {
        columns: [text(w('复查内容', 'What was looked at'), 8), text(w('方式', 'How'), 3), text(w('结果', 'Outcome'), 3), text(W.note, 6)],
        rows: check.items.map(({ text: said, method, outcome, note }) => [said, METHODS[method], yes(outcome, '符合', 'Conforms', '不符合', 'Does not conform'), note]),
      },
      facts: [fact('复查人', 'Re-checked by', check.by), fact('复查时间', 'At', { at: check.at }), fact('复查结论', 'Conclusion', yes(check.passed, '整改落实，予以关闭', 'Put right, closed', '未落实，退回整改', 'Not put right, sent back')), fact('说明', 'Remark', check.note)],
      lines: [w('复查人', 'Re-checked by'), w('处室（单位）负责人', 'Head of the unit'), SIGN.date],
    })), ...pictures(f)],
});

const improvementRecord = (f: Finding): Body => ({
  parts: [{ facts: heads(f) }, ...f.body.improvements.map((one): Part => ({
    heading: w(`第 ${one.round} 轮改进`, `Improvement of round ${one.round}`),
    facts: [
      fact('原因分析', 'Cause', causeOf(f, one.round)), fact('改进措施', 'Measure', one.measure), fact('实施日期', 'Since', one.since), fact('观察天数', 'Days of observation', same(`${one.days}`)), fact('提出人', 'Proposed by', one.by),
      fact('改进验证：同条款同地点再犯', 'Verification: met again', one.review && same(`${one.review.recurrences}`)),
      fact('改进评审', 'Review', one.review && yes(one.review.effective, '有效', 'Effective', '不明显，转入下一轮', 'Not effective, next round')), fact('评审意见', 'Remark', one.review?.note ?? null),
      fact('评审人', 'Reviewed by', one.review?.by ?? null), fact('评审时间', 'Reviewed at', when(one.review)),
      fact('原条文', 'Text as it is', one.revision?.before ?? null), fact('拟修订', 'Text as proposed', one.revision?.after ?? null),
      fact('批准人', 'Approved by', one.revision?.approved?.by ?? null), fact('发布版本', 'Published version', one.revision?.approved?.version ?? null), fact('批准时间', 'Approved at', when(one.revision?.approved ?? null)),
    ],
    lines: [w('评价小组', 'Review group'), w('批准人', 'Approved by'), SIGN.date],
  }))],
});

const FORMS: { readonly [K in FindingPaper]: (finding: Finding) => Body } = { 'finding-report': report, 'recheck-record': recheckRecord, 'improvement-record': improvementRecord };

/** Empty rows are to be filled in by hand; a re-check or improvement that there was none of yet is no document. @throws Refused 'finding.not-found', 'finding.bad-state'. */
export async function findingPaper(db: Database, me: Identity, kind: FindingPaper, place: FindingPlace) {
  const finding = await readFinding(db, me, place);
  const { state, body } = finding;
  const none = (kind === 'recheck-record' && body.rechecks.length === 0) || (kind === 'improvement-record' && body.improvements.length === 0);
  if (none) throw new Refused('finding.bad-state', { state });
  return build(kind, await readGround(db, place.eventId), undefined, { ...FORMS[kind](finding), revision: finding.revision });
}
