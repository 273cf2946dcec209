/**
 * 评定表 of one application: every indicator by aspect with self-score, review, difference and where it comes from, what was decided, and lines to sign on.
 * Published of the model are six aspects and nineteen indicators; the indicators themselves are our draft, and the table says so while the round does.
 */
import type { Application, DecisionOutcome, Indicator, Paper, PaperCell } from '@leitai/contract';
import { sourceWords } from '@leitai/contract/indicator-sources';
import { formatFixed, sumExact } from '@leitai/scoring';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { minus } from '../../indicators/exact.ts';
import { readApplication } from '../demonstration/application.ts';
import { readIndicators } from '../indicators.ts';
import { build, number, text, type Part } from './build.ts';
import { readGround } from './ground.ts';
import { period, same, SIGN, W, type Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const OUTCOMES: Readonly<Record<DecisionOutcome, Words>> = { named: w('命名示范岗', 'Named'), rectify: w('整改后复核', 'Reviewed again once put right'), refused: w('不予命名', 'Not named') };
export const DRAFT = w('指标为草案：公开资料只公布了六个方面和十九项的数量，具体指标由主办方修改。', 'The indicators are a draft: published are the six aspects and that there are nineteen; the organiser edits the rest.');
const PANEL = w('现场评审', 'Panel');

type Fact = NonNullable<Part['facts']>[number];
const fact = (zh: string, en: string, value: PaperCell): Fact => ({ name: w(zh, en), value: value === '' ? null : value });
const difference = (self: string | null, review: string | null): string | null => (self === null || review === null ? null : formatFixed(minus(review, self), 2));

/** Of the house alone. @throws Refused 'application.not-found'. */
export async function demonstrationSheet(ctx: Context, me: AccountIdentity, place: { readonly eventId: string; readonly applicationId: string }): Promise<Paper> {
  const [application, { indicators }, ground] = await Promise.all([readApplication(ctx, me, place), readIndicators(ctx, place, null), readGround(ctx.db, place.eventId)]);
  const fed = new Map(indicators.map((one) => [one.criterionId, one]));
  const parts = [headPart(application), aspectPart(application), ...application.aspects.map((aspect) => itemsPart(application, aspect, fed)), decisionPart(application)];
  return build('demonstration-sheet', ground, application.round.contestId, { parts });
}

function headPart({ team, unit, post, leader, headcount, self, review, rank, grade, round: { line, settings } }: Application): Part {
  return {
    words: settings.draft ? [DRAFT] : [],
    facts: [
      fact('岗位班组', 'Team', team), fact('单位', 'Unit', unit), fact('岗位', 'Post', post), fact('班组负责人', 'In charge', leader), fact('在岗人数', 'Headcount', `${headcount}`),
      fact('评定期', 'Period', period(settings.from, settings.until)), fact('自评', 'Self-score', self), fact('复评', 'Review', review), fact('命名线', 'Line', line),
      fact('名次', 'Rank', rank === null ? null : `${rank}`), fact('等级', 'Grade', grade),
    ],
  };
}

const aspectPart = ({ aspects }: Application): Part => ({
  heading: w('六个方面', 'Aspects'),
  table: {
    columns: [text(w('方面', 'Aspect'), 6), number(W.max, 2), number(w('自评', 'Self'), 2), number(w('复评', 'Review'), 2), number(w('差', 'Difference'), 2)],
    rows: [
      ...aspects.map(({ name, max, self, review }): PaperCell[] => [name, max, self, review, difference(self, review)]),
      [w('合计', 'Total'), sumExact(aspects.map(({ max }) => max)), totalOf(aspects.map(({ self }) => self)), totalOf(aspects.map(({ review }) => review)), null],
    ],
  },
});
const totalOf = (points: readonly (string | null)[]): string | null => (points.some((one) => one === null) ? null : formatFixed(sumExact(points.flatMap((one) => one ?? [])), 2));

function itemsPart({ items }: Application, { id, name }: Application['aspects'][number], fed: ReadonlyMap<string, Indicator>): Part {
  return {
    heading: name,
    table: {
      columns: [text(W.no, 3), text(w('指标', 'Indicator'), 11), number(W.max, 4), number(w('自评', 'Self'), 3), number(w('复评', 'Review'), 5), number(w('差', 'Diff.'), 3), text(w('来源', 'Source'), 9), text(W.note, 7)],
      rows: items.filter(({ moduleId }) => moduleId === id).map((item): PaperCell[] => {
        const record = fed.get(item.criterionId);
        return [item.no, item.name, item.max, item.self, item.review, difference(item.self, item.review), record ? sourceOf(record) : PANEL, record ? remarkOf(record) : null];
      }),
    },
  };
}

/** The source with its figures, and the beginning of the hash they were frozen under. */
function sourceOf({ source, name, reading: { figures, sha256, rows }, frozen }: Indicator): Words {
  const known = sourceWords(source)?.name ?? name;
  const values = Object.values(figures ?? {}).join(' · ') || '—';
  const hash = frozen ? ` ${sha256.slice(0, 12)}` : '';
  return w(`${known.zh} ${values}（${rows.length} 条）${hash}`, `${known.en} ${values} (${rows.length} records)${hash}`);
}

function remarkOf({ override, since, contradicts }: Indicator): Words | null {
  const said = [
    ...(contradicts !== null ? [w('与自评不符', 'Not as the self-score')] : []), ...(since ? [w('来源其后有变', 'Records changed since')] : []),
    ...(override?.state === 'approved' ? [w(`改值：${override.reason}（${override.proposed.name}、${override.decided?.name ?? ''}）`, `Another value: ${override.reason} (${override.proposed.name}, ${override.decided?.name ?? ''})`)] : []),
  ];
  return said.length === 0 ? null : w(said.map(({ zh }) => zh).join('；'), said.map(({ en }) => en).join('; '));
}

const decisionPart = ({ decisions, plaqueGiven, publicity }: Application): Part => ({
  heading: w('评定结论', 'Decision'),
  facts: [
    ...decisions.filter(({ state }) => state === 'approved').flatMap(({ number: no, outcome, reason, proposed, decided }): Fact[] => [
      fact(`结论 ${no}`, `Decision ${no}`, OUTCOMES[outcome]), fact('理由', 'Reason', reason), fact('提出', 'Proposed by', proposed.name), fact('签署', 'Signed by', decided?.name ?? null),
    ]),
    fact('公示截止', 'Public until', publicity && { at: publicity.until }), fact('示范岗牌编号', 'Plaque', plaqueGiven?.number ?? null), fact('有效期至', 'Valid until', plaqueGiven && same(plaqueGiven.validUntil)),
  ],
  lines: [w('评审组长', 'Head of the panel'), SIGN.supervisor, SIGN.organiser, SIGN.date],
});
