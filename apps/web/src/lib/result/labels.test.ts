import { describe, expect, it } from 'vitest';
import { judgeLabel, namesOf } from './labels.ts';

describe('judgeLabel', () => {
  it('turns a stem into a letter for English readers only', () => {
    expect(['甲', '戊', '癸'].map((label) => judgeLabel(label, 'en'))).toEqual(['A', 'E', 'J']);
    expect(judgeLabel('戊', 'zh')).toBe('戊');
  });

  it('leaves anything else as it is', () => {
    expect(judgeLabel('11', 'en')).toBe('11');
    expect(judgeLabel('', 'en')).toBe('');
  });
});

describe('namesOf', () => {
  it('knows modules, criteria, vetoes and judges', () => {
    const name = (zh: string, en: string) => ({ zh, en });
    const criterion = { id: 'b-1-1', no: '1.1', name: name('座签间距', 'Name plate spacing'), rule: name('规', 'r'), kind: 'measured' as const, points: '9', max: '10', clauses: [], judges: [] };
    const names = namesOf({ modules: [{ id: 'b-1', name: name('会前准备', 'Before'), points: '9', max: '10', mean: null, criteria: [criterion] }], vetoes: [{ id: 'v-1', name: name('打断会议', 'Breaking the meeting') }], stages: [] }, 'en');
    expect(['b-1', 'b-1-1', 'v-1', '乙', 'x'].map(names)).toEqual(['Before', 'Name plate spacing', 'Breaking the meeting', 'B', 'x']);
  });
});
