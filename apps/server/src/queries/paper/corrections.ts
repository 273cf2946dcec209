/** 违规与更正记录: who is out and why, vetoes that were raised, sheets given back, and every correction. */
import type { PaperCell } from '@leitai/contract';
import { contestFacts, Refused, type ContestFacts, type Database } from '@leitai/database';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { vetoesOf } from '../amendment.ts';
import { corrections } from '../corrections.ts';
import type { Place } from '../sealed.ts';
import { text, type Body, type Part } from './build.ts';
import { ENTRANTS, NOTHING, same, scored, SIGN, W, type Words } from './words.ts';

const NONE: readonly Words[] = [{ zh: '无。', en: 'None.' }];
const orNone = (part: Part): Part => (part.table?.rows.length === 0 ? { heading: part.heading ?? null, words: [...NONE] } : part);

export async function violations(ctx: Context, me: AccountIdentity, place: Place): Promise<Body> {
  const facts = await contestFacts(ctx.db, place.eventId, place.contestId);
  if (!facts) throw new Refused('contest.not-found');
  return { parts: [orNone(await outcomes(ctx.db, place, facts)), orNone(vetoes(facts)), orNone(await returns(ctx.db, place)), orNone(await corrected(ctx, me, place)), { lines: [SIGN.chief, SIGN.supervisor, SIGN.date] }] };
}

const nameOf = ({ sealed }: ContestFacts, name: string): PaperCell => (sealed ? null : name);

async function outcomes(db: Database, { eventId, contestId }: Place, facts: ContestFacts): Promise<Part> {
  const reasons = new Map((await db.entrant.findMany({ where: { eventId, contestId, outReason: { not: null } }, select: { id: true, outReason: true } })).map(({ id, outReason }) => [id, outReason]));
  const out = facts.entrants.filter(({ state }) => state === 'absent' || state === 'withdrawn' || state === 'disqualified');
  return {
    heading: { zh: '缺席、退赛与取消资格', en: 'Absent, withdrawn, disqualified' },
    table: {
      columns: [text(W.code, 3), text(W.name, 4), text(W.state, 3), text(W.reason, 10)],
      rows: out.map(({ id, code, name, state }) => [code, nameOf(facts, name), ENTRANTS[state], reasons.get(id) ?? { zh: '一票否决', en: 'Veto' }]),
    },
  };
}

/** Of confirmed results: raised by a judge, and what the chief decided. */
function vetoes(facts: ContestFacts): Part {
  const entrants = new Map(facts.entrants.map((entrant) => [entrant.id, entrant]));
  return {
    heading: { zh: '一票否决', en: 'Vetoes' },
    table: {
      columns: [text(W.code, 3), text(W.name, 4), text({ zh: '否决项', en: 'Veto' }, 8), text(W.state, 3), text({ zh: '提出', en: 'Raised by' }, 4)],
      rows: facts.results.flatMap((result) => facts.scheme.vetoes.flatMap(({ id, name }) => {
        const by = result.sheets.filter(({ marks }) => marks[id] !== undefined).map(({ judgeId }) => facts.seats.get(judgeId) ?? 0).sort((a, b) => a - b);
        if (by.length === 0) return [];
        const entrant = entrants.get(result.entrantId)!;
        const stands = vetoesOf(result).includes(id) ? { zh: '成立', en: 'Stands' } : { zh: '不成立', en: 'Does not stand' };
        return [[entrant.code, nameOf(facts, entrant.name), name, stands, { zh: `裁判 ${by.join('、')}`, en: `Judge ${by.join(', ')}` }]];
      })),
    },
  };
}

type Return = { readonly code: string; readonly seat: number; readonly reason: string; readonly at: string };

async function returns(db: Database, { eventId, contestId }: Place): Promise<Part> {
  const rows = await db.$queryRaw<Return[]>`
    SELECT en.code, j.seat, e.body->>'reason' AS reason, e.body->>'recordedAt' AS at
    FROM (SELECT seq, body::jsonb AS body FROM contest_event WHERE event_id = ${eventId}::uuid AND contest_id = ${contestId}::uuid) e
    JOIN sheet s ON s.event_id = ${eventId}::uuid AND s.id::text = e.body->>'subject'
    JOIN entrant en ON en.event_id = s.event_id AND en.id = s.entrant_id JOIN judge j ON j.event_id = s.event_id AND j.id = s.judge_id
    WHERE e.body->>'type' = 'sheet:return' ORDER BY e.seq`;
  return {
    heading: { zh: '退回重评的评分表', en: 'Sheets given back' },
    table: { columns: [text(W.code, 3), text(W.seat, 3), text(W.reason, 10), text(W.at, 5)], rows: rows.map(({ code, seat, reason, at }) => [code, { zh: `裁判 ${seat}`, en: `Judge ${seat}` }, reason, { at }]) },
  };
}

const DECIDED = { proposed: { zh: '待监督审批', en: 'Waiting' }, approved: { zh: '已更正', en: 'Corrected' }, rejected: { zh: '已驳回', en: 'Rejected' } } as const;

async function corrected(ctx: Context, me: AccountIdentity, place: Place): Promise<Part> {
  const list = await corrections(ctx, me, place);
  return {
    heading: { zh: '成绩更正', en: 'Corrections' },
    table: {
      columns: [text(W.code, 3), text(W.reason, 7), text({ zh: '更正前', en: 'Before' }, 4), text({ zh: '更正后', en: 'After' }, 4), text(W.state, 3), text({ zh: '提出', en: 'Proposed' }, 4), text({ zh: '审批', en: 'Decided' }, 4)],
      rows: list.corrections.toReversed().map(({ entrantId, code, reason, state, proposed, decided, moved }) => {
        const own = moved?.find((one) => one.entrantId === entrantId);
        return [code, reason, own ? scored(own.before) : NOTHING, own ? scored(own.after) : NOTHING, DECIDED[state], same(proposed.name), same(decided?.name ?? '')];
      }),
    },
  };
}
