/** npm run bench:growth: what bringing a board up to date costs after one more result, as a contest grows from 100 to 10,000 entrants. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { plausibleMark } from '@leitai/simulator/marks';
import { randomFor } from '@leitai/simulator/random';
import { factsAfter, withPoints, type ContestFacts, type WrittenResult } from '@leitai/database';
import { allCriteria, judgedRules, scoreEntrant } from '@leitai/scoring';
import { percentile } from '@leitai/simulator/tally';
import { libraryPosts } from '../../apps/server/src/seed/library.ts';
import { makeBoard } from '../../apps/server/src/projection/project.ts';
import { Told } from '../../apps/server/src/realtime/told.ts';
import { machine } from './figures.ts';

const { values } = parseArgs({ options: { entrants: { type: 'string', default: '100,1000,10000' }, judges: { type: 'string', default: '5' }, results: { type: 'string', default: '30' }, json: { type: 'string' } } });
const [judges, results] = [Number(values.judges), Number(values.results)];
const { scheme, rules, name } = libraryPosts().find((post) => post.scheme.code === 'CLEAN_INDOOR')!;
const criteria = allCriteria(scheme);
const at = new Date(0);

/** A result as the chief's confirmation hands it on. */
function written(entrantId: string, before: number, seed: number): WrittenResult {
  const random = randomFor(seed, 'growth');
  const sheets = Array.from({ length: judges }, (_, judge) => ({ judgeId: `J${judge}`, marks: Object.fromEntries(criteria.map((one) => [one.id, plausibleMark(scheme, one, 0.8, random)])) }));
  return { entrantId, before, seq: before + 1, confirmedAt: at, sheets, score: scoreEntrant(scheme, judgedRules(rules), sheets) };
}

/** A contest of so many of whom all but the last `results` have their result. */
function contestOf(count: number): ContestFacts {
  const [eventId, contestId] = [randomUUID(), randomUUID()];
  const organisation = { zh: '某服务公司', en: 'A service company' };
  const ids = Array.from({ length: count }, () => randomUUID());
  const done = ids.slice(0, count - results).map((id, index) => written(id, index, index));
  return withPoints({
    eventId, contestId, revision: done.length, eventName: name, postCode: scheme.code, letter: 'A', name, state: 'running', boardNames: 'name', publicNames: 'full',
    practice: false, sealed: false, frozen: null, scheme, rules, onStageId: null, timer: null, publishedAt: null, objectionsUntil: null,
    seats: new Map(Array.from({ length: judges }, (_, judge) => [`J${judge}`, judge + 1])), points: [], derived: {},
    entrants: ids.map((id, index) => ({ id, code: `A-${index}`, position: index + 1, name: `选手${index}`, organisationId: `O${index % 7}`, organisation, personId: id, state: index < done.length ? 'confirmed' : 'waiting' })),
    results: done.map(({ before, ...result }) => ({ ...result, judged: result.score, revision: before + 1, correctedAt: null, amendedAt: null })),
  });
}

type Row = { readonly entrants: number; readonly carry: number; readonly compose: number; readonly frame: number; readonly floor: number; readonly bytes: number; readonly whole: number };

/** Milliseconds at p50 per result: the facts carried on, the board composed, the viewers' frame made; beside writing the whole board as JSON, as a naive server does. */
function measured(count: number): Row {
  let facts = contestOf(count);
  const told = new Told();
  told.frame('board:changed', makeBoard(facts).state);
  const times = { carry: [] as number[], compose: [] as number[], frame: [] as number[], floor: [] as number[], bytes: [] as number[] };
  let whole = 0;
  for (let index = 0; index < results; index += 1) {
    const result = written(facts.entrants[count - results + index]!.id, facts.revision, count + index);
    const timed = <T>(into: number[], work: () => T): T => {
      const from = performance.now();
      const done = work();
      into.push(performance.now() - from);
      return done;
    };
    facts = timed(times.carry, () => factsAfter(facts, result))!;
    const { state } = timed(times.compose, () => makeBoard(facts));
    const frame = timed(times.frame, () => JSON.stringify(told.frame('board:changed', state)));
    whole = timed(times.floor, () => JSON.stringify(state)).length;
    times.bytes.push(frame.length);
  }
  const at50 = (list: readonly number[]): number => percentile(list, 0.5) ?? NaN;
  return { entrants: count, carry: at50(times.carry), compose: at50(times.compose), frame: at50(times.frame), floor: at50(times.floor), bytes: at50(times.bytes), whole };
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
say(`\n${machine()}, Node ${process.versions.node}; ${judges} judges, ${results} results, p50 per result\n`);
say(['entrants', 'carry ms', 'compose ms', 'frame ms', 'floor ms', '÷ floor', 'bytes', 'whole'].map((head) => head.padStart(12)).join(''));
const report = values.entrants.split(',').map(Number).map((count) => {
  const row = measured(count);
  const ratio = (row.carry + row.compose + row.frame) / row.floor;
  say([String(count), row.carry.toFixed(2), row.compose.toFixed(2), row.frame.toFixed(2), row.floor.toFixed(2), ratio.toFixed(1), String(row.bytes), String(row.whole)].map((cell) => cell.padStart(12)).join(''));
  return { ...row, ratio };
});
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), report }, null, 2)}\n`);
