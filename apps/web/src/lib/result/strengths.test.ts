import { describe, expect, it } from 'vitest';
import type { OwnResult } from '@leitai/contract';
import { remarks, signedGap } from './strengths.ts';

const text = (zh: string) => ({ zh, en: zh });
const criterion = (name: string, points: string, max: string) => ({
  id: name, no: '1.1', name: text(name), rule: text('规则'), kind: 'judged' as const, points, max, clauses: [], judges: [],
});
const module = (name: string, mean: string | null, ...criteria: ReturnType<typeof criterion>[]): OwnResult['modules'][number] => ({
  id: name, name: text(name), points: '14.00', max: '15', mean, criteria,
});
const names = (list: { criterion: { name: { zh: string } } }[]) => list.map((one) => one.criterion.name.zh);

describe('remarks', () => {
  it('names the fullest criteria as strengths and the greatest losses as weak points', () => {
    const { strengths, weakPoints } = remarks({
      digits: 2,
      modules: [
        module('准备', null, criterion('着装', '2.00', '2'), criterion('座签', '9.00', '10'), criterion('清点', '1.00', '3')),
        module('沟通', '12.00', criterion('处置', '9.00', '9'), criterion('续水', '6.00', '9'), criterion('语言', '5.00', '6'), criterion('台面', '7.50', '9')),
      ],
    });
    expect(names(strengths)).toEqual(['处置', '着装']);
    expect(names(weakPoints)).toEqual(['续水', '清点', '台面']);
    expect(strengths[0]).toMatchObject({ full: true, lost: '0.00', moduleGap: '+2.00' });
    expect(weakPoints[1]).toMatchObject({ full: false, lost: '2.00', moduleGap: null });
  });

  it('calls nothing both: nine tenths is a strength, below is not', () => {
    const { strengths, weakPoints } = remarks({ digits: 1, modules: [module('一', null, criterion('九成', '9.0', '10'), criterion('差一点', '8.9', '10'))] });
    expect(names(strengths)).toEqual(['九成']);
    expect(names(weakPoints)).toEqual(['差一点']);
  });

  it('finds no strength where none is', () => {
    expect(remarks({ digits: 2, modules: [module('一', null, criterion('零', '0.00', '10'))] }).strengths).toEqual([]);
  });
});

describe('signedGap', () => {
  it('carries a sign unless nothing is left after rounding', () => {
    expect(signedGap('14.50', '13.10', 2)).toBe('+1.40');
    expect(signedGap('12.10', '13.10', 2)).toBe('−1.00');
    expect(signedGap('13.10', '13.10', 2)).toBe('0.00');
  });
});
