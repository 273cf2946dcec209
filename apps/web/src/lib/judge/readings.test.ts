/** Readings as they are typed, stepped, counted, drafted and read back. */
import type { CountScale, Criterion, Scale, Scheme } from '@leitai/scoring';
import { describe, expect, it } from 'vitest';
import { snapped, stepped } from './decimal.ts';
import { press, preview, typedReading, typedText, type Key } from './keypad.ts';
import { pointsText } from './points.ts';
import { readingText, type ReadingWords } from './reading.ts';
import { markOf } from './readings.ts';
import { counted, faultless } from './tallies.ts';
import { clockFromDigits, formatSeconds, secondsFromDigits } from './time.ts';

const name = (zh: string) => ({ zh, en: zh });
const criterion = (scale: Scale): Criterion => ({ id: 'c', no: '2.1', name: name('座签间距'), rule: name('60±1'), kind: 'measured', max: '10', scale, clauses: [] });
const spacing = criterion({ type: 'measure', unit: name('cm'), min: '40', max: '80', step: '0.5', convert: { type: 'per-unit', full: '10', from: '59', upTo: '61', unit: '0.5', penalty: '1', started: true } });
const stopwatch = criterion({ type: 'time', max: '3600', step: '1', convert: { type: 'per-unit', full: '10', upTo: '290', unit: '10', penalty: '1', started: true } });
const scheme = (one: Criterion): Scheme => ({ format: 'leitai-scheme/1', code: 'T', name: name('试'), max: '10', modules: [{ id: 'm', name: name('模块'), criteria: [one] }], vetoes: [] });
const type = (one: Criterion, keys: string): string => [...keys].reduce((typed, key) => press(one, typed, key as Key), '');

describe('steps', () => {
  it('moves by tenths without a binary rest', () => {
    expect(stepped('0.1', 2, { min: '0', max: '1', step: '0.1' })).toBe('0.3');
    expect(stepped('61', 1, { min: '40', max: '80', step: '0.5' })).toBe('61.5');
    expect(stepped('-0.5', -1, { min: '-2', max: '2', step: '0.5' })).toBe('-1.0');
  });
  it('stays within the range', () => {
    expect(stepped('10', 1, { min: '0', max: '10', step: '0.5' })).toBe('10.0');
    expect(stepped('0', -1, { min: '0', max: '10', step: '0.5' })).toBe('0.0');
  });
  it('takes the nearest step to a point of the ruler', () => expect(snapped(8.61, { min: '0', max: '10', step: '0.5' })).toBe('8.5'));
});

describe('keypad', () => {
  it('types a decimal with one point and no leading zeros', () => {
    expect(type(spacing, '061..5')).toBe('61.5');
    expect(typedReading(spacing, type(spacing, '61.'))).toBe('61');
    expect(type(spacing, '.5')).toBe('0.5');
    expect(typedReading(spacing, '')).toBeNull();
  });
  it('types a time as a clock fills, from the right', () => {
    expect(typedText(stopwatch, type(stopwatch, '450'))).toBe('4:50');
    expect(typedReading(stopwatch, type(stopwatch, '450'))).toBe('290');
    expect(secondsFromDigits('11525', '0.01')).toBe('75.25');
    expect(clockFromDigits('5', '1')).toBe('0:05');
    expect(secondsFromDigits('', '1')).toBeNull();
  });
  it('shows what the engine makes of a reading, and nothing for one off the scale', () => {
    expect(preview(scheme(spacing), spacing, '61.5')?.points).toBe('9');
    expect(preview(scheme(stopwatch), stopwatch, '291')?.points).toBe('9');
    expect(preview(scheme(spacing), spacing, '61.3')).toBeNull();
    expect(preview(scheme(spacing), spacing, '99')).toBeNull();
  });
});

describe('drafts', () => {
  const eight = criterion({ ...(spacing.scale as Extract<Scale, { type: 'measure' }>), readings: 2 });
  it('is no mark until every reading is taken', () => {
    expect(markOf(eight.scale, { readings: ['60', null], faults: {} })).toBeNull();
    expect(markOf(eight.scale, { readings: ['60', '61'], faults: {} })).toEqual({ type: 'measure', readings: ['60', '61'] });
  });
});

describe('tallies', () => {
  const kinds = [
    { id: 'clean', name: name('洁净'), amount: '3' },
    { id: 'slight', name: name('轻微'), amount: '1' },
    { id: 'dirty', name: name('明显'), amount: '0' },
  ];
  const samples: CountScale = { type: 'count', direction: 'add', kinds, total: 10 };
  it('keeps samples adding up: what is not otherwise counted is faultless', () => {
    expect(faultless(samples)).toEqual({ clean: 10, slight: 0, dirty: 0 });
    expect(counted(samples, null, 'slight', 1)).toEqual({ clean: 9, slight: 1, dirty: 0 });
    expect(counted(samples, { clean: 0, slight: 10, dirty: 0 }, 'dirty', 1)).toEqual({ clean: 0, slight: 10, dirty: 0 });
  });
  it('finds the faultless kind among deductions', () => {
    const deduct: CountScale = { type: 'count', direction: 'deduct', kinds: [{ id: 'bad', name: name('差'), amount: '1', zero: true }, { id: 'fine', name: name('好'), amount: '0' }], total: 3 };
    expect(faultless(deduct)).toEqual({ bad: 0, fine: 3 });
  });
  it('never counts below none or above the most', () => {
    const scale: CountScale = { type: 'count', direction: 'deduct', kinds: [{ id: 'k', name: name('处'), amount: '1', most: 1 }] };
    expect(counted(scale, { k: 0 }, 'k', -1)).toEqual({ k: 0 });
    expect(counted(scale, { k: 1 }, 'k', 1)).toEqual({ k: 1 });
  });
});

describe('reading back', () => {
  const words: ReadingWords = { text: ({ zh }) => zh, pass: () => '合格', fail: () => '不合格', none: () => '无', notApplicable: () => '不适用', times: (count) => `${count} 次`, ticked: (count, of) => `${count}/${of}`, list: (parts) => parts.join('、') };
  it('says every kind of mark as it was read', () => {
    const levels = criterion({ type: 'levels', levels: [{ level: 0, name: name('未达标'), descriptor: name('-'), points: '0' }, { level: 1, name: name('达标'), descriptor: name('-'), points: '3' }] });
    const count = criterion({ type: 'count', direction: 'deduct', kinds: [{ id: 'a', name: name('错字'), amount: '1' }, { id: 'b', name: name('错位'), amount: '1' }] });
    expect(readingText(spacing, { type: 'measure', readings: ['61.5'] }, words)).toBe('61.5 cm');
    expect(readingText(stopwatch, { type: 'time', seconds: '290' }, words)).toBe('4:50');
    expect(readingText(levels, { type: 'levels', level: 1 }, words)).toBe('1 达标');
    expect(readingText(count, { type: 'count', counts: { a: 1, b: 2 } }, words)).toBe('错字 1、错位 2');
    expect(readingText(count, { type: 'count', counts: { a: 0, b: 0 } }, words)).toBe('无');
    expect(formatSeconds('75.25')).toBe('1:15.25');
  });
  it('shows points with one decimal, or two where they are finer', () => {
    expect(pointsText('9')).toBe('9.0');
    expect(pointsText('8.25')).toBe('8.25');
    expect(pointsText('260/3')).toBe('86.67');
  });
});
