/** What a judge is told of the chief's doings, once each. */
import type { JudgeDesk, Sheet } from '@leitai/contract';
import { describe, expect, it } from 'vitest';
import { withWord, wordOf, type ChiefWord } from './chief-words.ts';

const sheet = (id: string, entrantId: string, over: Partial<Sheet> = {}): Sheet =>
  ({ id, entrantId, judgeId: 'j', attempt: 1, state: 'open', version: 1, submittedAt: null, returned: null, marks: [], notes: [], evidence: [], ...over });
const desk = { sheets: [sheet('s1', 'e1'), sheet('s2', 'e2')] } as unknown as JudgeDesk;

describe('wordOf', () => {
  it('tells of a sheet that is for another entrant now', () => {
    expect(wordOf(desk, sheet('s1', 'e2', { version: 2 }))).toEqual({ type: 'moved', entrantId: 'e2', other: 'e1' });
  });

  it('tells of the new sheet of a repeat, and of nothing else', () => {
    expect(wordOf(desk, sheet('s3', 'e1', { attempt: 2 }))).toEqual({ type: 'repeat', entrantId: 'e1', attempt: 2 });
    expect(wordOf(desk, sheet('s1', 'e1', { version: 2, state: 'superseded' }))).toBeNull();
    expect(wordOf(desk, sheet('s1', 'e1', { version: 2, state: 'submitted' }))).toBeNull();
    expect(wordOf(desk, sheet('s3', 'e3'))).toBeNull();
  });
});

describe('withWord', () => {
  const moved: ChiefWord = { type: 'moved', entrantId: 'e2', other: 'e1' };

  it('says an exchange once, whichever of the two sheets comes first', () => {
    expect(withWord([moved], { type: 'moved', entrantId: 'e1', other: 'e2' })).toEqual([moved]);
  });

  it('puts a nudge that is repeated last, once', () => {
    const nudge: ChiefWord = { type: 'nudge', entrantId: 'e1' };
    expect(withWord([nudge, moved], nudge)).toEqual([moved, nudge]);
  });
});
