/** 申诉卷: the register of an event's appeals, then each with its grounds, evidence, ruling and correction. */
import type { Appeal, PaperCell } from '@leitai/contract';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { appealSummaries, readAppeal } from '../appeals.ts';
import { text, type Body, type Part } from './build.ts';
import { SIGN, W, type Words } from './words.ts';

const STATES: Readonly<Record<Appeal['state'], Words>> = {
  filed: { zh: '待受理', en: 'Filed' }, accepted: { zh: '仲裁中', en: 'With the arbitrator' }, rejected: { zh: '不予受理', en: 'Not accepted' },
  ruled: { zh: '待更正', en: 'Awaiting correction' }, closed: { zh: '已办结', en: 'Closed' }, withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};
const OUTCOMES: Readonly<Record<NonNullable<Appeal['outcome']>, Words>> = {
  upheld: { zh: '申诉成立', en: 'Upheld' }, partly: { zh: '部分成立', en: 'Upheld in part' }, dismissed: { zh: '申诉不成立', en: 'Dismissed' },
};

export async function appealFile(ctx: Context, me: AccountIdentity, eventId: string): Promise<Body> {
  const summaries = (await appealSummaries(ctx.db, eventId)).toReversed();
  const appeals: Appeal[] = [];
  for (const { id } of summaries) appeals.push(await readAppeal(ctx, me, { eventId, appealId: id }));
  return {
    parts: [{
      heading: { zh: '申诉登记', en: 'Register' },
      table: {
        columns: [text(W.no, 3), text(W.post, 5), text(W.code, 3), text(W.name, 4), text(W.unit, 6), text(W.state, 4), text(W.outcome, 4), text(W.filed, 5)],
        rows: appeals.map(({ number, contest, entrant, unit, state, outcome, filedAt }) => [number, contest.name, entrant.code, entrant.name, unit, STATES[state], outcome && OUTCOMES[outcome], { at: filedAt }]),
      },
    }, ...appeals.map(fileOf)],
  };
}

type Fact = NonNullable<Part['facts']>[number];

function fileOf(appeal: Appeal): Part {
  const { number, instance, contest, entrant, unit, state, grounds, items, files, filedBy, filedAt, accepted, rejected, withdrawn, ruling, correction, against } = appeal;
  const done = (name: Words, one: { readonly name: string; readonly at: string } | null): Fact[] => (one ? [{ name, value: one.name }, { name: { zh: `${name.zh}时间`, en: `${name.en} at` }, value: { at: one.at } }] : []);
  const said = (name: Words, value: PaperCell | undefined): Fact[] => (value === undefined || value === null || value === '' ? [] : [{ name, value }]);
  return {
    heading: { zh: `申诉 ${number}\u3000${instance === 1 ? '一审' : '复议'}`, en: `Appeal ${number}, ${instance === 1 ? 'first' : 'second'} instance` }, newPage: true,
    facts: [
      { name: W.post, value: contest.name }, { name: W.name, value: `${entrant.name} ${entrant.code}` }, { name: W.unit, value: unit }, { name: W.state, value: STATES[state] },
      ...said({ zh: '原申诉', en: 'Goes on from' }, against?.number),
      ...done({ zh: '提交', en: 'Filed' }, { name: filedBy, at: filedAt }),
      ...said({ zh: '申诉事项', en: 'Criteria' }, items.length === 0 ? { zh: '比赛组织', en: 'How the contest was run' } : { zh: items.map(({ no, name }) => `${no} ${name.zh}`).join('；'), en: items.map(({ no, name }) => `${no} ${name.en}`).join('; ') }),
      { name: { zh: '理由', en: 'Grounds' }, value: grounds },
      ...files.map((file, index): Fact => ({ name: { zh: `证据 ${index + 1}`, en: `Evidence ${index + 1}` }, value: `${file.name} · SHA-256 ${file.sha256}` })),
      ...done({ zh: '受理', en: 'Accepted' }, accepted), ...done({ zh: '不予受理', en: 'Rejected' }, rejected), ...said(W.reason, rejected?.reason), ...done({ zh: '撤回', en: 'Withdrawn' }, withdrawn),
      ...done({ zh: '裁决', en: 'Ruled' }, ruling), ...said(W.outcome, ruling && OUTCOMES[ruling.outcome]), ...said({ zh: '查明事实', en: 'Findings' }, ruling?.findings), ...said({ zh: '裁决理由', en: 'Reasons' }, ruling?.reasons),
      ...said({ zh: '更正', en: 'Correction' }, correction && { zh: `${correction.reason}：${correction.before.total ?? '—'} → ${correction.after.total ?? '—'}`, en: `${correction.reason}: ${correction.before.total ?? '—'} → ${correction.after.total ?? '—'}` }),
      ...said({ zh: '复议截止', en: 'Second instance until' }, ruling?.reviewUntil ? { at: ruling.reviewUntil } : undefined),
    ],
    words: state === 'closed' ? [] : [{ zh: '本件尚未办结。', en: 'This appeal is not closed yet.' }],
    lines: [SIGN.arbitrator, SIGN.supervisor, SIGN.date],
  };
}

