/** 成绩册, 获奖名单: all contests that are published or final, with everybody's name, and the tables of organisations. */
import type { PaperCell, PublicResults } from '@leitai/contract';
import { contestFacts, type ContestFacts, type Database } from '@leitai/database';
import type { AccountIdentity } from '../../access/identity.ts';
import type { Context } from '../../context.ts';
import { tableOf as organisationTable } from '../../projection/ceremony-tables.ts';
import { composeResults } from '../../projection/results.ts';
import { number, text, type Body, type Part } from './build.ts';
import { isFinal, isOut, type Ground, type GroundContest } from './ground.ts';
import { datesOf, tableOf } from './publicity.ts';
import { placeOf } from './summary.ts';
import { SIGN, W, type Words } from './words.ts';

/** One after the other: a book's contests are too much to hold readings of all at once. */
async function readAll(db: Database, eventId: string, contests: readonly GroundContest[]): Promise<{ facts: ContestFacts; results: PublicResults }[]> {
  const all: { facts: ContestFacts; results: PublicResults }[] = [];
  for (const { id } of contests) {
    const facts = await contestFacts(db, eventId, id);
    if (facts) all.push({ facts, results: composeResults({ ...facts, publicNames: 'full', boardNames: 'name' }) });
  }
  return all;
}

const headed = ({ letter, name }: PublicResults): Words => ({ zh: `${letter}\u3000${name.zh}`, en: `${letter} ${name.en}` });

export async function resultsBook({ db }: Context, _me: AccountIdentity, eventId: string, { contests }: Ground): Promise<Body> {
  const all = await readAll(db, eventId, contests.filter(isOut));
  const facts = all.map((one) => one.facts);
  return {
    cover: true,
    parts: [
      { facts: [{ name: W.post, value: String(all.length) }, { name: W.entrants, value: String(all.reduce((sum, { results: { rows, out } }) => sum + rows.length + out.length, 0)) }], table: overview(all.map(({ results }) => results)), heading: { zh: '各岗位一览', en: 'Posts' }, lines: [SIGN.organiser, SIGN.date] },
      ...all.map(({ results }): Part => ({ heading: headed(results), newPage: true, facts: datesOf(results), table: tableOf(results), words: results.notes })),
      organisations(facts), medals(facts),
    ],
  };
}

/** Who share the first place are named up to so many; all stand in their own post's table. */
const NAMED = 5;
function namesOf(first: PublicResults['rows']): PaperCell {
  const names = first.slice(0, NAMED).map(({ name, code }) => name ?? code).join(' ');
  return first.length <= NAMED ? names : { zh: `${names} 等 ${first.length} 人`, en: `${names} and ${first.length - NAMED} more` };
}

const overview = (all: readonly PublicResults[]): NonNullable<Part['table']> => ({
  columns: [text(W.post, 8), number(W.entrants, 3), text({ zh: '第一名', en: 'First' }, 4), text(W.unit, 8), number(W.total, 3)],
  rows: all.map((results) => {
    const first = results.rows.filter(({ rank }) => rank === 1);
    return [headed(results), String(results.rows.length + results.out.length), namesOf(first), first[0]?.organisation ?? null, first[0]?.total ?? null];
  }),
});

function organisations(facts: readonly ContestFacts[]): Part {
  const step = organisationTable('organisations', facts);
  return {
    heading: { zh: '单位成绩', en: 'Organisations' }, newPage: true,
    table: { columns: [number(W.rank, 2), text(W.organisation, 10), number(W.members, 3), number(W.value, 3)], rows: step.kind === 'organisations' ? step.rows.map(({ rank, name, members, value }) => [String(rank), name, String(members), value]) : [] },
  };
}

function medals(facts: readonly ContestFacts[]): Part {
  const step = organisationTable('medals', facts);
  if (step.kind !== 'medals') throw new TypeError('a table of medals was asked for');
  return {
    heading: { zh: '奖牌榜', en: 'Awards by organisation' },
    table: { columns: [number(W.rank, 2), text(W.organisation, 10), ...step.awards.map((name) => number(name, 3)), number({ zh: '合计', en: 'All' }, 3)], rows: step.rows.map(({ rank, name, counts, total }) => [String(rank), name, ...counts.map(String), String(total)]) },
  };
}

/** Of final contests only: what may still change is not awarded. */
export async function awardList({ db }: Context, _me: AccountIdentity, eventId: string, { contests }: Ground): Promise<Body> {
  const all = await readAll(db, eventId, contests.filter(isFinal));
  return {
    parts: [...all.map(({ results }): Part => ({
      heading: headed(results),
      table: {
        columns: [text(W.award, 3), text(W.rank, 3), text(W.name, 4), text(W.unit, 8), text(W.code, 3)],
        rows: results.rows.filter(({ award }) => award !== null).map((row) => [row.award, placeOf({ ...row, state: 'confirmed' }), row.name ?? null, row.organisation, row.code]),
      },
    })), { lines: [SIGN.organiser, SIGN.date] }],
  };
}
