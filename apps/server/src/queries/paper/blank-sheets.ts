/** 评分表（纸质）: one empty sheet for each judge and entrant, numbered, for when there are no tablets. */
import { paperNumber, type PaperTable } from '@leitai/contract';
import { contestFacts, Refused } from '@leitai/database';
import type { Scheme } from '@leitai/scoring';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import type { Place } from '../sealed.ts';
import { number, text, type Body } from './build.ts';
import { SIGN, W } from './words.ts';

/** None for who is out, nor for a judge who is recused. */
export async function blankSheets({ db }: Context, _me: AccountIdentity, { eventId, contestId }: Place): Promise<Body> {
  const facts = await contestFacts(db, eventId, contestId);
  if (!facts) throw new Refused('contest.not-found');
  const judges = await db.judge.findMany({ where: { eventId, contestId, role: 'judge', endedAt: null }, include: { person: true, recusals: true }, orderBy: { seat: 'asc' } });
  const attempts = new Map((await db.attempt.groupBy({ by: ['entrantId'], where: { eventId, contestId }, _max: { number: true } })).map(({ entrantId, _max }) => [entrantId, _max.number]));
  const table = tableOf(facts.scheme);
  const present = facts.entrants.filter(({ state }) => state !== 'absent' && state !== 'withdrawn' && state !== 'disqualified');
  return {
    parts: present.flatMap(({ id, code }, turn) => judges.filter(({ recusals }) => !recusals.some(({ entrantId }) => entrantId === id)).map(({ seat, person }, index) => ({
      // The first stands under the document's own heading.
      newPage: turn > 0 || index > 0, table,
      heading: { zh: `选手 ${code}\u3000裁判 ${seat} 号`, en: `Contestant ${code} · Judge ${seat}` },
      facts: [{ name: W.paperNo, value: paperNumber({ code, seat, attempt: attempts.get(id) ?? 1 }) }, { name: W.judge, value: person.name }, { name: W.max, value: facts.scheme.max }, { name: W.total, value: null }],
      lines: [SIGN.judge, SIGN.verifier, SIGN.date],
    }))),
  };
}

const tableOf = ({ modules, vetoes }: Scheme): PaperTable => ({
  columns: [text(W.no, 2), text(W.item, 6), text(W.rule, 10), number(W.max, 2), text(W.reading, 4), text(W.points, 3)],
  rows: [
    ...modules.flatMap(({ criteria }) => criteria.map(({ no, name, rule, max }) => [no, name, rule, max, null, null])),
    ...vetoes.map(({ name }) => [{ zh: '否决', en: 'Veto' }, name, { zh: '出现时注明事由', en: 'If raised, say why' }, null, null, null]),
  ],
});
