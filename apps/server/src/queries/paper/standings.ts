/** 名次表: the order, and what decided between equal totals. */
import type { ContestResults, PaperCell, ResultRow } from '@leitai/contract';
import { formatFixed } from '@leitai/scoring';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { decidedBy } from '../../projection/results-notes.ts';
import { contestResults } from '../contest-results.ts';
import type { Place } from '../sealed.ts';
import { number, text, type Body } from './build.ts';
import { rulesSaid } from './rules.ts';
import { placeOf } from './summary.ts';
import { SIGN, STATES, W } from './words.ts';

/** Of what was compared between equal totals. */
const DIGITS = 2;

export async function standings(ctx: Context, me: AccountIdentity, place: Place): Promise<Body> {
  const results = await contestResults(ctx, me, place);
  return {
    parts: [{
      facts: [{ name: W.state, value: STATES[results.contest.state] }, { name: W.entrants, value: String(results.rows.length) }],
      table: {
        columns: [text(W.rank, 3), text(W.code, 3), text(W.name, 4), text(W.unit, 6), number(W.total, 3), text(W.award, 3), text(W.note, 7)],
        rows: results.rows.map((row) => [placeOf(row), row.code, row.name, row.organisation, row.total, row.award, tieNote(results, row)]),
      },
      words: rulesSaid(results.rules, results.names, ['ranking', 'awards']),
      lines: [SIGN.chief, SIGN.supervisor, SIGN.date],
    }],
  };
}

function tieNote({ rows, rules, names }: ContestResults, { tieBreak }: ResultRow): PaperCell {
  if (!tieBreak) return null;
  const by = decidedBy(rules.ranking.tieBreaks[tieBreak.index]!, (id) => names[id] ?? { zh: id, en: id });
  const [own, other] = [formatFixed(tieBreak.own, DIGITS), formatFixed(tieBreak.other, DIGITS)];
  const code = rows.find(({ entrantId }) => entrantId === tieBreak.otherId)?.code ?? '';
  return { zh: `与 ${code} 总分相同，按${by.zh}（${own} 对 ${other}）列后`, en: `Equal total with ${code}; behind by ${by.en} (${own} against ${other})` };
}
