import { expect, it } from 'vitest';
import { cell } from './csv.ts';

it.each([
  ['=1+1', "'=1+1"], ['+1', "'+1"], ['-1', "'-1"], ['@sum', "'@sum"], ['\tx', "'\tx"], ['\rx', '"\'\rx"'], ['=a,"b"', '"\'=a,""b"""'],
  ['后勤, 一部', '"后勤, 一部"'], ['86.67', '86.67'], ['林*琴', '林*琴'], ['a\nb', '"a\nb"'], ['', ''],
])('%j is written as %j', (text, written) => expect(cell(text)).toBe(written));
