/** Exact numbers: reading, arithmetic, canonical text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, compare, div, format, formatFixed, isDecimal, mul, parse, round, sub } from './exact.ts';

const rational = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n })).map(([n, d]) => ({ n, d }));

describe('exact numbers', () => {
  test.each([['61.50', '61.5'], ['0.1', '0.1'], ['-3', '-3'], ['-0', '0'], ['100.00', '100'], ['260/3', '260/3'], ['6/8', '0.75'], ['-1/4', '-0.25'], ['7/7', '1']])(
    '%s is written %s', (from, to) => expect(format(parse(from))).toBe(to));

  test('decimals that no binary float holds add up exactly', () => {
    expect(format(add(parse('0.1'), parse('0.2')))).toBe('0.3');
    expect(format(sub(parse('999999999999.999999'), parse('0.000001')))).toBe('999999999999.999998');
  });

  test.each(['', ' 1', '1e3', '1.', '.5', '1/0', '0x10', '1.5/2', 'NaN', '1,5'])('refuses %j', (text) => {
    expect(() => parse(text)).toThrow(RangeError);
  });

  test.each([['61.5', true], ['0', true], ['-0.25', true], ['999999999999.999999', true], ['1000000000000', false], ['0.1234567', false], ['007', false], ['+1', false], ['1/3', false], [61.5, false], [null, false]])(
    'isDecimal(%j) is %s', (value, wanted) => expect(isDecimal(value)).toBe(wanted));

  test('division by zero is refused', () => expect(() => div(parse('1'), parse('0'))).toThrow(RangeError));

  test.each([['260/3', 2, '86.67'], ['61.5', 2, '61.50'], ['0', 2, '0.00'], ['-0.5', 0, '-1'], ['-1/1000', 2, '0.00'], ['5', 0, '5']])(
    'formatFixed(%s, %i) is %s', (value, digits, wanted) => expect(formatFixed(value, digits)).toBe(wanted));

  test('what is written reads back the same', () => {
    fc.assert(fc.property(rational, (a) => compare(parse(format(a)), a) === 0));
  });

  test('equal numbers are written the same', () => {
    fc.assert(fc.property(rational, fc.bigInt({ min: 1n, max: 1000n }), ({ n, d }, k) => format({ n, d }) === format({ n: n * k, d: d * k })));
  });

  test('subtraction undoes addition and division undoes multiplication', () => {
    fc.assert(fc.property(rational, rational, (a, b) => compare(sub(add(a, b), b), a) === 0));
    fc.assert(fc.property(rational, rational.filter((b) => b.n !== 0n), (a, b) => compare(div(mul(a, b), b), a) === 0));
  });

  test('[ROUND-2] rounding moves a value by at most half a step, and twice is once', () => {
    fc.assert(fc.property(rational, fc.integer({ min: 0, max: 6 }), (a, digits) => {
      const rounded = round(a, { digits, mode: 'half-up' });
      const moved = sub(rounded, a);
      const size = moved.n < 0n ? { n: -moved.n, d: moved.d } : moved;
      return compare(mul(size, parse('2')), { n: 1n, d: 10n ** BigInt(digits) }) <= 0 && compare(round(rounded, { digits, mode: 'half-up' }), rounded) === 0;
    }));
  });
});
