import { describe, expect, it, test } from 'vitest';
import { cellsInto, fitted, fittedInTwo, fittedLines, fittedName, fittedWords, heightAt, tileGrid } from './fit.ts';

test('three characters stand as large as drawn, long and foreign names smaller, always within the width', () => {
  expect(fitted('林书琴', 700, 204)).toBe(204);
  expect(fitted('欧阳思远志', 700, 204)).toBe(125);
  expect(fitted('阿卜杜热合曼·吐尔逊江', 700, 204)).toBeLessThan(64);
  expect(fitted('Alexandra Konstantinopoulou', 700, 204)).toBe(45);
  expect(fitted('ALEXANDRA KONSTANTINOPOULOU', 700, 204)).toBe(36);
  expect(fitted('', 700, 204)).toBe(204);
});

test('no word is broken that has room, and Chinese breaks anywhere', () => {
  expect(fittedWords('选手CLEAN_INDOOR0', 226, 40)).toBe(24);
  expect(fittedWords('Ana Maria', 226, 40)).toBe(40);
  expect(fittedWords('阿卜杜热合曼·吐尔逊江', 226, 40)).toBe(40);
});

test('what would be too small in one line takes two, set smaller than one', () => {
  expect(fittedInTwo('恒信物业', 250, 30, 24)).toBe(30);
  expect(fittedInTwo('恒信机关后勤服务', 250, 30, 24)).toBe(27);
  expect(fittedInTwo('锦华物业管理与设施运维', 250, 30, 24)).toBe(23);
});

test('a long foreign name takes two lines where its words come out larger so, and no other does', () => {
  expect(fittedName('Alexandra Konstantinopoulou', 690, 204)).toEqual({ size: 71, wraps: true });
  expect(fittedName('Anna Lee', 690, 204)).toEqual({ size: 143, wraps: false });
  expect(fittedName('林书琴', 690, 204)).toEqual({ size: 204, wraps: false });
  expect(fittedName('阿卜杜热合曼·吐尔逊江', 690, 204).wraps).toBe(false);
});

test('a strip takes as many cells as fit, long names in two lines, and at least one', () => {
  const row = { type: 25, beside: 50, most: 320 };
  const [short, long] = ['恒信物业', '江苏恒信机关后勤综合服务保障集团'];
  expect(cellsInto(700, [short, short, short, short], row)).toEqual([162, 162, 162, 162]);
  const cells = cellsInto(700, [short, long, short, short], row);
  expect(cells).toHaveLength(3);
  expect(cells[1]).toBeGreaterThan(cells[0]!);
  expect(cellsInto(100, [long, short], row)).toHaveLength(1);
  expect(cellsInto(100, [], row)).toEqual([]);
});

test('the fewer contests share a wall, the larger each stands; a wide wall takes twice as many across', () => {
  const grids = (walls: number) => [0, 1, 2, 3, 4, 5, 8, 9, 16].map((count) => [count, tileGrid(count, walls)] as const).map(([count, { columns, rows, size }]) => `${count}: ${columns} × ${rows} ${size}`);
  expect(grids(1)).toEqual(['0: 1 × 1 wide', '1: 1 × 1 wide', '2: 2 × 1 wide', '3: 2 × 2 wide', '4: 2 × 2 wide', '5: 4 × 2 tall', '8: 4 × 2 tall', '9: 4 × 3 small', '16: 4 × 4 small']);
  expect(grids(2)).toEqual(['0: 1 × 1 wide', '1: 1 × 1 wide', '2: 2 × 1 wide', '3: 3 × 1 wide', '4: 4 × 1 wide', '5: 4 × 2 wide', '8: 4 × 2 wide', '9: 8 × 2 tall', '16: 8 × 2 tall']);
});

describe('words of any length', () => {
  const sizes = [168, 120, 88, 64, 48, 36];
  const room = { width: 1632, height: 420 };
  it.each([['午餐', 168], ['Lunch', 168], ['请全体参赛选手到一号大厅', 168], ['字'.repeat(40), 88], ['字'.repeat(300), 36]])('%.20s', (words, size) => {
    expect(fittedLines(words, sizes, room)).toBe(size);
  });
  it('are set in the smallest where they fit at none', () => expect(fittedLines('字'.repeat(3_000), sizes, room)).toBe(36));
  it('have the lines they are written in', () => expect(heightAt('一\n二\n三', 40, 1_000)).toBe(150));
});
