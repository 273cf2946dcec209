/** 公示: the published results as the public sees them, with names as the event has set. */
import type { PaperTable, PublicResults, Text } from '@leitai/contract';
import { contestFacts, Refused } from '@leitai/database';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { composeResults } from '../../projection/results.ts';
import type { Place } from '../sealed.ts';
import { number, text, type Body, type Part } from './build.ts';
import { placeOf } from './summary.ts';
import { ENTRANTS, NOTHING, SIGN, STATES, W } from './words.ts';

export async function publicity({ db }: Context, _me: AccountIdentity, { eventId, contestId }: Place): Promise<Body> {
  const facts = await contestFacts(db, eventId, contestId);
  if (!facts) throw new Refused('contest.not-found');
  const results = composeResults(facts);
  return {
    parts: [{
      facts: datesOf(results), table: tableOf(results),
      words: [...results.notes, { zh: '对成绩有异议的，请在公示期内由本单位领队书面提出申诉。', en: 'To object, the leader of your unit appeals in writing before the deadline.' }],
      lines: [SIGN.organiser, SIGN.date],
    }],
  };
}

export const datesOf = ({ state, publishedAt, objectionsUntil, rows, out }: PublicResults): NonNullable<Part['facts']> => [
  { name: W.state, value: STATES[state] },
  { name: W.entrants, value: String(rows.length + out.length) },
  { name: W.published, value: publishedAt === null ? NOTHING : { at: publishedAt } },
  { name: W.until, value: objectionsUntil === null ? NOTHING : { at: objectionsUntil } },
];

/** Who is placed, then who is not and why. */
export function tableOf({ rows, out, names }: PublicResults): PaperTable {
  const named = names === 'code' ? [] : [text(W.name, 4)];
  const who = ({ code, name, organisation }: { readonly code: string; readonly name?: string; readonly organisation: Text }) => [code, ...(names === 'code' ? [] : [name ?? null]), organisation];
  return {
    columns: [text(W.rank, 3), text(W.code, 3), ...named, text(W.unit, 8), number(W.total, 3), text(W.award, 3)],
    rows: [
      ...rows.map((row) => [placeOf({ ...row, state: 'confirmed' }), ...who(row), row.total, row.award]),
      ...out.map((row) => [ENTRANTS[row.state], ...who(row), null, null]),
    ],
  };
}
