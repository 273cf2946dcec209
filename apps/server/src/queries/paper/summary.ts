/** 成绩汇总表: what every judge gave, with dropped marks struck, and what became of it. */
import type { ContestResults, PaperCell, ResultRow } from '@leitai/contract';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { contestResults } from '../contest-results.ts';
import type { Place } from '../sealed.ts';
import { number, text, type Body } from './build.ts';
import { rulesSaid } from './rules.ts';
import { ENTRANTS, SIGN, STATES, W } from './words.ts';

/** From so many judges on the page lies on its side. */
const WIDE = 4;

export async function summary(ctx: Context, me: AccountIdentity, place: Place): Promise<Body> {
  const results = await contestResults(ctx, me, place);
  const seats = [...new Set(results.rows.flatMap(({ judges }) => judges.map(({ seat }) => seat)))].sort((a, b) => a - b);
  const stages = results.rules.stages?.stages ?? [];
  return {
    landscape: seats.length + stages.length >= WIDE,
    parts: [{
      facts: [{ name: W.state, value: STATES[results.contest.state] }, { name: W.entrants, value: String(results.rows.length) }],
      table: {
        columns: [
          text(W.rank, 2), text(W.code, 3), text(W.name, 4), text(W.unit, 6),
          ...seats.map((seat) => number({ zh: `裁判 ${seat}`, en: `Judge ${seat}` }, 3)), ...stages.map(({ name }) => number(name, 3)),
          number(W.total, 3), text(W.award, 3),
        ],
        rows: results.rows.map((row) => [
          placeOf(row), row.code, row.name, row.organisation, ...seats.map((seat) => given(row, seat)), ...stages.map(({ id }) => row.stages.find((one) => one.id === id)?.weighted ?? null), row.total, row.award,
        ]),
      },
      words: [{ zh: '划线的给分按规则去掉，不计入成绩。', en: 'Marks that are struck were dropped by the rules and do not count.' }, ...rulesSaid(results.rules, results.names, ['panel', 'rounding', 'stages'])],
      lines: [SIGN.chief, SIGN.supervisor, SIGN.date],
    }],
  };
}

/** The rank, or why there is none. */
export const placeOf = ({ rank, tied, state }: Pick<ResultRow, 'rank' | 'tied' | 'state'>): PaperCell =>
  rank === null ? ENTRANTS[state] : tied ? { zh: `${rank} 并列`, en: `${rank}=` } : String(rank);

function given({ judges }: ContestResults['rows'][number], seat: number): PaperCell {
  const one = judges.find((judged) => judged.seat === seat);
  return one ? (one.use === 'kept' ? one.value : { struck: one.value }) : null;
}
