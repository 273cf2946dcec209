import { expect, test } from 'vitest';
import { fitted } from './fit.ts';

test('three characters stand as large as drawn, long and foreign names smaller, always within the width', () => {
  expect(fitted('林书琴', 700, 204)).toBe(204);
  expect(fitted('欧阳思远志', 700, 204)).toBe(125);
  expect(fitted('阿卜杜热合曼·吐尔逊江', 700, 204)).toBeLessThan(64);
  expect(fitted('Alexandra Konstantinopoulou', 700, 204)).toBe(46);
  expect(fitted('', 700, 204)).toBe(204);
});
