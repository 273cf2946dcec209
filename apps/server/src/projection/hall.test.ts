import type { ContestState } from '@leitai/contract';
import type { ContestFacts } from '@leitai/database';
import { DEFAULT_RULES, type Standing } from '@leitai/scoring';
import { describe, expect, it } from 'vitest';
import { composeHall, hallPart, type HallView } from './hall.ts';

const text = (zh: string) => ({ zh, en: zh.toLowerCase() });
const AWARDS = [{ id: 'first', name: text('一等奖') }, { id: 'second', name: text('二等奖') }];
const RULES = { ...DEFAULT_RULES, awards: AWARDS.map((award) => ({ ...award, quota: { type: 'fixed', count: 1 } as const })) };

/** A contest of three entrants of the organisations named, ranked in this order. */
function facts(state: ContestState, organisations: readonly string[]): ContestFacts {
  const entrants = organisations.map((name, index) => ({
    id: `${state}-${index}`, code: `A-0${index + 1}`, position: index + 1, name: `张${index}`, organisationId: name, organisation: text(name), personId: `p${index}`, state: 'confirmed' as const,
  }));
  return { state, entrants, rules: RULES } as unknown as ContestFacts;
}
const ranked = ({ entrants }: ContestFacts): Standing[] =>
  entrants.map(({ id }, index) => ({ entrantId: id, rank: index + 1, total: String(90 - index), tied: false }) as unknown as Standing);

function view(letter: string, of: ContestFacts, revision = 1): HallView {
  return { board: { contestId: letter, letter, name: text(letter), state: of.state, onStage: null, revision }, places: { hall: hallPart(of, ranked(of)) } };
}

describe('the medal table of the hall', () => {
  it('counts published contests only, the highest award first', () => {
    const hall = composeHall({ eventId: 'e', name: text('赛') }, [
      view('A', facts('provisional', ['甲', '乙', '丙'])), view('B', facts('final', ['甲', '丙', '乙'])), view('C', facts('closed', ['乙', '乙', '乙'])),
    ]);
    expect(hall.medals).toEqual({
      published: 2,
      awards: AWARDS.map(({ name }) => name),
      rows: [
        { rank: 1, name: text('甲'), counts: [2, 0], total: 2 },
        { rank: 2, name: text('丙'), counts: [0, 1], total: 1 },
        { rank: 2, name: text('乙'), counts: [0, 1], total: 1 },
      ].sort((a, b) => a.rank - b.rank || (a.name.zh < b.name.zh ? -1 : 1)),
    });
  });

  it.each(['setup', 'running', 'closed', 'signed'] as const)('tells no award of a contest that is %s, not even on the way there', (state) => {
    expect(hallPart(facts(state, ['甲', '乙', '丙']), ranked(facts(state, ['甲', '乙', '丙']))).given).toEqual([]);
  });
});

it('says nobody’s name, and grows with every board', () => {
  const views = [view('A', facts('final', ['甲', '乙', '丙']), 3), view('B', facts('running', ['甲', '乙', '丙']), 4)];
  const hall = composeHall({ eventId: 'e', name: text('赛') }, views);
  expect(JSON.stringify(hall)).not.toContain('张');
  expect(hall.revision).toBe(7);
  expect(hall.contests.map(({ order }) => order.map(({ code }) => code))).toEqual([['A-01', 'A-02', 'A-03'], ['A-01', 'A-02', 'A-03']]);
});
